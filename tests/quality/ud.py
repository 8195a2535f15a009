"""Lemmas, parts of speech, morphology and sentences of a treebank joined into paragraphs."""

from collections import Counter

from spacy.language import Language

from models.recipe.corpora import Treebank, read_ud
from tests.quality.corpora import data
from tests.quality.gate import share
from tests.quality.nkjp import sentence_starts

PARAGRAPH = 5


def paragraphs(name: str) -> list[Treebank]:
    found = list(read_ud(data(f"ud/pl_{name}.conllu.xz"), PARAGRAPH))
    assert found, f"{name} is empty"
    return found


def figures(nlp: Language, texts: list[Treebank]) -> dict[str, float]:
    """Accuracy over the words that are the beginning of a token.

    A token that is several words ("zrobił" + "em") is compared with its first word, the rest of
    them is left out; so is a word that is several tokens. Lemmas are compared without letter case.
    """
    right: Counter[str] = Counter()
    seen = 0
    starts: set[tuple[int, int]] = set()
    gold: set[tuple[int, int]] = set()
    for n, (text, doc) in enumerate(zip(texts, nlp.pipe(t.text for t in texts), strict=True)):
        starts.update((n, start) for start in sentence_starts(doc))
        gold.update((n, start) for start in text.sentences)
        tokens = {token.idx: token for token in doc}
        for word in text.words:
            token = tokens.get(word.start)
            if token is None or token.idx + len(token) < word.end:
                continue
            seen += 1
            wanted = dict(p.split("=", 1) for p in word.feats.split("|") if "=" in p)
            given = token.morph.to_dict()
            right["lemma"] += token.lemma_.lower() == word.lemma.replace("_", " ").lower()
            right["pos"] += token.pos_ == word.upos
            right["morphology"] += given == wanted
            right["case_number_gender"] += all(
                given.get(name) == wanted.get(name) for name in ("Case", "Number", "Gender")
            )
    shared = len(starts & gold)
    result = {name: share(count, seen) for name, count in sorted(right.items())}
    return {**result, "sentences_f": share(2 * shared, len(starts) + len(gold))}
