"""The quotations of a corpus: under the entities of the corpus."""

from pathlib import Path

from skrot.api import process_here
from skrot.records import Entity, Quote
from skrot.run.runner import run
from skrot.run.stages import until
from skrot.run.store import Store
from skrot.settings import Settings


def test_speakers_are_entities_of_the_corpus(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    (corpus / "a.txt").write_text(
        "Premier Jan Nowak był w Łodzi. Nowak powiedział, że most będzie gotowy w maju.\n", "utf-8"
    )
    (corpus / "b.txt").write_text(
        "– Tunel jest droższy niż most – dodał Jan Nowak w rozmowie z PAP.\n", "utf-8"
    )
    run(Settings(corpus=corpus, out=out), until("extract"), engine=process_here)
    with Store(out) as store:
        quotes = list(store.read_rows("quotes.jsonl", Quote))
        names = {row.entity: row.name for row in store.read_rows("entity_index.jsonl", Entity)}
    assert [(quote.doc, names[quote.speaker or ""]) for quote in quotes] == [
        ("a.txt", "Jan Nowak"),
        ("b.txt", "Jan Nowak"),
    ]
    assert [quote.kind for quote in quotes] == ["indirect", "direct"]
    assert quotes[1].addressee == "PAP"
