"""Words, dependencies and sentences of a treebank joined into paragraphs."""

from collections import Counter

from spacy.language import Language

from models.recipe.corpora import Treebank, read_ud
from models.recipe.examples import RELATIONS, encode_heads
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
    Dependencies are those of tokens, with the universal relations, without punctuation (as spaCy's
    scorer counts them).
    """
    right: Counter[str] = Counter()
    seen = depend = 0
    starts: set[tuple[int, int]] = set()
    gold: set[tuple[int, int]] = set()
    for n, (text, doc) in enumerate(zip(texts, nlp.pipe(t.text for t in texts), strict=True)):
        starts.update((n, start) for start in sentence_starts(doc))
        gold.update((n, start) for start in text.sentences)
        heads, relations = encode_heads(doc, text.words)
        for token, head, relation in zip(doc, heads, relations, strict=True):
            if head >= 0 and RELATIONS[relation] != "punct":
                depend += 1
                right["uas"] += token.head.i == head
                label = token.dep_.partition(":")[0].lower()
                right["las"] += token.head.i == head and label == RELATIONS[relation]
        tokens = {token.idx: token for token in doc}
        for word in text.words:
            found = tokens.get(word.start)
            if found is None or found.idx + len(found) < word.end:
                continue
            token = found
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
    result = {
        name: share(count, depend if name in {"uas", "las"} else seen)
        for name, count in sorted(right.items())
    }
    return {**result, "sentences_f": share(2 * shared, len(starts) + len(gold))}
