"""Summarise: which sentences stand in the digest."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import numpy as np

from skrot.records import (
    Comparison,
    Digest,
    DocumentFacts,
    DocumentRow,
    Entity,
    Selected,
    Sentence,
    Story,
    Theme,
    stories_of,
)
from skrot.resources import OUR_MODEL
from skrot.run.artifacts import (
    FACTS,
    KNOWN,
    ThemeRow,
    discovery,
    facts_of,
    failures,
    known_of,
    listed,
    names_beside,
    notes,
    placed,
    stories,
)
from skrot.run.corrected import keep_found, rules_of, told
from skrot.run.document import State
from skrot.run.fingerprints import files_fingerprint
from skrot.run.kept import Documents, Part, batches, parts
from skrot.run.packing import Spans, pack, unpack_omissible
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Shelf, Store, encode_json, encode_pieces
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.summarise import SummarySettings
    from skrot.summarise.judge import Judge
    from skrot.summarise.part import PartSummary
    from skrot.summarise.pool import Measures
    from skrot.summarise.summary import Chunk, Looked
    from skrot.vectors import Vectors

# Of so many stories digests are made together.
_STORIES = 64

# The map shows about this many sentences beside the selected ones.
_MAPPED = 2_000


def _trim(state: State) -> bytes:
    from skrot.extract.discourse.trimming import omissible_spans

    rows = state.annotated.sentences
    return pack(omissible_spans(state.spacy_doc, rows, state.extracted.features))


def _is_trimmed(settings: Settings) -> bool:
    return settings.trim


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Select the sentences of the digest; write sentences.jsonl and digest.json."""
    from skrot.read.corpus.address import place_of
    from skrot.summarise import CorpusSummary, SummarySettings

    themes = tuple(store.read_rows("work/theme_list.jsonl", Theme))
    lane.wait_for("stories")
    corrections, groups = rules_of(settings), stories(store)
    asked = SummarySettings(
        sentences=settings.sentences,
        words=settings.words,
        ratio=settings.ratio,
        order=settings.order,
        include=settings.include,
        exclude=settings.exclude,
        trim=settings.trim,
        resolve=settings.resolve,
        leave_out=corrections.leave_out,
    )
    size = sum(1 for _ in store.read_lines("documents.jsonl"))
    shares: dict[str, dict[str, int]] = {story.story: {} for story in groups}
    texts = array("I")
    with store.scratch() as shelf:
        summary = CorpusSummary(themes, asked, shelf=Shelf(shelf))

        def rows() -> Iterator[tuple[bytes, bytes]]:
            given = listed(
                store,
                placed(store, groups),
                range(size),
                store.read_lines("work/themes.jsonl"),
            )
            takes = (*KNOWN, "trim") if settings.trim else KNOWN
            names = _names(store) if settings.resolve else {}
            for part in store.map(_taken_in, given, takes, asked, themes, names):
                summary.take(part.summary)
                texts.extend(part.texts)
                for story, theme, count in part.themes:
                    known = shares[story]
                    known[theme] = known.get(theme, 0) + count
                yield part.sentences, part.digests

        store.write_together(("sentences.jsonl", "work/digests.jsonl"), rows())
        judge = summary.judge()

        def measuring(
            chunks: Iterable[Chunk], judge: Judge, looked: Sequence[Looked]
        ) -> Iterator[list[Measures]]:
            return store.map(_measured, (Part((), chunk) for chunk in chunks), (), judge, looked)

        def telling(packed: Iterable[list[bytes]], judge: Judge) -> Iterator[tuple[Selected, ...]]:
            given = (Part((), some) for some in batches(packed, _STORIES))
            return chain.from_iterable(store.map(_told, given, (), judge))

        by_theme, overall = summary.finish(judge, measuring)
        lane.wait_for("compare")
        figures = _figures(store, groups)
        told_in = summary.digests_of(((one.docs, one.sections) for one in groups), judge, telling)
        store.write_rows(
            "stories.jsonl",
            (
                msgspec.structs.replace(
                    story,
                    themes=_shares(shares[story.story]),
                    quantities=tuple(figures.get(story.story, ())),
                    sentences=sentences,
                )
                for story, sentences in zip(
                    store.read_rows("work/stories.jsonl", Story), told_in, strict=True
                )
            ),
        )
    keep_found(store, "leave_out", corrections.leave_out, [summary.found])
    digest = Digest(
        corpus=str(settings.corpus and place_of(settings.corpus)),
        model=settings.model or OUR_MODEL,
        settings={
            "themes": str(settings.themes) if settings.themes else None,
            "discover": settings.discover,
            "stability": discovery(store).stability,
            "sentences": settings.sentences,
            "words": settings.words,
            "ratio": settings.ratio,
            "order": settings.order,
            "include": list(settings.include),
            "exclude": list(settings.exclude),
            "trim": settings.trim,
            "resolve": settings.resolve,
            **({"corrections": corrections.file} if corrections.lines else {}),
            **({"notes": list(known)} if (known := notes(store, proposals=False)) else {}),
        },
        themes=by_theme,
        documents=(),
        overall=overall,
        comparisons=(),
        failures=tuple(failures(store)),
        corrections=told(store, corrections),
        proposed=discovery(store).proposed,
    )
    _write_map(store, digest, texts)
    store.write("work/digest.json", encode_json(digest) + b"\n")
    lists = {
        "documents": store.read_lines("work/digests.jsonl"),
        "comparisons": store.read_lines("comparisons.jsonl"),
        "stories": store.read_lines("stories.jsonl"),
    }
    store.write_chunks("digest.json", chain(encode_pieces(digest, lists), [b"\n"]))


class _TakenIn(NamedTuple):
    """What comes of a part of the corpus: lines of files, and what its stories are about.

    ``themes`` counts the sentences of stories by theme, ``texts`` those of each document that say
    something, none of one that repeats another.
    """

    sentences: bytes
    digests: bytes
    summary: PartSummary
    themes: list[tuple[str, str, int]]
    texts: list[int]


def _taken_in(
    some: Documents, asked: SummarySettings, themes: Sequence[Theme], names: Mapping[str, str]
) -> _TakenIn:
    from skrot.summarise.part import PartSummary

    summary = PartSummary([theme.id for theme in themes], asked)
    counts: Counter[tuple[str, str]] = Counter()
    lines: list[bytes] = []
    digests: list[bytes] = []
    texts: list[int] = []
    omissible = (unpack_omissible(data) for _, data in some.get("trim")) if asked.trim else None
    for known, (_, place, position, line) in zip(known_of(some), some.given, strict=True):
        given = _themed(known, _theme_row(line), omissible, names if asked.resolve else None)
        for sentence in given.sentences:
            told = place.story_of(given.doc, sentence.n)
            if told is not None and sentence.theme is not None:
                counts[told.story, sentence.theme] += 1
        rows: Sequence[Sentence] = given.sentences
        if given.duplicate_of is None:  # counted once, where it stands first
            rows, digest = summary.add(given, position, place.story_of)
            digests.append(encode_json(digest) + b"\n")
        lines += (encode_json(row) + b"\n" for row in rows)
        texts.append(0 if given.duplicate_of else sum(row.is_text for row in rows))
    return _TakenIn(
        b"".join(lines),
        b"".join(digests),
        summary,
        [(story, theme, count) for (story, theme), count in counts.items()],
        texts,
    )


_theme_row = msgspec.json.Decoder(ThemeRow).decode


def _themed(
    given: DocumentFacts,
    row: ThemeRow,
    omissible: Iterator[tuple[Spans, ...]] | None,
    names: Mapping[str, str] | None,
) -> DocumentFacts:
    """Give sentences their themes.

    With `omissible`, the features tell what may be left out of a sentence; with `names` of the
    entities, the facts tell which may be shown beside words that stand for them.
    """
    sentences = [
        msgspec.structs.replace(sentence, theme=name, theme_scores=scores, theme_reasons=reasons)
        for sentence, (name, scores, reasons) in zip(given.sentences, row.themes, strict=True)
    ]
    features = given.features
    if omissible is not None:
        features = [
            msgspec.structs.replace(feature, omissible=spans)
            for feature, spans in zip(features, next(omissible), strict=True)
        ]
    beside = {} if names is None else names_beside(given.references, given.mentions, names)
    return given._replace(sentences=sentences, features=features, resolved=beside)


def _measured(some: Documents, judge: Judge, looked: Sequence[Looked]) -> list[Measures]:
    from skrot.summarise.summary import measure_chunk

    return measure_chunk(some.given, judge, looked)


def _told(some: Documents, judge: Judge) -> list[tuple[Selected, ...]]:
    return [judge.digest_of_story(packed) for packed in some.given]


def _names(store: Store) -> dict[str, str]:
    return {row.entity: row.name for row in store.read_rows("entity_index.jsonl", Entity)}


def _figures(store: Store, stories: Iterable[Story]) -> dict[str, list[str]]:
    """Return the quantities of each story, those most worth telling first."""
    story_of = stories_of(stories)
    found: dict[str, list[str]] = {}
    for row in store.read_rows("comparisons.jsonl", Comparison):
        told_in = (story_of(side.doc, side.n) for side in row.statements)
        for story in dict.fromkeys(one.story for one in told_in if one is not None):
            found.setdefault(story, []).append(row.id)
    return found


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    """Return the shares of themes, the largest first."""
    total = sum(counts.values())
    return {theme: round(n / total, 4) for theme, n in Counter(counts).most_common()}


def _write_map(store: Store, digest: Digest, texts: Sequence[int]) -> None:
    """Write where the selected sentences, and a sample of the others, lie on a plane.

    ``texts`` has how many sentences of each document say something.
    """
    from skrot.report.charts.map import project
    from skrot.report.content.input import chosen_sentences

    chosen: dict[str, list[int]] = {}
    for doc, n in chosen_sentences(digest):
        chosen.setdefault(doc, []).append(n)
    rows = store.read_rows("documents.jsonl", DocumentRow)
    stride = -(-sum(row.n_sentences for row in rows) // _MAPPED) or 1
    wanted: dict[str, tuple[int, list[int]]] = {}
    seen = 0
    for row, size in zip(store.read_rows("documents.jsonl", DocumentRow), texts, strict=True):
        first = stride - seen % stride  # of those that say something the first is number one
        if first <= size or (row.doc in chosen and row.duplicate_of is None):
            wanted[row.doc] = first, chosen.get(row.doc, [])
        seen += size

    def given(some: Sequence[str]) -> list[tuple[int, list[int]]]:
        return [wanted[doc] for doc in some]

    keys: list[tuple[str, int]] = []
    vectors: list[Vectors] = []
    for found in store.map(_mapped, parts(wanted, given), FACTS, stride):
        keys += found[0]
        vectors += found[1]
    store.write_rows("work/map.jsonl", project(keys, np.array(vectors)) if keys else ())


def _mapped(some: Documents, stride: int) -> tuple[list[tuple[str, int]], list[Vectors]]:
    """Take every so many sentences of documents that say something, and those that are chosen."""
    keys: list[tuple[str, int]] = []
    vectors: list[Vectors] = []
    for given, (first, chosen) in zip(facts_of(some), some.given, strict=True):
        number = 0
        for n, sentence in enumerate(given.sentences):
            if not sentence.is_text:  # it has no vector
                continue
            number += 1
            if number % stride == first % stride or n in chosen:
                keys.append((given.doc, n))
                vectors.append(given.vectors[n].copy())
    return keys, vectors


def _version(settings: Settings) -> object:
    """Tell what is learned of sentences, and all corrections: the digest lists their lines."""
    from skrot.summarise.shapes import PACKAGED

    corrections = rules_of(settings)
    return files_fingerprint([PACKAGED]), corrections if corrections.lines else None


SUMMARISE = Stage(
    "summarise",
    "Select the sentences of the digest.",
    needs=("cluster", "stories", "compare"),
    adds=("sentences.jsonl", "stories.jsonl", "digest.json"),
    finish=_finish,
    steps=(Step("trim", _trim, takes=("annotate", "extract"), wanted=_is_trimmed),),
    settings=("sentences", "words", "ratio", "order", "include", "exclude", "trim", "resolve"),
    version=_version,
    lane="here",
    load=importing("skrot.summarise"),
    corrected="leave_out",
)
