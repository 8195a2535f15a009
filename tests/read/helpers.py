"""What several tests look at."""

from __future__ import annotations

from skrot.records import Document, PartKind


def parts(document: Document, kind: PartKind | None = None) -> list[str]:
    """The text of the parts, of one kind or of all."""
    return [document.text[p.start : p.end] for p in document.parts if kind in {None, p.kind}]


def kinds(document: Document) -> list[str]:
    return [part.kind for part in document.parts]


def reasons(document: Document) -> list[str]:
    return [piece.reason for piece in document.dropped]


def wrap(text: str, width: int) -> str:
    """Break a text into lines as a typewriter does."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


# A text of one sentence, among hostile ones.
GOOD = "Rada gminy przyjęła we wtorek uchwałę o budowie nowej szkoły, która ma być gotowa za rok."
MEGABYTE = 1_000_000
# Sentences of our own, for texts of any length.
SENTENCES = [
    "Rada gminy przyjęła we wtorek uchwałę o budowie nowej szkoły przy ulicy Leśnej.",
    "Inwestycja ma kosztować ok. 18 mln zł, z czego połowę da budżet państwa.",
    "Prace ruszą w marcu 2027 r., a pierwsi uczniowie wejdą do klas we wrześniu.",
    "Burmistrz Anna Zalewska podkreśla, że miasto czeka na ten budynek od lat.",
    "Opozycja pyta, dlaczego wybrano działkę, która leży w pobliżu torów kolejowych.",
    "Urząd odpowiada, że ekrany akustyczne zmniejszą hałas o 12 decybeli.",
    "Mieszkańcy mogą zgłaszać uwagi do końca miesiąca przez stronę urzędu.",
    "Podobną szkołę otwarto w ubiegłym roku w sąsiedniej gminie i jest już pełna.",
]
PARAGRAPH = " ".join(SENTENCES[:4])
SECOND = " ".join(SENTENCES[4:])
