"""PDF files: layout and failures."""

from __future__ import annotations

import base64
import zlib

import pytest

from skrot.read import read_bytes
from skrot.records import Document, Failure
from tests.read import hostile_files as made
from tests.read.formats.files import Hostile
from tests.read.helpers import SENTENCES, parts, reasons
from tests.read.pdf_files import At, column, make_pdf

FIRST = [
    "Rząd przyjął plan budowy elektrowni jądro-",
    "wej na Pomorzu. Pierwszy blok ma ruszyć",
    "w 2036 roku, a koszt szacuje się na 192 mld",
    "złotych. Umowę podpisano w Warszawie.",
]
SECOND = [
    "Drugi blok powstanie dwa lata później. Spółka",
    "chce ﬁnansować budowę z kredytów i dopłat",
    "z budżetu. Komisja zgodziła się na pomoc, która",
    "będzie kontrolowana co roku przez urząd, który",
]
THIRD = [
    "powołano do tego celu w grudniu. Na miejscu",
    "pracuje już ponad tysiąc osób, a w szczycie",
    "budowy będzie ich dziesięć razy więcej. Gmina",
    "szuka dla nich mieszkań i szkół dla dzieci,",
    "bo wielu przyjedzie z rodzinami na lata.",
]
PARAGRAPHS = [
    "Rząd przyjął plan budowy elektrowni jądrowej na Pomorzu. Pierwszy blok ma ruszyć w 2036 roku,"
    " a koszt szacuje się na 192 mld złotych. Umowę podpisano w Warszawie.",
    "Drugi blok powstanie dwa lata później. Spółka chce finansować budowę z kredytów i dopłat"
    " z budżetu. Komisja zgodziła się na pomoc, która będzie kontrolowana co roku przez urząd,"
    " który powołano do tego celu w grudniu. Na miejscu pracuje już ponad tysiąc osób, a w szczycie"
    " budowy będzie ich dziesięć razy więcej. Gmina szuka dla nich mieszkań i szkół dla dzieci, bo"
    " wielu przyjedzie z rodzinami na lata.",
]


def examples() -> list[bytes]:
    lines = make_pdf(column(50, 800, [sentence[:80] for sentence in SENTENCES]))
    return [lines, *made.looping_pdfs().values()][:4]


def hostile() -> Hostile:
    ends = ("PDF", "died on it", "took longer", "needs more than", "Rada gminy")
    breaks = made.stream(rb"BT /F0 12 Tf 50 700 Td (Rada\013\014\036 gminy obraduje.) Tj ET")
    return {
        **{f"{name}.pdf": (data, *ends) for name, data in made.looping_pdfs().items()},
        "breaks.pdf": (made.page(breaks), "gminy obraduje."),
    }


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.pdf", ".pdf")
    assert isinstance(found, Document), found
    return found


def reason(data: bytes) -> str:
    found = read_bytes(data, "x.pdf", ".pdf")
    assert isinstance(found, Failure)
    return found.reason


def page(*, title: bool = True, extra: tuple[At, ...] = ()) -> list[At]:
    head = [At(60, 780, "Atom nad morzem", 20, True)] if title else []
    left = [*column(60, 740, FIRST), *column(60, 678, SECOND)]
    return [*head, *left, *column(310, 740, THIRD), *extra]


def test_two_columns() -> None:
    document = read(make_pdf(page()))
    assert document.title == "Atom nad morzem"
    assert parts(document)[1:] == PARAGRAPHS


def test_columns_are_found_whatever_the_order_in_the_file() -> None:
    lines = page()
    document = read(make_pdf([line for i in range(3) for line in lines[i::3]]))
    assert parts(document)[1:] == PARAGRAPHS


def test_heads_feet_and_page_numbers_go() -> None:
    rest = [column(60, 740, [*SECOND[:3], f"Prace skończy {who}."]) for who in ("gmina", "rząd")]
    furniture = [
        (At(60, 815, "Przegląd energetyczny", 10), At(290, 30, str(n), 10)) for n in (1, 2, 3)
    ]
    sheets = [
        [*page(title=False), *furniture[0]],
        [*rest[0], *furniture[1]],
        [*rest[1][1:], *furniture[2]],
    ]
    document = read(make_pdf(*sheets))
    assert reasons(document).count("page number") == 3
    assert reasons(document).count("running head") == 2
    assert "Przegląd" not in " ".join(parts(document, "body"))


def test_footnote_in_small_type_is_other() -> None:
    note = At(60, 600, "1 Dz. U. z 2025 r. poz. 11.", 7)
    document = read(make_pdf(page(extra=(note,))))
    assert parts(document, "other") == ["1 Dz. U. z 2025 r. poz. 11."]
    assert parts(document, "body") == PARAGRAPHS


def test_footnote_mark_is_left_out_and_an_exponent_stays() -> None:
    lines = [
        At(60, 740, "Ustawa"), At(91, 744, "3", 6), At(92, 740, " weszła w życie w maju."),
        At(60, 728, "Hala ma 300 m"), At(126, 732, "2", 6), At(131, 728, "i stoi pusta od roku."),
    ]  # fmt: skip
    text = read(make_pdf(lines)).text
    assert "Ustawa weszła" in text
    assert "300 m2 i stoi" in text


@pytest.mark.parametrize("word", ["kosztowało 148", "w 2024 r.", "dane PKB", "tyle zł", "(art. 4)"])
def test_a_mark_after_a_number_or_a_short_word_is_no_digit_of_it(word: str) -> None:
    end = 60 + 5 * len(word)
    lines = [
        At(60, 740, word), At(end, 744, "2", 6), At(end + 3, 740, " i nic więcej nie wiadomo."),
        At(60, 728, "Urząd policzy to w lutym."),
    ]  # fmt: skip
    assert read(make_pdf(lines)).text.startswith(f"{word} i nic więcej")


@pytest.mark.parametrize(
    ("base", "power"), [("działka 20 km", "2"), ("blisko 10", "²"), ("art. 22", "²"), ("w m", "2")]
)
def test_an_exponent_after_a_unit_or_ten_stays(base: str, power: str) -> None:
    end = 60 + 5 * len(base)
    lines = [
        At(60, 740, base), At(end, 744, "2", 6), At(end + 5, 740, " i nic więcej nie wiadomo."),
        At(60, 728, "Urząd policzy to w lutym."),
    ]  # fmt: skip
    assert read(make_pdf(lines)).text.startswith(f"{base}{power} i nic więcej")


def spread(line: At, width: float) -> list[At]:
    """Set a line word by word over a width, as programs do that justify without hyphens."""
    words = line.text.split()
    free = width - sum(5 * len(word) for word in words)
    placed, x = [], line.x
    for word in words:
        placed.append(line._replace(x=x, text=word))
        x += 5 * len(word) + free / max(len(words) - 1, 1)
    return placed


def test_columns_of_justified_lines_with_wide_spaces() -> None:
    left = [spread(line, 255) for line in column(60, 740, [*FIRST, *SECOND])]
    right = [spread(line, 255) for line in column(330, 740, THIRD)]
    text = read(make_pdf([word for line in (*left, *right) for word in line])).text
    assert " ".join(text.split()).endswith(PARAGRAPHS[1])


def test_a_table_is_not_read_as_columns() -> None:
    rows = [(f"Gmina {n}", f"{n * 7} mln", f"{n + 3} szkół", f"{n} tys.") for n in range(2, 12)]
    cells = [
        At(60 + 120 * i, 740 - 12 * n, cell)
        for n, row in enumerate(rows) for i, cell in enumerate(row)
    ]  # fmt: skip
    lines = [*column(60, 780, ["Wydatki gmin na szkoły w całym województwie."]), *cells]
    assert "Gmina 2 | 14 mln 5 szkół 2 tys." in " ".join(read(make_pdf(lines)).text.split())


def test_the_date_is_that_of_the_head_and_not_of_the_file() -> None:
    made = b"<< /CreationDate (D:20261122101500Z) /Title ("
    dated = [At(60, 800, "Warszawa, 2 marca 2026 r."), *page()]
    for lines, date in ((page(), None), (dated, "2026-03-02")):
        assert read(make_pdf(lines).replace(b"<< /Title (", made)).date == date


def test_box_across_the_columns_stands_between_them() -> None:
    box = "Plan rządu zakłada budowę sześciu bloków. Pierwszy ruszy za dekadę, a reszta później."
    lines = [
        *page(title=False), At(60, 600, box),
        *column(60, 570, ["Gmina dostanie podatek od nieruchomości,", "który zwiększy jej budżet.",
                          "Wójt chce za te pieniądze zbudować drogę."]),
        *column(310, 570, ["Mieszkańcy są podzieleni w tej sprawie, bo", "jedni liczą na pracę,",
                           "a drudzy boją się hałasu oraz ciężarówek."]),
    ]  # fmt: skip
    found = parts(read(make_pdf(lines)), "body")
    assert found[2] == box
    assert found[3].startswith("Gmina dostanie")
    assert found[-1].endswith("ciężarówek.")


def test_one_column_with_indents() -> None:
    lines = [
        At(80, 740, "Rada przyjęła uchwałę o budowie szkoły, która stanie przy lesie."),
        At(60, 728, "Koszt wyniesie 18 mln zł, a prace potrwają do końca przyszłego roku."),
        At(80, 716, "Opozycja była przeciw i zapowiada skargę do wojewody jeszcze w tym"),
        At(60, 704, "miesiącu, gdy tylko zbierze podpisy mieszkańców."),
    ]
    assert len(parts(read(make_pdf(lines)))) == 2


def test_failures() -> None:
    good = make_pdf(page())
    assert "text layer" in reason(make_pdf([]))
    assert "truncated" in reason(good[:200])
    assert "not a PDF" in reason(b"Zwykly tekst.")
    assert "empty" in reason(b"")


def test_encrypted() -> None:
    assert "password" in reason(zlib.decompress(base64.b85decode(ENCRYPTED)))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_cut_files_end(share: float) -> None:
    good = make_pdf(*[page()] * 5)
    assert read_bytes(good[: int(share * len(good))], "x.pdf", ".pdf")


# A page with one word, encrypted with a password (compressed, base 85).
ENCRYPTED = (
    "c-n<izl+>P6n5iAUEBuD1GAO!X+|@n8Ik3PM$*`aZO-gE4(2$+cr|-g(2W*p*4#NwniTmPQpTNKB&0TOLMnIZ?ap9="
    "10keIAY`<=cUIUU+i2%|n(xPZPoq1zx`uaHFnagv?=J%k2%3jq1mkfKX3f$%z(IJkDmyqJzBD-u!rP{-v}{h`0C|KZ"
    "Y$p;RDBcl?uiiaf7zpp^Bhv-DyMeJ~PZten_ZP;dGgmcs!wI3P+zqhHy7mP9)m!?sSvm;!t;w2td2H8k2fe+?nMkIc"
    "uA8HQ4Ec|H>x^|B(Dj|`ZL?g!c)Yp1K88~W@3z`@3*8z!JN2X<$<5<xW+vCAXZFIr;?9&OrfZh%%v*_vR(f{>A9UbD"
    "Rkbs%&sb|`ax-g66NI;nJ#vpA=KZD4wMHKYSAKc<$K^LaJ$ZHi+27*%C*M9QFU)^_{r<<l=+*nQ{{F!~Z%=-B@!-mZ"
    "Z(e=;5mKLi_2(%2^718k`s~HU-=^Q)eE;<M*S-FRZR3OuoJidn<+}pm4O2fhuA1o}EUb4_*&_%)uWV|&>I?|N>GGjl"
    "rRy`|v#348AZk2}+LQYZD-6BvWYxa5nN5v@gU~OUr!psAfA84$OKzUo=DBw`pyk6!`au1<<i3G0=7b|A(>&n?Rz;36"
    "$#KH5kUYaNrA(;Z0go8)_+;(r!reAbmwt6%uItWx7|_&dTk5tvpAL?M-&Pni%#olGjg(5VH06235?M&Z3CWd5v#4MZ"
    "W*HWgVI=Z2;VFyqBqjoLDN)}AxJLc*0P$UQ$Ep`AGu0p34~NfuxIz^vWsGJt&Y8k7&K2S^%2HVf$uNs4E>a{>L<mz7"
    "A?6(<1tpA9k+Q@~-GgY5|D-kZ06`L<^B=^F5e9QO$FQH)s$$PEjG`?pLfh{VinlPzlP!$#cngbTvW0On&~UA;YSXTU"
    "H?5u+A0wPJje}_Y?d{ol1AP5|Gh7gxQVs`WNmNoWo)#i4QblqZ7b<13OyZPhoQvK6f8%idf$G++I+-Lm7>$a375obr"
    "fN`z"
)
