"""Copies: found whatever was cut, added or retitled, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skrot.records import DocumentFacts
from skrot.stories.copies import Copy, find_copies
from tests.stories.build import document

STRIKE = (
    "Kolejarze z Podlasia zaczęli w nocy strajk ostrzegawczy przeciw likwidacji trzech linii.",
    "Do rana nie wyjechało z zajezdni czterdzieści pociągów, a podróżnych wożą autobusy.",
    "Związkowcy chcą, żeby zarząd województwa dopłacił do przewozów jeszcze w tym roku.",
    "Marszałek odpowiada, że pieniędzy na linie do Siemianówki nie ma w żadnym budżecie.",
    "Rozmowy mają się zacząć w czwartek w Hajnówce i potrwają najdalej do końca tygodnia.",
)
FLOOD = (
    "Po ulewach wezbrała Biała Głuchołaska i zalała piwnice w dwunastu domach przy rynku.",
    "Strażacy układali worki z piaskiem do trzeciej nad ranem, pomagało im wojsko z Opola.",
    "Burmistrz zapowiedział zasiłki, ale dopiero po oszacowaniu strat przez komisję gminną.",
)
BACKGROUND = (
    "Linia kolejowa z Białegostoku do Walił ma sto trzydzieści lat i jeden tor bez sieci.",
    "Pociągi wróciły na nią dziewięć lat temu po remoncie za czterdzieści dwa miliony złotych.",
)


def origins(*documents: DocumentFacts) -> dict[str, str]:
    return {doc: copy.origin for doc, copy in find_copies(documents).items()}


def test_a_text_that_repeats_nothing_is_its_own_origin() -> None:
    assert find_copies([document("a", STRIKE), document("b", FLOOD)]) == {
        "a": Copy("a", 0.0, ()),
        "b": Copy("b", 0.0, ()),
    }


def test_a_copy_may_be_cut_and_retitled() -> None:
    copies = find_copies(
        [
            document("a", STRIKE, title="Strajk na Podlasiu"),
            document("b", STRIKE[:2], title="Kolejarze stanęli, autobusy pełne"),
        ]
    )
    assert copies["b"].origin == "a"
    assert copies["b"].adds == (0,)


def test_what_a_copy_adds_is_told() -> None:
    new = "Jak policzyła nasza redakcja, odwołane kursy dotknęły jedenaście tysięcy osób."
    copies = find_copies([document("a", STRIKE), document("b", [*STRIKE[:3], new, *STRIKE[3:]])])
    # Of two without a date the longer one is the origin: what is cut adds nothing.
    assert copies == {"a": Copy("b", 1.0, ()), "b": Copy("b", 0.0, ())}
    dated = find_copies(
        [
            document("a", STRIKE, date="2031-05-04"),
            document("b", [*STRIKE[:3], new, *STRIKE[3:]], date="2031-05-05"),
        ]
    )
    assert dated["b"].origin == "a"
    assert dated["b"].adds == (3,)
    assert 0.8 < dated["b"].repeated < 1


def test_a_figure_that_a_copy_changes_is_not_lost() -> None:
    changed = STRIKE[1].replace(
        "czterdzieści pociągów", "czterdzieści dwa składy, w tym pospieszne"
    )
    copies = find_copies(
        [
            document("a", STRIKE, date="2031-05-04"),
            document("b", [STRIKE[0], changed, *STRIKE[2:]], date="2031-05-05"),
        ]
    )
    assert copies["b"] == Copy("a", copies["b"].repeated, (1,))


def test_the_earliest_text_is_the_origin() -> None:
    dated = [
        document("a", STRIKE, date="2031-05-05"),
        document("b", STRIKE[:4], date="2031-05-04"),
        document("c", STRIKE),
    ]
    assert origins(*dated) == {"a": "b", "b": "b", "c": "b"}


def test_an_account_of_what_went_before_makes_no_copy() -> None:
    reports = [
        document(str(i), [*three, *BACKGROUND])
        for i, three in enumerate((STRIKE[:2], FLOOD, STRIKE[2:]))
    ]
    assert origins(*reports) == {"0": "0", "1": "1", "2": "2"}


def test_a_quotation_makes_no_copy() -> None:
    long = [
        f"Zdanie numer {i} mówi o sprawie {i * 7} w gminie {i * 3} i niczym innym."
        for i in range(40)
    ]
    quoted = document("b", [STRIKE[0], *FLOOD])
    assert origins(document("a", [*long, STRIKE[0]]), quoted) == {"a": "a", "b": "b"}


def test_texts_of_a_few_words_are_no_copies() -> None:
    assert origins(document("a", ["Bez komentarza."]), document("b", ["Bez komentarza."])) == {
        "a": "a",
        "b": "b",
    }
    assert origins(document("a", [])) == {"a": "a"}
    assert find_copies([]) == {}


@given(st.permutations([("a", STRIKE), ("b", STRIKE[:3]), ("c", FLOOD), ("d", STRIKE[1:])]))
def test_the_order_of_documents_does_not_matter(rows: list[tuple[str, tuple[str, ...]]]) -> None:
    found = find_copies([document(doc, text) for doc, text in rows])
    assert list(found) == [doc for doc, _ in rows]
    assert dict(sorted(found.items())) == find_copies(
        [document(doc, text) for doc, text in sorted(rows)]
    )
