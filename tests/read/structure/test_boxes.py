"""Boxes inside a sentence."""

from skrot.read import read_text
from tests.read.helpers import PARAGRAPH, SECOND, parts, wrap

BOX = (
    "Nowa szkoła powstanie przy ulicy Leśnej za 18 mln zł. Gmina liczy na pieniądze z budżetu"
    " państwa i na kredyt, który spłaci w dwanaście lat."
)


def cut_in_two(width: int) -> tuple[str, str]:
    lines = wrap(f"{PARAGRAPH} {SECOND}", width).split("\n")
    cut = next(
        i for i, line in enumerate(lines[3:], 4) if line[-1].isalpha() and lines[i][0].islower()
    )
    return "\n".join(lines[:cut]), "\n".join(lines[cut:])


def test_wider_box_is_taken_out() -> None:
    first, second = cut_in_two(60)
    text = f"{wrap(SECOND, 60)}\n\n{first}\n\n{wrap(BOX, 90)}\n\n{second}\n"
    assert parts(read_text(text)) == [SECOND, f"{PARAGRAPH} {SECOND}", BOX]


def test_framed_box_of_the_same_width() -> None:
    first, second = cut_in_two(60)
    text = f"{first}\n\n{wrap(BOX, 60)}\n\n{second}\n"
    assert parts(read_text(text)) == [f"{PARAGRAPH} {SECOND}", BOX]


def test_box_of_a_titled_bulletin_is_its_lead() -> None:
    first, second = cut_in_two(60)
    text = f"Szkoła w polu\n\n{first}\n\n{wrap(BOX, 90)}\n\n{second}\n\n{wrap(SECOND, 60)}\n"
    document = read_text(text)
    assert parts(document, "title") == ["Szkoła w polu"]
    assert parts(document, "lead") == [BOX]
    assert parts(document)[:2] == ["Szkoła w polu", BOX]


def test_whole_paragraphs_are_no_box() -> None:
    text = "\n\n".join(wrap(text, 60) for text in (PARAGRAPH, BOX, SECOND))
    assert parts(read_text(text)) == [PARAGRAPH, BOX, SECOND]


def test_list_items_are_no_box() -> None:
    text = (
        "Rada przyznała pieniądze na zadania, które uznała w tym roku za najpilniejsze,\n"
        "w tym na drogi, szkoły i szpital powiatowy, oraz na\n"
        "• remont mostu nad Wisłokiem, który w zeszłym roku uszkodziła powódź.\n"
        "odbudowę wału przeciwpowodziowego na całej jego długości w granicach gminy."
    )
    found = parts(read_text(text))
    assert found[0].endswith("oraz na")
