import itertools
from decimal import Decimal

import msgspec
import numpy as np
import pytest
from hypothesis import given as forall
from hypothesis import settings as profile
from hypothesis import strategies as st

from skrot.records import DocumentFacts, Mention, Number, PartKind, ThemeReason
from skrot.summarise import CorpusSummary, Summary, SummarySettings, Told, summarise
from skrot.summarise.settings import fitting_length
from skrot.summarise.shapes import default_shapes
from skrot.summarise.weights import default_weights
from tests.summarise.helpers import SEA, given, vector

TEXTS = [
    "Port w Gdyni przyjął w maju rekordową liczbę statków.",
    "Rybacy z Helu łowią coraz mniej dorszy w zatoce.",
    "Nowa latarnia morska stanęła na końcu długiego falochronu.",
    "Stocznia zwodowała wczoraj prom dla szwedzkiego armatora.",
    "Żeglarze zaczęli sezon regatami dookoła wyspy Wolin.",
    "Plaże w Sopocie odwiedziło latem ponad milion turystów.",
]


def ranks(summary: Summary) -> list[int]:
    return [row.n for row in sorted(summary.documents[0].sentences, key=lambda row: row.rank)]


def digest(item: DocumentFacts, **settings) -> list[int]:
    return ranks(summarise([item], [], SummarySettings(**settings)))


@forall(st.integers(1, 6), st.integers(1, 6), st.sets(st.integers(1, 5)), st.booleans())
@profile(max_examples=60, deadline=None)
def test_a_shorter_digest_is_a_prefix_of_a_longer_one(one, other, leans, by_words) -> None:
    item = given(TEXTS, leans=sorted(leans))
    short, long = sorted((one, other))
    if by_words:
        small, large = digest(item, words=short * 9), digest(item, words=long * 9)
    else:
        small, large = digest(item, sentences=short), digest(item, sentences=long)
    assert large[: len(small)] == small


@forall(st.integers(1, 80))
@profile(max_examples=30, deadline=None)
def test_words_are_not_exceeded_but_by_a_first_sentence(words) -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(words=words)).documents[0].sentences
    assert found
    used = sum(len(row.text.split()) for row in found)
    assert used <= words or len(found) == 1


def test_a_document_has_a_fifth_by_default_from_two_to_eight_sentences() -> None:
    words = [f"Wyraz{n}" for n in range(60)]

    def default(size: int) -> int:
        return len(digest(given([f"{word} stoi {word}." for word in words[:size]])))

    assert [default(n) for n in (1, 2, 8, 15, 20, 40, 60)] == [1, 2, 2, 3, 4, 8, 8]


def test_a_document_is_never_without_a_digest() -> None:
    lists: dict[int, dict[str, object]] = {n: {"fragment": "predicate"} for n in range(6)}
    announced = given(TEXTS, leans=range(6), changes={0: {"fragment": "end"}})
    for item in (given(TEXTS, changes=lists), announced):
        (row,) = summarise([item], [], SummarySettings()).documents[0].sentences
        assert (row.n, row.rank, row.text) == (0, 1, TEXTS[0])
    headings = given(TEXTS, parts=["heading"] * 6)
    assert summarise([headings], [], SummarySettings()).documents[0].sentences == ()


def test_eight_sentences_of_a_corpus_by_default_unless_a_length_is_given() -> None:
    item = given([*TEXTS, *(text[::-1] for text in TEXTS)])
    assert len(item.sentences) == 12
    assert len(summarise([item], [], SummarySettings()).overall) == 8
    assert len(digest(item, words=1000)) == len(digest(item, ratio=1.0)) == 12
    assert len(digest(item, ratio=0.001)) == 1


def test_ratio_counts_words() -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(ratio=0.5)).documents[0].sentences
    total = sum(len(text.split()) for text in TEXTS)
    assert sum(len(row.text.split()) for row in found) <= total / 2


def test_every_sentence_is_one_of_the_source_once() -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(sentences=6)).documents[0].sentences
    assert sorted(row.text for row in found) == sorted(TEXTS)
    assert [row.rank for row in found] != [0] * 6
    assert [row.n for row in found] == sorted(row.n for row in found)
    assert sorted(row.rank for row in found) == list(range(1, 7))


def test_rank_order() -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(sentences=6, order="rank"))
    assert [row.rank for row in found.documents[0].sentences] == list(range(1, 7))


def test_scores_are_the_sum_of_their_parts() -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(sentences=3))
    for row in found.documents[0].sentences:
        assert row.score == pytest.approx(sum(row.score_parts.values()), abs=0.005)
    for sentence in found.sentences[0]:
        assert sentence.score == pytest.approx(sum(sentence.score_parts.values()), abs=0.005)


def test_headings_and_teasers_are_never_selected_and_have_no_score() -> None:
    parts: list[PartKind] = ["title", "teaser", "heading", "body", "other", "takeaway"]
    found = summarise([given(TEXTS, parts=parts)], [], SummarySettings(sentences=6))
    assert [row.n for row in found.documents[0].sentences] == [3, 5]
    assert [sentence.score is None for sentence in found.sentences[0]] == [
        part not in {"body", "takeaway"} for part in parts
    ]


def test_parts_may_be_included_and_excluded() -> None:
    item = given(TEXTS[:3], parts=["lead", "teaser", "body"])
    settings = SummarySettings(sentences=3, include=("teaser",), exclude=("lead",))
    found = summarise([item], [], settings).documents[0].sentences
    assert [row.n for row in found] == [1, 2]


def test_list_items_are_selected_only_of_parts_that_are_asked_for() -> None:
    changes: dict[int, dict[str, object]] = {n: {"fragment": "predicate"} for n in (0, 1)}
    item = given(TEXTS[:3], parts=["heading", "body", "body"], changes=changes)
    assert digest(item, sentences=3) == [2]
    assert sorted(digest(item, sentences=3, include=("heading",))) == [0, 2]
    follower = given(TEXTS[:2], leans=[1], changes={0: {"fragment": "end"}})
    assert digest(follower, sentences=2) == [0]  # none can be read alone: the beginning


def test_what_repeats_the_question_counts_less() -> None:
    item = given(TEXTS[:2], changes={0: {"formal": True}})
    first, second = summarise([item], [], SummarySettings(sentences=2)).sentences[0]
    assert first.score_parts["formal"] < 0
    assert "formal" not in second.score_parts


def test_conclusions_count_as_a_second_beginning() -> None:
    headings: dict[int, dict[str, object]] = {
        n: {"heading": "Wnioski" if n > 3 else "Gospodarka"} for n in range(6)
    }
    plain, concluding = (
        [
            row.score_parts
            for row in summarise([given(TEXTS, changes=c)], [], SummarySettings()).sentences[0]
        ]
        for c in ({}, headings)
    )
    assert concluding[:4] == plain[:4]
    assert concluding[4]["position"] == plain[0]["position"] > concluding[5]["position"]
    assert concluding[5]["position"] > plain[5]["position"]
    assert concluding[4]["part"] == concluding[5]["part"] > 0
    assert "part" not in plain[4]


def test_all_of_a_list_of_conclusions_counts_as_a_beginning() -> None:
    parts: list[PartKind] = ["body", "body", "takeaway", "takeaway"]
    item = given(TEXTS[:4], parts=parts)
    first, second, *listed = summarise([item], [], SummarySettings()).sentences[0]
    for row in listed:
        assert row.score_parts["position"] == first.score_parts["position"]
    assert second.score_parts["position"] < first.score_parts["position"]


def test_what_leans_comes_with_its_predecessor_or_not_at_all() -> None:
    item = given(TEXTS, leans=[2])
    for length in range(1, 7):
        chosen = digest(item, sentences=length)
        assert 2 not in chosen or 1 in chosen


def test_what_a_text_begins_with_needs_at_most_its_title() -> None:
    titled: list[PartKind] = ["title", "body", "body", "body", "body", "body"]
    said: dict[int, dict[str, object]] = {1: {"leans_on": "to", "speaker": False}}
    item = given(TEXTS, parts=titled, leans=[2], changes=said)
    found = summarise([item], [], SummarySettings(sentences=5))
    first, second, *_ = found.documents[0].sentences
    assert (first.n, second.n) == (1, 2)
    assert (first.with_previous, second.with_previous) == (False, True)
    assert first.score_parts["leaning"] == -default_weights().penalty.headed
    # Elsewhere its title is not shown with it, and what is left out is no beginning.
    assert sorted(row.n for row in found.overall) == [3, 4, 5]
    lead: list[PartKind] = ["title", "lead", "body", "body", "body", "body"]
    assert 2 not in digest(given(TEXTS, parts=lead, leans=[2]), sentences=6, exclude=("lead",))


def test_a_predecessor_that_can_not_be_selected_takes_its_follower_along() -> None:
    item = given(TEXTS, parts=["body", "heading", "body", "body", "body", "body"], leans=[2])
    assert 2 not in digest(item, sentences=6)


def test_a_chain_grows_by_three_sentences_at_most() -> None:
    item = given(TEXTS, leans=[1, 2, 3, 4])
    chosen = digest(item, sentences=6)
    assert sorted(chosen) == [0, 1, 2, 3, 4, 5]
    # Without the first two there is none of three that could be had at once.
    dull: dict[int, dict[str, object]] = {n: {"formal": True, "question": True} for n in (0, 1)}
    places = [digest(given(TEXTS, leans=[1, 2, 3, 4], changes=dull), sentences=n) for n in (3, 4)]
    assert all(3 not in found or 0 in found for found in places)


def test_a_chain_that_is_too_long_is_dropped() -> None:
    texts = [
        f"{word} stoi {word}."
        for word in ("ab", "cd", "ef", "gh", "ij", "kl", "mn", "op", "qr", "st", "uv")
    ]
    chosen = digest(given(texts, leans=range(1, 11)), sentences=11)
    assert sorted(chosen) == list(range(9))


def test_what_needs_each_other_comes_together() -> None:
    # The speaker of sentence 1 is named in the next one, which leans on it.
    item = given(TEXTS, leans=[2], changes={1: {"speaker": False, "speaker_n": 2}})
    for length in range(1, 7):
        chosen = set(digest(item, sentences=length))
        assert len(chosen & {1, 2}) != 1
    assert chosen == set(range(6))


def test_the_first_sentence_stands_alone() -> None:
    item = given(TEXTS, leans=[1, 3, 5])
    assert digest(item, sentences=1)[0] in {0, 2, 4}


@pytest.mark.parametrize("speaker_n", [0, 2, 3])
def test_a_quotation_comes_with_its_speaker_or_not_at_all(speaker_n: int) -> None:
    # What stands beside the quotation is worth so little that it would come last.
    dull: dict[int, dict[str, object]] = {n: {"formal": True, "question": True} for n in (0, 2, 3)}
    between = {n for n in range(min(1, speaker_n), max(1, speaker_n) + 1) if n != 1}
    quoting: dict[int, dict[str, object]] = {1: {"speaker": False, "speaker_n": speaker_n}}
    saying: dict[int, dict[str, object]] = {1: {"speaker": True, "speaker_n": 1}}
    apart = [digest(given(TEXTS, changes=dull | saying), sentences=n) for n in range(1, 7)]
    assert any(1 in chosen and not between & set(chosen) for chosen in apart)
    for length in range(1, 7):
        chosen = digest(given(TEXTS, changes=dull | quoting), sentences=length)
        assert 1 not in chosen or between <= set(chosen)
    assert 1 in chosen


@pytest.mark.parametrize(
    ("first", "chosen"),
    [
        ("Za nami pierwsza debata kandydatów na prezydenta w Gdyni.", True),
        ("Za nami pierwsza debata kandydatów na prezydenta w Gdyni", False),
        ("Gdynia, 12 maja 2026 r.", False),
    ],
)
def test_a_text_may_begin_with_a_sentence_without_a_verb(first: str, chosen: bool) -> None:
    verbless: dict[int, dict[str, object]] = {n: {"fragment": "predicate"} for n in (0, 1)}
    item = given([first, *TEXTS[:4]], changes=verbless, leans=[2])
    assert (0 in digest(item, sentences=5)) == chosen
    assert 1 not in digest(item, sentences=5)
    assert 0 not in {row.n for row in summarise([item], [], SummarySettings()).overall}


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_quotation_is_not_cut_at_its_opening(size: int) -> None:
    last = size - 1
    quoting: dict[int, dict[str, object]] = {
        n: {"paragraph": 1, "speaker": n == last, "speaker_n": last} for n in range(size)
    }
    dull: dict[str, object] = {"formal": True, "question": True}
    item = given(TEXTS, changes={**quoting, 0: quoting[0] | dull})
    for length in range(1, 7):
        (found,) = summarise([item], [], SummarySettings(sentences=length)).documents
        joined = {row.n: row.with_previous for row in found.sentences}
        assert set(range(size)) <= joined.keys() or not set(range(size)) & joined.keys()
    assert (last in joined) == (size < 4)  # one that brings along more than two others stays out
    assert all(joined[n] for n in range(1, size) if n in joined)


def test_what_readers_could_hardly_read_alone_is_read_after_the_one_before() -> None:
    item = given(TEXTS, changes={n: {"alone": 0.1} for n in (0, 2)})
    for length in range(1, 7):
        (found,) = summarise([item], [], SummarySettings(sentences=length)).documents
        there = {row.n for row in found.sentences}
        for row in found.sentences:
            assert row.with_previous == (row.n == 2 and 1 in there)


@pytest.mark.parametrize("speaker_n", [None, 9])
def test_a_quotation_without_a_speaker_is_not_selected(speaker_n: int | None) -> None:
    lost = given(TEXTS, changes={1: {"speaker": False, "speaker_n": speaker_n}})
    assert sorted(digest(lost, sentences=6)) == [0, 2, 3, 4, 5]
    parts: list[PartKind] = ["body", "body", "heading", "body", "body", "body"]
    by_heading = given(TEXTS, parts=parts, changes={1: {"speaker": False, "speaker_n": 2}})
    assert sorted(digest(by_heading, sentences=6)) == [0, 3, 4, 5]


def test_what_was_said_is_not_said_again() -> None:
    same = np.vstack([vector(1, 0, 0), vector(1, 0, 0), vector(0, 1, 0)])
    item = given([TEXTS[0], TEXTS[0], TEXTS[1]], vectors=same)
    assert len(digest(item, sentences=3)) == 2


def test_a_lead_that_is_told_again_is_not_selected_twice_nor_what_leans_on_it() -> None:
    again = "Jak podano, port w Gdyni przyjął w maju rekordową liczbę statków."
    vectors = np.vstack([np.eye(6, dtype=np.float32), vector(1, 0, 0, 0, 0, 1)])[[0, 1, 2, 6, 3]]
    item = given([*TEXTS[:3], again, TEXTS[3]], vectors=vectors, leans=[4])
    assert sorted(digest(item, sentences=5)) == [0, 1, 2]
    more = again.replace("liczbę", "liczbę 300")
    numbers = [Number("a.txt", 3, 0, 3, "300", "cardinal", value=Decimal(300))]
    item = given([*TEXTS[:3], more, TEXTS[3]], vectors=vectors, leans=[4], numbers=numbers)
    assert sorted(digest(item, sentences=5)) == [0, 1, 2, 3, 4]


def person(n: int, text: str) -> Mention:
    return Mention("a.txt", n, 0, len(text), text, "persName", "anna-nowak")


def test_a_person_is_first_named_in_full() -> None:
    texts = ["Anna Nowak kieruje portem od wielu lat.", *TEXTS[1:4], "Nowak chce kupić prom."]
    # What names her in full is worth so little that it would come last.
    dull: dict[int, dict[str, object]] = {0: {"formal": True, "evasive": True}}
    full, short = (
        given(texts, mentions=[person(0, "Anna Nowak"), person(4, name)], changes=dull)
        for name in ("Anna Nowak", "Nowak")
    )
    assert any(4 in (chosen := digest(full, sentences=n)) and 0 not in chosen for n in range(1, 6))
    for length in range(1, 6):
        chosen = digest(short, sentences=length)
        assert 4 not in chosen or 0 in chosen
    assert 4 in chosen


def test_who_is_named_in_full_only_further_on_is_not_named_by_surname_first() -> None:
    texts = [*TEXTS[1:3], "Nowak chce kupić prom.", TEXTS[3], "Anna Nowak kieruje portem."]
    item = given(texts, mentions=[person(2, "Nowak"), person(4, "Anna Nowak")])
    assert sorted(digest(item, sentences=5)) == [0, 1, 3, 4]
    unnamed = given(texts, mentions=[person(2, "Nowak")])
    assert sorted(digest(unnamed, sentences=5)) == [0, 1, 2, 3, 4]


def test_what_a_document_begins_with_may_have_a_surname_alone() -> None:
    texts = ["Nowak chce kupić prom.", *TEXTS[1:4], "Anna Nowak kieruje portem od wielu lat."]
    mentions = [person(0, "Nowak"), person(4, "Anna Nowak")]
    item = given(texts, mentions=mentions)
    assert sorted(digest(item, sentences=5)) == [0, 1, 2, 3, 4]
    found = summarise([item, given(TEXTS[4:], doc="b.txt")], [], SummarySettings())
    assert ("a.txt", 0) not in {(row.doc, row.n) for row in found.overall}


def test_themes_across_documents_and_overall() -> None:
    one = given(TEXTS[:3], doc="a.txt", theme="sea")
    two = given(TEXTS[3:], doc="b.txt", theme="other")
    found = summarise([one, two], [SEA], SummarySettings(sentences=4))
    (theme,) = found.themes
    assert (theme.id, theme.label, theme.n_sentences) == ("sea", "Morze", 3)
    assert {row.doc for row in theme.sentences} == {"a.txt"}
    assert len(found.overall) == 4
    assert [row.doc for row in found.overall] == sorted(row.doc for row in found.overall)


def test_what_is_rather_of_another_theme_stays_out_of_its_digest() -> None:
    item = given(TEXTS[:2], theme="sea")
    doubtful = msgspec.structs.replace(item.sentences[0], theme_scores={"sea": 0.49})
    item = item._replace(sentences=[doubtful, item.sentences[1]])
    (sea,) = summarise([item], [SEA], SummarySettings(sentences=2)).themes
    assert [row.n for row in sea.sentences] == [1]
    assert sea.n_sentences == 2


def test_what_leans_on_a_sentence_of_another_theme_stays_out_of_a_digest() -> None:
    item = given(TEXTS[:3], theme="sea", leans=[1])
    (sea,) = summarise([item], [SEA], SummarySettings(sentences=3)).themes
    assert [row.n for row in sea.sentences] == [0, 1, 2]
    elsewhere = msgspec.structs.replace(item.sentences[0], theme=None, theme_scores={})
    item = item._replace(sentences=[elsewhere, *item.sentences[1:]])
    (sea,) = summarise([item], [SEA], SummarySettings(sentences=3)).themes
    assert [row.n for row in sea.sentences] == [2]


def test_the_beginnings_of_documents_count_less_in_a_theme_and_figures_more() -> None:
    number = Number("a.txt", 0, 0, 2, "12", "cardinal", value=Decimal(12))
    mentions = [person(0, "Anna Nowak")]
    parts: list[PartKind] = ["lead", "title"]
    texts = [TEXTS[0], "Port"]
    item = given(texts, parts=parts, theme="sea", numbers=[number], mentions=mentions)
    found = summarise([item], [SEA], SummarySettings())
    weights = default_weights()
    within = found.sentences[0][0].score_parts
    for rows, factors in (
        (found.themes[0].sentences, weights.across),
        (found.overall, weights.corpus),
    ):
        (row,) = rows
        for name in ("position", "part", "title", "opening"):
            expected = within.get(name, 0.0) * getattr(factors, name)
            assert row.score_parts.get(name, 0.0) == pytest.approx(expected, abs=0.001), name
        assert row.score_parts["numbers"] == pytest.approx(factors.numbers / 3, abs=0.001)
        assert row.score_parts["names"] == pytest.approx(factors.names / 4, abs=0.001)
        # The only sentence is as near to the middle as any and has as common words.
        half, shapes = np.array([0.5]), default_shapes().shapes
        words = factors.words * shapes["words"](half)[0]
        assert row.score_parts.get("words", 0.0) == pytest.approx(words, abs=0.001)
        central = shapes["centrality"](half)[0]
        assert row.score_parts.get("centrality", 0.0) == pytest.approx(central, abs=0.001)


def test_a_theme_digest_says_what_its_sentences_name_most() -> None:
    entities = {0: "b", 1: "a", 2: "c"}
    mentions = [
        Mention("a.txt", n, 0, 4, "Port", "placeName", entity)
        for n, entity in [*entities.items(), (0, "c"), (3, "d")]
    ]
    item = given(TEXTS[:3], theme="sea", mentions=mentions)
    described = msgspec.structs.replace(SEA, description="Statki i porty.")
    (sea,) = summarise([item], [described], SummarySettings()).themes
    assert sea.entities == ("c", "b", "a")
    assert sea.description == "Statki i porty."
    (plain,) = summarise([item], [SEA], SummarySettings()).themes
    assert plain.description is None


def test_of_names_in_one_sentence_first_is_what_it_names_first() -> None:
    entities = [(50, "a", False), (10, "b", False), (0, "c", True)]
    mentions = [
        Mention("a.txt", 0, start, start + 3, "Xyz", "placeName", entity, relational)
        for start, entity, relational in entities
    ]
    item = given(TEXTS[:1], theme="sea", mentions=mentions)
    (sea,) = summarise([item], [SEA], SummarySettings()).themes
    assert sea.entities == ("b", "a", "c")


def test_words_common_in_a_theme_speak_for_a_sentence_there() -> None:
    texts = ["Port rośnie szybko.", "Port rośnie wolno.", "Port śpi.", "Kot widzi rybę."]
    (sea,) = summarise([given(texts, theme="sea")], [SEA], SummarySettings()).themes
    words = [row.score_parts.get("words", 0.0) for row in sea.sentences]
    assert words[0] == words[1] > words[2] > words[3]


def test_a_keyword_counts_in_a_theme_that_has_some() -> None:
    item = given(TEXTS[:2], theme="sea")
    named = msgspec.structs.replace(
        item.sentences[0], theme_reasons=(ThemeReason("keyword", "port", 3.0),)
    )
    asked = item._replace(sentences=[named, item.sentences[1]])
    for document, half in ((item, 1.0), (asked, 0.5)):
        (sea,) = summarise([document], [SEA], SummarySettings(sentences=2)).themes
        first, second = (row.score_parts["theme"] for row in sea.sentences)
        assert second == pytest.approx(half * first)


def test_what_adds_to_something_counts_less() -> None:
    item = given(TEXTS[:2], changes={0: {"adds": True}})
    first, second = summarise([item], [], SummarySettings(sentences=2)).sentences[0]
    assert first.score_parts["adding"] < 0
    assert "adding" not in second.score_parts


def test_sentences_of_a_theme_are_counted_by_their_part() -> None:
    kinds: tuple[PartKind, ...] = ("title", "lead", "heading", "body", "teaser", "other")
    item = given(TEXTS[:6], parts=kinds, theme="sea")

    def count(settings: SummarySettings) -> int:
        found = summarise([item], [SEA], settings)
        assert len(found.sentences[0]) == len(kinds)
        return found.themes[0].n_sentences

    assert count(SummarySettings()) == 2
    assert count(SummarySettings(include=("heading", "other"))) == 4
    assert count(SummarySettings(exclude=("lead",))) == 1


def test_no_document_or_theme_fills_the_digest_of_a_corpus() -> None:
    # The sentences of one document are all worth more: they have more numbers.
    number = [Number("b.txt", n, 0, 2, f"{n}", "cardinal", value=n) for n in range(6)]  # type: ignore[arg-type]
    one = given(TEXTS, doc="a.txt", theme="sea")
    two = given([text + " Dwa." for text in TEXTS], doc="b.txt", theme="sea", numbers=number)
    overall = summarise([one, two], [SEA], SummarySettings(sentences=4)).overall
    assert {row.doc for row in overall} == {"a.txt", "b.txt"}
    assert all(row.score_parts["coverage"] > 0 for row in overall)
    alone = summarise([one], [SEA], SummarySettings(sentences=4)).overall
    assert all("coverage" not in row.score_parts for row in alone)


@forall(st.integers(1, 6), st.integers(1, 6), st.sets(st.integers(1, 5)))
@profile(max_examples=30, deadline=None)
def test_a_shorter_digest_of_a_corpus_is_a_prefix(one, other, leans) -> None:
    items = [
        given(TEXTS, leans=sorted(leans), theme="sea"),
        given(TEXTS[::-1], doc="b.txt", theme="sea"),
    ]

    def chosen(count: int) -> list[tuple[str, int]]:
        settings = SummarySettings(sentences=count, order="rank")
        return [(row.doc, row.n) for row in summarise(items, [SEA], settings).overall]

    short, long = sorted((one, other))
    small, large = chosen(short), chosen(long)
    assert large[: len(small)] == small


def test_scores_across_documents_are_the_sum_of_their_parts() -> None:
    items = [given(TEXTS[:3], theme="sea"), given(TEXTS[3:], doc="b.txt", theme="sea")]
    found = summarise(items, [SEA], SummarySettings(sentences=5))
    for row in (*found.overall, *found.themes[0].sentences):
        assert row.score == pytest.approx(sum(row.score_parts.values()), abs=0.005)


@pytest.mark.parametrize(
    ("sentences", "texts", "length"),
    [(1, 1, 2), (20, 1, 4), (4, 2, 5), (20, 2, 6), (20, 9, 8), (90, 1, 8), (0, 0, 2)],
)
def test_a_digest_is_as_long_as_what_there_is_to_tell(
    sentences: int, texts: int, length: int
) -> None:
    assert fitting_length(sentences, texts) == length


def test_numbers_of_the_selected_sentences_are_listed_but_for_ordinals() -> None:
    number = Number("a.txt", 0, 0, 2, "12", "cardinal", value=12)  # type: ignore[arg-type]
    ordinal = Number("a.txt", 0, 3, 6, "15.", "ordinal", value=15)  # type: ignore[arg-type]
    item = given(TEXTS[:1], theme="sea", numbers=[number, ordinal])
    (theme,) = summarise([item], [SEA], SummarySettings()).themes
    assert theme.numbers == (number,)


def test_boilerplate_sinks() -> None:
    items = [given([TEXTS[0], text], doc=f"{n}.txt") for n, text in enumerate(TEXTS[1:5])]
    overall = summarise(items, [], SummarySettings(sentences=5, order="rank")).overall
    assert all("boilerplate" in row.score_parts for row in overall if row.text == TEXTS[0])
    assert any(row.text == TEXTS[0] for row in overall)


def test_boilerplate_is_told_by_three_documents_whatever_its_capitals_and_spaces() -> None:
    def repeated(*texts: str) -> list[bool]:
        items = [given([*TEXTS[n : n + 1], text], doc=f"{n}.txt") for n, text in enumerate(texts)]
        settings = SummarySettings(sentences=8, order="source")
        # As one theme, so that none is left out as said before.
        rows = CorpusSummary([], settings)
        for item in items:
            rows.add(item)
        _, overall = rows.finish()
        return ["boilerplate" in row.score_parts for row in overall if row.n == 1]

    same = "Dziękuję za pytanie."
    assert repeated(same, same.upper(), "Dziękuję\u00a0 za pytanie.") == [True]
    assert repeated(same, same) == [False]


def test_nothing_to_summarise() -> None:
    empty = given([])
    found = summarise([empty], [SEA], SummarySettings())
    assert found.themes[0].sentences == ()
    assert found.documents[0].sentences == ()
    assert summarise([], [SEA], SummarySettings()).overall == ()


def test_the_same_input_gives_the_same_digest() -> None:
    def run() -> Summary:
        return summarise([given(TEXTS, theme="sea")], [SEA], SummarySettings(sentences=4))

    assert run() == run()


def test_documents_may_come_one_at_a_time() -> None:
    items = [given(TEXTS[:3], theme="sea"), given(TEXTS[3:], doc="b.txt", theme="sea")]
    settings = SummarySettings(sentences=3)
    summary = CorpusSummary([SEA], settings)
    digests = tuple(summary.add(item)[1] for item in items)
    whole = summarise(items, [SEA], settings)
    assert (digests, *summary.finish()) == (whole.documents, whole.themes, whole.overall)


def test_every_pair_of_ranks_differs() -> None:
    found = summarise([given(TEXTS)], [], SummarySettings(sentences=6)).overall
    assert all(a.rank != b.rank for a, b in itertools.combinations(found, 2))


def test_the_digest_of_a_corpus_begins_with_what_many_tell() -> None:
    items = [given([text], doc=f"{n}.txt") for n, text in enumerate(TEXTS)]

    def first(**told: Told) -> str:
        stories = {f"{n}.txt": told.get(f"d{n}", Told(f"s{n}", f"t{n}", 1)) for n in range(6)}
        summary = CorpusSummary(
            [], SummarySettings(sentences=6, order="rank"), stories=lambda doc, n: stories[doc]
        )
        for item in items:
            summary.add(item)
        return summary.finish()[1][0].doc

    plain = first()
    other = "3.txt" if plain != "3.txt" else "4.txt"
    assert first(**{f"d{other[0]}": Told("large", "t", 100)}) == other
    # Two texts of one story: the second adds less than the first of another.
    stories = {f"{n}.txt": Told("one" if n < 5 else "two", "topic", 1) for n in range(6)}
    summary = CorpusSummary(
        [], SummarySettings(sentences=2, order="rank"), stories=lambda doc, n: stories[doc]
    )
    for item in items:
        summary.add(item)
    assert "5.txt" in {row.doc for row in summary.finish()[1]}
