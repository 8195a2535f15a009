"""Hand-built documents: "word/POS/features" pieces, blocks and records."""

from collections.abc import Sequence

import numpy as np
import spacy
from spacy.tokens import Doc

from skrot.records import (
    Document,
    DocumentFacts,
    Mention,
    Number,
    Part,
    PartKind,
    Sentence,
    SentenceFeatures,
    Theme,
)

CASES = {"n": "Nom", "g": "Gen", "d": "Dat", "a": "Acc", "i": "Ins", "l": "Loc"}
GENDERS = {"m": "Masc", "f": "Fem", "o": "Neut"}
VOCAB = spacy.blank("pl").vocab


def tagged(text: str) -> Doc:
    """A Doc from pieces such as ``ustawa/NOUN/nsf`` (case, number, gender) or ``jest/AUX/+s3``.

    A verb has ``+`` for finite, then number, then gender or person. ``lemma`` may follow.
    """
    words, poses, morphs, lemmas, spaces = [], [], [], [], []
    for piece in text.split():
        word, pos, features, lemma = [*piece.split("/"), "", "", ""][:4]
        morph = []
        if features.startswith("+"):
            morph.append("VerbForm=Fin")
            features = " " + features[1:]
        if features[:1] in CASES:
            morph.append(f"Case={CASES[features[0]]}")
        if features[1:2] in {"s", "p"}:
            morph.append("Number=Sing" if features[1] == "s" else "Number=Plur")
        if features[2:3] in GENDERS:
            morph.append(f"Gender={GENDERS[features[2]]}")
        if features[2:3].isdigit():
            morph.append(f"Person={features[2]}")
        words.append(word)
        poses.append(pos or "X")
        morphs.append("|".join(sorted(morph)))
        lemmas.append(lemma or word.lower())
        spaces.append(True)
    for place, word in enumerate(words):
        if place and word in {".", ",", "?", "”", ":"}:
            spaces[place - 1] = False
    spaces = [space and word != "„" for space, word in zip(spaces, words, strict=True)]
    return Doc(VOCAB, words=words, spaces=spaces, pos=poses, morphs=morphs, lemmas=lemmas)


def vector(*values: float) -> np.ndarray:
    array = np.array(values, dtype=np.float32)
    return array / np.linalg.norm(array)


def row(
    n: int, text: str, part: PartKind = "body", doc: str = "a.txt", theme: str | None = None
) -> Sentence:
    return Sentence(
        doc=doc,
        n=n,
        start=n * 100,
        end=n * 100 + len(text),
        text=text,
        part=part,
        source_spans=(),
        tokens=len(text.split()),
        theme=theme,
        theme_scores={theme: 1.0} if theme else {},
    )


def given(
    texts: Sequence[str],
    *,
    doc: str = "a.txt",
    parts: Sequence[PartKind] | None = None,
    leans: Sequence[int] = (),
    theme: str | None = None,
    mentions: Sequence[Mention] = (),
    numbers: Sequence[Number] = (),
    vectors: np.ndarray | None = None,
    changes: dict[int, dict[str, object]] | None = None,
) -> DocumentFacts:
    """A document of sentences about different things, or with the vectors given."""
    kinds = parts or ["body"] * len(texts)
    rows = [row(n, t, kinds[n], doc, theme) for n, t in enumerate(texts)]
    features = []
    for n, text in enumerate(texts):
        fields: dict[str, object] = {
            "n": n,
            "lemmas": tuple(word.lower().strip(".,?") for word in text.split()),
            "paragraph": n,
            "leans_on": "to" if n in leans else None,
        }
        fields |= (changes or {}).get(n, {})
        features.append(SentenceFeatures(**fields))  # type: ignore[arg-type]  # built by name
    if vectors is None:
        vectors = np.random.default_rng(len(doc)).normal(size=(len(texts), 8)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return DocumentFacts(doc, rows, features, vectors, mentions, numbers)


def document(*blocks: tuple[PartKind, str]) -> Document:
    text = "\n\n".join(block for _, block in blocks)
    parts, at = [], 0
    for kind, block in blocks:
        parts.append(Part(kind, at, at + len(block)))
        at += len(block) + 2
    return Document("a.txt", text, text, tuple(parts), (), "0")


SEA = Theme(id="sea", label="Morze")
