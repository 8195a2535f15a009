"""Both seeds, part by part."""

from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.records import Document

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    found = [read_source(source) for source in find_documents(SEEDS) if source.suffix == ".txt"]
    documents = [document for document in found if isinstance(document, Document)]
    assert len(documents) == len(found) == 2
    return documents


def parts(document: Document, kind: str) -> list[str]:
    return [document.text[p.start : p.end] for p in document.parts if p.kind == kind]


def test_bulletin_has_every_part(seeds: list[Document]) -> None:
    kinds = [part.kind for part in seeds[0].parts]
    assert kinds[:2] == ["title", "lead"]
    assert kinds.count("body") == 14
    assert set(kinds) == {"title", "lead", "heading", "body"}
    assert (
        seeds[0].title == "Perspektywy stosunków Japonii z USA za drugiej kadencji Donalda Trumpa"
    )
    assert parts(seeds[0], "heading") == [
        "Gospodarka.",
        "Bezpieczeństwo.",
        "Wnioski i perspektywy.",
    ]


def test_bulletin_sentence_around_the_box_is_whole(seeds: list[Document]) -> None:
    assert "40% sprzedaży do USA (dla porównania stal" in seeds[0].text
    (lead,) = parts(seeds[0], "lead")
    assert lead.startswith("Japonia pozostanie kluczowym sojusznikiem USA w Azji")
    assert lead.endswith("w regionie i poza nim, w tym z Polską.")


def test_bulletin_drops_nothing(seeds: list[Document]) -> None:
    assert seeds[0].dropped == ()
    assert sorted("".join(seeds[0].text.split())) == sorted("".join(seeds[0].raw.split()))


def test_article_has_every_part(seeds: list[Document]) -> None:
    kinds = [part.kind for part in seeds[1].parts]
    assert kinds[:6] == ["title", "lead", "teaser", "teaser", "teaser", "teaser"]
    assert parts(seeds[1], "heading") == [
        "Pół biliona inwestycji",
        "Warto wiedzieć",
        "Energia, AI i metale",
        "Remilitaryzacji ciąg dalszy",
        "Krytyczne metale",
        "Cena za bezpieczeństwo",
        "Niepewne obietnice",
        "Główne wnioski",
    ]
    assert kinds[-3:] == ["takeaway"] * 3
    assert kinds.count("body") == 25
    assert not any(text.startswith("- ") for text in parts(seeds[1], "takeaway"))
