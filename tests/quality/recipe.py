"""The recipe of the model runs from corpora to a pipeline: tiny corpora, a tiny network."""

import dataclasses
import json
import lzma
from pathlib import Path

import pytest
from thinc.api import get_current_ops, set_current_ops

from skrot.annotate import load

pytest.importorskip("wordfreq")

from models.recipe import train
from models.recipe.settings import SETTINGS, Phase, Run

pytestmark = pytest.mark.quality

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
    """Write forty small documents of each kind under the names that the recipe reads."""
    document = "\n".join(
        "\n".join(f"{form}\t{form}\tx\t{label}" for form, label in sentence) + "\n"
        for sentence in SENTENCES
    )
    rows = [f"-DOCSTART FILE ./{n}\n{document}" for n in range(40)]
    answers = [json.dumps({"text": "Minister Anna Nowak odpowiada. Pieniądze będą."})] * 40
    for name, text in {
        "ner/nkjp_train.iob.xz": "\n".join(rows),
        "ud/pl_lfg-dev.conllu.xz": TREE * 40,
        "ud/pl_lfg-test.conllu.xz": TREE * 40,
        "ud/pl_pud-test.conllu.xz": TREE * 40,
        "corpora/interpelacje.jsonl.xz": "\n".join(answers),
        "corpora/sejm_clean.txt.xz": "Otwieram posiedzenie.\nProszę o ciszę.\n" * 20,
    }.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(path, "wt", encoding="utf-8") as file:
            file.write(text)
    return tmp_path / "data"


def test_recipe(corpora: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = (Phase(1, 0.01, 0.1, 1.0, 0.1),)
    small = dataclasses.replace(
        SETTINGS,
        width=16,
        lstm=8,
        widths=dict.fromkeys(SETTINGS.widths, 4),
        words=50,
        batch=50,
        tuning_share=0.2,
        vector_width=8,
        piece_width=8,
        unlabelled=200,
        teachers=(Run(1, once), Run(2, once)),
        student=Run(3, once),
    )
    monkeypatch.setattr(train, "SETTINGS", small)
    out, work = tmp_path / "model", tmp_path / "work"
    ops = get_current_ops()
    monkeypatch.setattr(
        "sys.argv", ["train", "--data", str(corpora), "--out", str(out), "--work", str(work)]
    )
    try:
        train.main()
        first = (out / "MANIFEST.sha256").read_text()
        train.main()  # takes the teachers from the folder
    finally:
        set_current_ops(ops)
    assert (out / "MANIFEST.sha256").read_text() == first
    assert len(load(str(out))("Anna Kowalska czeka.")) == 4
