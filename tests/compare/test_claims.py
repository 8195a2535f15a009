"""Claims: which numbers make one, and what the text around them says about it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import numpy as np
import pytest

from skrot.compare.claims import Claim, find_claims
from skrot.compare.vocabulary import vocabulary
from skrot.records import DocumentFacts

from .build import Given, document, number

MONEY = {"kind": "money", "currency": "PLN"}
TEACHERS = {"kind": "cardinal", "of": "nauczyciel"}


def year(text: str) -> Given:
    return number(text, kind="date", iso=text[:4])


def claims(*sentences: tuple[str, str, list[Given]], **fields: Any) -> list[Claim]:
    return list(find_claims(document("a", *sentences, **fields)))


def only(*sentences: tuple[str, str, list[Given]], **fields: Any) -> Claim:
    """The claim of the last number."""
    return claims(*sentences, **fields)[-1]


def changed(made: DocumentFacts, **fields: Any) -> list[Claim]:
    """The claims of a document whose sentences have other fields."""
    rows = [msgspec.structs.replace(row, **fields) for row in made.sentences]
    return list(find_claims(made._replace(sentences=rows)))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({**TEACHERS, "value": "12"}, True),
        # One of a thing is a unit; nothing is no figure; a count is of something.
        ({**TEACHERS, "value": "1"}, False),
        ({**TEACHERS, "value": "0"}, False),
        ({"kind": "cardinal", "value": "12"}, False),
        ({**MONEY, "value": "12"}, True),
        ({**MONEY, "value": "0.5"}, False),
        ({**MONEY, "low": Decimal(3), "high": Decimal(5)}, True),
        ({**MONEY, "low": Decimal(3)}, False),
        ({**MONEY, "high": Decimal(3)}, False),
        ({"kind": "percent", "value": "0.5"}, True),
        ({"kind": "percent", "value": "0"}, False),
        ({"kind": "quantity", "unit": "t", "value": "12"}, True),
        ({"kind": "quantity", "unit": "t", "value": "12", "reason": "rounded"}, False),
        ({"kind": "date", "iso": "2012", "value": "2012"}, False),
        ({"kind": "ordinal", "value": "12"}, False),
    ],
)
def test_which_numbers_can_be_compared(fields: dict[str, Any], found: bool) -> None:
    assert bool(claims(("Jest ich 12 w kraju.", "kraj", [number("12", **fields)]))) is found


def test_titles_headings_and_questions_state_nothing() -> None:
    made = document("a", ("Brakuje 12.", "brakować", [number("12", **TEACHERS, value="12")]))
    for part, found in (("body", 1), ("lead", 1), ("title", 0), ("heading", 0), ("teaser", 0)):
        assert len(changed(made, part=part)) == found
    asked = [msgspec.structs.replace(row, question=True) for row in made.features]
    assert not list(find_claims(made._replace(features=asked)))


def test_words_count_the_more_the_nearer_they_stand() -> None:
    figure = number("12", **TEACHERS, value="12")
    found = only(
        (
            "Sejm wie, że szkoły szukają 12 kobiet, miasto czeka.",
            "sejm wiedzieć szkoła szukać kobieta miasto czekać",
            [figure],
        ),
    ).words
    # One mark between takes three tenths, and each word between a little.
    assert found == pytest.approx(
        {
            "szukać": 1.0,
            "szkoła": 6 / 7,
            "wiedzieć": 0.7 * 6 / 8,
            "sejm": 0.7 * 6 / 9,
            "kobieta": 1.0,
            "miasto": 0.7 * 6 / 7,
            "czekać": 0.7 * 6 / 8,
        }
    )  # fmt: skip


def test_a_number_between_takes_a_word_away_but_no_date() -> None:
    figure = number("12", **TEACHERS, value="12")
    five = number("5", **MONEY, value="5")
    near = only(("Szkoły mają 12.", "szkoła", [figure])).words
    beyond = only(("Szkoły mają 5 zł i 12.", "szkoła", [five, figure])).words
    dated = only(("Szkoły mają 2024 r. i 12.", "szkoła", [year("2024 r."), figure])).words
    assert beyond["szkoła"] == pytest.approx(0.4 * near["szkoła"])
    assert dated == near


def test_words_without_meaning_and_of_names_tell_nothing() -> None:
    figure = number("12", **TEACHERS, value="12")
    lemmas = "liczba szkoła odra iść w"
    found = only(("Liczba szkół w Odrze to 12.", lemmas, [figure]), names={"Odrze": "place:odra"})
    assert set(found.words) == {"szkoła"}
    assert set(found.entities) == found.named == {"place:odra"}
    assert not found.institutions
    office = only(
        ("Sejm ma 12 kobiet.", "sejm", [figure]), names={"Sejm": "org:sejm"}, label="orgName"
    )
    assert office.institutions == {"org:sejm"}


def test_the_words_of_a_number_are_about_no_other() -> None:
    tons = number("5 ton", kind="quantity", unit="t", value="5")
    figure = number("12", **TEACHERS, value="12")
    words = only(("Szkoła ma 5 ton opału i 12 osób.", "szkoła tona opał", [tons, figure])).words
    assert set(words) == {"szkoła", "opał"}


def test_every_word_of_asking_is_one() -> None:
    figure = number("12", **TEACHERS, value="12")
    for text, lemma in (("Sejm żądał 12.", "żądać"), ("Sejm domagał się 12.", "domagać")):
        assert vocabulary().asking in only((text, f"sejm {lemma}", [figure])).words


@pytest.mark.parametrize(
    ("of", "lemmas", "found"),
    [
        ("eksport", "", ("eksport",)),
        ("całość eksport", "", ("eksport",)),
        ("całość", "eksport", ("eksport",)),
        ("całość", "", ()),
        (None, "eksport", ()),
    ],
)
def test_the_base_of_a_share_is_no_mere_whole(
    of: str | None, lemmas: str, found: tuple[str, ...]
) -> None:
    figure = number("5%", kind="percent", value="5", of=of)
    claim = only(("Węgiel to 5% całości eksportu.", f"węgiel całość {lemmas}", [figure]))
    assert claim.of == found
    assert not set(found) & set(claim.words)


def test_a_share_has_a_holder_where_a_verb_says_whose_it_is() -> None:
    share = {"kind": "percent", "of": "eksport", "value": "20"}
    held = "Nowy przemysł stoczniowy odpowiada za 20% eksportu."
    lemmas = "nowy przemysł stoczniowy odpowiadać eksport"
    (found,) = claims((held, lemmas, [number("20%", **share)]))
    assert found.holder == {"przemysł", "stoczniowy"}
    text, lemmas = "Największym rynkiem jest Litwa (20% eksportu).", "wielki rynek eksport"
    (found,) = claims((text, lemmas, [number("20%", **share)]))
    assert found.holder == frozenset()


def test_a_restated_number_takes_over_what_the_first_is_about() -> None:
    yen = number("9 mln zł", **MONEY, value="9000000")
    part = number("2 proc.", kind="percent", value="2", of="PKB")
    lemmas = "obrona wydać plan"
    restated = only(("Na obronę wydano 9 mln zł, czyli 2 proc. PKB.", lemmas, [yen, part]))
    apart = only(("Na obronę wydano 9 mln zł, a potem 2 proc. PKB.", lemmas, [yen, part]))
    assert restated.words["obrona"] == pytest.approx(0.9 * claims(
        ("Na obronę wydano 9 mln zł.", lemmas, [yen])
    )[0].words["obrona"])  # fmt: skip
    assert apart.words["obrona"] < restated.words["obrona"]
    bracket = only(("Na obronę wydano 9 mln zł (2 proc. PKB).", lemmas, [yen, part]))
    assert bracket.words["obrona"] == restated.words["obrona"]
    far = "Na obronę wydano 9 mln zł, o czym posłowie długo mówili, czyli 2 proc. PKB."
    assert only((far, lemmas, [yen, part])).words["obrona"] < restated.words["obrona"]


def test_a_share_of_nothing_is_of_what_a_share_near_it_is_of() -> None:
    based = number("2 proc.", kind="percent", value="2", of="PKB")
    bare = number("3 proc.", kind="percent", value="3")
    here = only(("Na obronę idą 2 proc. PKB, na zdrowie 3 proc.", "obrona", [based, bare]))
    assert here.of == ("pkb",)
    first = ("Na obronę idą 2 proc. PKB.", "obrona", [based])
    second = ("Na zdrowie idą 3 proc.", "zdrowie", [bare])
    middle: tuple[str, str, list[Given]] = ("Sejm milczy.", "sejm milczeć", [])
    assert only(first, second).of == ("pkb",)
    assert only(first, middle, second).of == ("pkb",)
    assert only(first, middle, second).words["obrona"] == pytest.approx(0.6)
    assert only(first, *[middle] * 4, second).of == ()
    assert only(first, second, paragraphs=True).of == ()
    counted = ("Brakuje 12.", "obrona", [number("12", **TEACHERS, value="12")])
    assert only(counted, second).of == ()


def test_what_leans_takes_over_what_the_sentence_before_measures() -> None:
    before = ("Na obronę idzie 9 mln zł.", "obrona", [number("9 mln zł", **MONEY, value="9000000")])
    figure = number("8 mln zł", **MONEY, value="8000000")
    leaning = only(before, ("To za rok 8 mln zł.", "rok", [figure]))
    standing = only(before, ("Za rok 8 mln zł.", "rok", [figure]))
    assert leaning.words["obrona"] == pytest.approx(0.6)
    # What the paragraph speaks of counts a little.
    assert standing.words["obrona"] == pytest.approx(0.25**2)
    dated = ("Na obronę był 2024 r.", "obrona", [year("2024 r.")])
    assert only(dated, ("To 8 mln zł.", "rok", [figure])).words["obrona"] == pytest.approx(0.25**2)


def test_what_leans_on_several_numbers_leans_on_the_last_of_its_kind() -> None:
    nine = number("9 mln zł", **MONEY, value="9000000")
    tons = number("5 t", kind="quantity", unit="t", value="5")
    before = (
        "Na obronę idzie 9 mln zł, na opał w lesie dużo, bo 5 t.",
        "obrona opał",
        [nine, tons],
    )
    money = only(before, ("To 8 mln zł.", "", [number("8 mln zł", **MONEY, value="8000000")]))
    assert money.words["obrona"] > money.words["opał"]
    coal = only(before, ("To 4 t.", "", [number("4 t", kind="quantity", unit="t", value="4")]))
    assert coal.words["opał"] > coal.words["obrona"]
    none = only(before, ("To 4 proc.", "", [number("4 proc.", kind="percent", value="4", of="x")]))
    assert none.words["opał"] > none.words["obrona"]


def test_vectors_of_sentences_that_are_leant_on_are_mixed_in() -> None:
    first = ("Na obronę idzie 9 mln zł.", "obrona", [number("9 mln zł", **MONEY, value="9000000")])
    figure = number("8 mln zł", **MONEY, value="8000000")
    vectors = np.eye(2, dtype=np.float32)
    for text, mixed in (("To 8 mln zł.", True), ("Za rok 8 mln zł.", False)):
        made = document("a", first, (text, "rok", [figure]))._replace(vectors=vectors)
        vector = list(find_claims(made))[-1].vector
        assert vector is not None
        assert vector == pytest.approx(
            np.array([0.6, 1.0]) / np.hypot(0.6, 1.0) if mixed else vectors[1]
        )


FIGURE = number("8 mln zł", **MONEY, value="8000000")


@pytest.mark.parametrize(
    ("text", "dates", "time"),
    [
        ("W 2024 r. wydano 8 mln zł.", ["2024 r."], "2024"),
        ("W 2023 r. tyle, a w 2024 r. wydano 8 mln zł.", ["2023 r.", "2024 r."], "2024"),
        ("W 2023 r. wydano 8 mln zł, a w 2024 r. mniej.", ["2023 r.", "2024 r."], "2023"),
        ("Wydano 8 mln zł.", [], None),
        # Of laws and their publication.
        ("Zgodnie z ustawą z dnia 2024 r. wydano 8 mln zł.", ["2024 r."], None),
        ("Zgodnie z Dz. U. z 2024 r. wydano 8 mln zł.", ["2024 r."], None),
        ("Jak z 2023 r., wg Dz. U. z 2024 r. dano 8 mln zł.", ["2023 r.", "2024 r."], "2023"),
    ],
)  # fmt: skip
def test_the_time_is_the_nearest_date(text: str, dates: list[str], time: str | None) -> None:
    found = only((text, "wydać", [*map(year, dates), FIGURE]))
    assert found.time == time
    assert found.dated is bool(dates)


@pytest.mark.parametrize(
    ("before", "dates", "text", "time"),
    [
        ("Był 2024 r. w Polsce.", ["2024 r."], "To 8 mln zł.", "2024"),
        ("Był 2024 r. w Polsce.", ["2024 r."], "Dano 8 mln zł.", None),
        ("Był 2023 r. i 2024 r. w Polsce.", ["2023 r.", "2024 r."], "To 8 mln zł.", None),
        ("Jest ustawa z dnia 2024 r. w mocy.", ["2024 r."], "To 8 mln zł.", None),
    ],
)
def test_what_leans_has_the_one_date_before_it(
    before: str, dates: list[str], text: str, time: str | None
) -> None:
    assert only((before, "", [*map(year, dates)]), (text, "", [FIGURE])).time == time


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Gminy nie wydały 8 mln zł.", True),
        ("Gminy wydały 8 mln zł.", False),
        ("Choć nie chciały, gminy wydały 8 mln zł.", False),
        ("Gminy wydały 8 mln zł, nie więcej.", False),
        ("Niedawno gminy wydały 8 mln zł.", False),
    ],
)
def test_a_claim_is_negated_by_its_own_clause(text: str, negated: bool) -> None:
    assert only((text, "gmina wydać", [FIGURE])).negated is negated


@pytest.mark.parametrize(
    ("text", "lemmas", "role", "stance"),
    [
        ("Gmina wydała 8 mln zł.", "gmina wydać", None, "fact"),
        ("Gmina planuje wydać 8 mln zł.", "gmina planować wydać", None, "plan"),
        ("Gmina wydała 8 mln zł i planuje.", "gmina wydać planować", None, "fact"),
        ("Sejm żąda od gminy 8 mln zł.", "sejm żądać gmina", None, "demand"),
        ("Sejm żąda, by gmina planowała 8 mln zł.", "sejm żądać planować", None, "demand"),
        # Further away a word governs only what is named as a target.
        (
            "Sejm żąda: gmina, szkoła, miasto, wieś dostaną 8 mln zł.",
            "sejm żądać gmina szkoła miasto wieś dostać",
            None,
            "fact",
        ),
        (
            "Sejm żąda: gmina, szkoła, miasto, wieś dostaną 8 mln zł.",
            "sejm żądać gmina szkoła miasto wieś dostać",
            "target",
            "demand",
        ),
        ("Nakłady wzrosną do 8 mln zł.", "nakład wzrosnąć", "target", "plan"),
        ("Do 8 mln zł.", "", "target", "plan"),
        ("Gmina ma wydać 8 mln zł.", "gmina wydać", None, "plan"),
        ("Gmina ma dom i 8 mln zł.", "gmina dom", None, "fact"),
        ("Gmina dała 8 mln zł i ma wydać więcej.", "gmina dać wydać", None, "fact"),
    ],
)
def test_stances(text: str, lemmas: str, role: str | None, stance: str) -> None:
    figure = number("8 mln zł", **MONEY, value="8000000", role=role)
    assert only((text, lemmas, [figure])).stance == stance


def test_what_a_copy_repeats_is_said_by_the_first() -> None:
    figure = number("5%", kind="percent", value="5")
    rows = [("Węgiel to 5% eksportu.", "węgiel eksport", [figure])] * 2
    made = document("b", *rows)._replace(origin="a", adds=(1,))
    assert [found.origin for found in find_claims(made)] == ["a", "b"]
    assert [found.origin for found in find_claims(made._replace(origin=None))] == ["b", "b"]
