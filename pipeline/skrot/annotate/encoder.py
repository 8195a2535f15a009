"""``pl_encoder``: vectors of tokens, and so of sentences, in their context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from spacy.language import Language
from spacy.tokens import Doc

from skrot.annotate.learned import Learned
from skrot.network import FILES, Encoder


class Encoding(Learned):
    """Sets ``doc.tensor``, shape (tokens, width), of which spaCy makes ``span.vector``.

    The cosine of the vectors of two sentences tells how much alike they are.

    Parameters
    ----------
    encoder : Encoder, optional
        What gives the vectors; without it the component does nothing.
    """

    names = FILES
    _held: ClassVar[tuple[str, ...]] = ("encoder",)

    def __init__(self, encoder: Encoder | None = None) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Set the vectors of a Doc."""
        if self.encoder is not None:
            spaces = [bool(token.whitespace_) for token in doc]
            vectors: Any = self.encoder.tokens([token.text for token in doc], spaces)
            doc.tensor = vectors
        return doc

    def files(self) -> dict[str, bytes]:
        """Give the network, its pieces and the tokenizer as files by name."""
        return {} if self.encoder is None else dict(self.encoder.files)

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        self.encoder = Encoder(files)


@Language.factory("pl_encoder", assigns=["doc.tensor"])
def create_encoder(nlp: Language, name: str) -> Encoding:
    """Create the component; without weights (read by ``from_disk``) it does nothing."""
    return Encoding()
