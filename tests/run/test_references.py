"""The references of a corpus: under its entities, and beside the words of a digest."""

from pathlib import Path

import msgspec

from skrot.api import digest, process_here
from skrot.records import Entity, Reference
from skrot.report.pages.terminal import digest_text
from skrot.run.runner import run
from skrot.run.stages import until
from skrot.run.store import Store
from skrot.settings import Settings

TEXT = (
    "Premier Jan Nowak otworzył w Łodzi most nad rzeką. Premier zapowiedział budowę dwóch tuneli"
    " za 300 mln zł do końca 2030 roku.\n"
)


def test_what_is_meant_is_an_entity_of_the_corpus(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    (corpus / "a.txt").write_text(TEXT, "utf-8")
    run(Settings(corpus=corpus, out=out), until("extract"), engine=process_here)
    with Store(out) as store:
        (row,) = store.read_rows("references.jsonl", Reference)
        names = {one.entity: one.name for one in store.read_rows("entity_index.jsonl", Entity)}
        text = store.path("texts/a.txt.txt").read_text("utf-8")
    assert (row.doc, row.n, row.text, row.kind) == ("a.txt", 1, "Premier", "office")
    assert text[row.start : row.end] == row.text
    assert names[row.entity or ""] == "Jan Nowak"


def test_names_stand_beside_words_that_mean_them_on_request() -> None:
    plain, resolved = (digest(TEXT, sentences=2, resolve=asked) for asked in (False, True))
    assert [row.text for row in plain.overall] == [row.text for row in resolved.overall]
    assert all(row.shown is None and not row.resolved for row in plain.overall)
    second = resolved.overall[1]
    assert second.shown == second.text.replace("Premier", "Premier [Jan Nowak]")
    assert [name for _, name in second.resolved] == ["Jan Nowak"]
    shown = digest_text(resolved)
    assert "Premier [Jan Nowak]" in shown
    assert "W nawiasach kwadratowych" in shown
    assert "W nawiasach kwadratowych" not in digest_text(plain)
    assert msgspec.json.decode(msgspec.json.encode(resolved), type=type(plain)) == resolved
