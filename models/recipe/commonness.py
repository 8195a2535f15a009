"""Count in how many texts of Polish each lemma stands, for `skrot.stories`.

``python -m models.recipe.commonness DATA`` writes ``pipeline/skrot/stories/data/commonness.toml``
from the documents of the National Corpus of Polish with the lemmas of our model; a few minutes.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from models.recipe.corpora import read_nkjp
from skrot.annotate import annotate, load, sentences
from skrot.extract import sentence_features
from skrot.read import read_text

_FEWEST = 8
_WIDTH = 100
_OUT = Path(__file__).parents[2] / "pipeline/skrot/stories/data/commonness.toml"
_HEAD = """\
# In how many texts of Polish a lemma stands: of {texts} documents of the National Corpus of Polish
# (NKJP, the manually annotated subcorpus, CC BY 4.0), those that are in {fewest} or more. Made by
# models/recipe/commonness.py. `documents` is the least number of a level, which ends where the next
# one begins.

texts = {texts}
"""


def main(data: Path) -> None:
    """Count the lemmas of the corpus and write the file."""
    nlp = load()
    counts: Counter[str] = Counter()
    texts = 0
    for text in read_nkjp(data / "ner" / "nkjp_train.iob.xz"):
        document = read_text(text.text, text.name)
        (doc,) = annotate(nlp, [document])
        features = sentence_features(doc, sentences(doc, document), document)
        counts.update({word for row in features for lemma in row.lemmas for word in lemma.split()})
        texts += 1
    lines = [_HEAD.format(texts=texts, fewest=_FEWEST)]
    least = _FEWEST
    while words := sorted(word for word, count in counts.items() if count >= least):
        inside = [word for word in words if counts[word] < 2 * least]
        lines += [f"\n[[level]]\ndocuments = {least}\nwords = '''\n{filled(inside)}\n'''\n"]
        least *= 2
    _OUT.write_text("".join(lines), "utf-8")


def filled(words: list[str]) -> str:
    """Write words in lines as wide as those of code."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= _WIDTH:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
