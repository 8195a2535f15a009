"""Summarise: which sentences stand in the digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.records import Comparison, Digest, DocumentRow, Sentence, Story, Theme, stories_of
from skrot.resources import OUR_MODEL
from skrot.run.artifacts import ThemeRow, discovery, facts, failures, notes, stories, themed
from skrot.run.corrected import keep_found, rules_of, told
from skrot.run.document import State
from skrot.run.fingerprints import files_fingerprint
from skrot.run.packing import pack
from skrot.run.stages.base import Lane, Stage, Step, importing
from skrot.run.store import Shelf, Store, encode_json, encode_pieces
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.vectors import Vectors

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
    from skrot.summarise import CorpusSummary, SummarySettings, Told

    themes = store.read_rows("work/themes.jsonl", ThemeRow)
    lane.wait_for("stories")
    corrections, groups = rules_of(settings), stories(store)
    story_of = stories_of(groups)

    def told_by(doc: str, n: int) -> Told | None:
        one = story_of(doc, n)
        return None if one is None else Told(one.story, one.topic, len(one.origins))

    with store.scratch() as digests, store.scratch() as shelf:
        summary = CorpusSummary(
            tuple(store.read_rows("work/theme_list.jsonl", Theme)),
            SummarySettings(
                sentences=settings.sentences,
                words=settings.words,
                ratio=settings.ratio,
                order=settings.order,
                include=settings.include,
                exclude=settings.exclude,
                trim=settings.trim,
                resolve=settings.resolve,
                leave_out=corrections.leave_out,
            ),
            shelf=Shelf(shelf),
            stories=told_by,
        )

        themes_of = {story.story: Counter[str]() for story in groups}

        def rows() -> Iterator[Sentence]:
            for given in themed(store, themes, trimmed=settings.trim, resolved=settings.resolve):
                for sentence in given.sentences:
                    story = story_of(given.doc, sentence.n)
                    if story is not None and sentence.theme is not None:
                        themes_of[story.story][sentence.theme] += 1
                if given.duplicate_of is not None:  # counted once, where it stands first
                    yield from given.sentences
                    continue
                scored, digest = summary.add(given)
                digests.write(encode_json(digest) + b"\n")
                yield from scored

        store.write_rows("sentences.jsonl", rows())
        digests.seek(0)
        store.write_chunks("work/digests.jsonl", digests)
        by_theme, overall = summary.finish()
        lane.wait_for("compare")
        figures = _figures(store, groups)
        store.write_rows(
            "stories.jsonl",
            (
                msgspec.structs.replace(
                    story,
                    themes=_shares(themes_of[story.story]),
                    quantities=tuple(figures.get(story.story, ())),
                    sentences=summary.digest_of(story.docs, story.sections),
                )
                for story in groups
            ),
        )
    keep_found(store, "leave_out", corrections.leave_out, [summary.never.found])
    digest = Digest(
        corpus=str(settings.corpus),
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
            **({"notes": list(known)} if (known := notes(store)) else {}),
        },
        themes=by_theme,
        documents=(),
        overall=overall,
        comparisons=(),
        failures=tuple(failures(store)),
        corrections=told(store, corrections),
        proposed=discovery(store).proposed,
    )
    _write_map(store, digest)
    store.write("work/digest.json", encode_json(digest) + b"\n")
    lists = {
        "documents": store.read_lines("work/digests.jsonl"),
        "comparisons": store.read_lines("comparisons.jsonl"),
        "stories": store.read_lines("stories.jsonl"),
    }
    store.write_chunks("digest.json", chain(encode_pieces(digest, lists), [b"\n"]))


def _figures(store: Store, stories: Iterable[Story]) -> dict[str, list[str]]:
    """Return the quantities of each story, those most worth telling first."""
    story_of = stories_of(stories)
    found: dict[str, list[str]] = {}
    for row in store.read_rows("comparisons.jsonl", Comparison):
        told_in = (story_of(side.doc, side.n) for side in row.statements)
        for story in dict.fromkeys(one.story for one in told_in if one is not None):
            found.setdefault(story, []).append(row.id)
    return found


def _shares(counts: Counter[str]) -> dict[str, float]:
    """Return the shares of themes, the largest first."""
    total = counts.total()
    return {theme: round(count / total, 4) for theme, count in counts.most_common()}


def _write_map(store: Store, digest: Digest) -> None:
    """Write where the selected sentences, and a sample of the others, lie on a plane."""
    from skrot.report.charts.map import project
    from skrot.report.content.input import chosen_sentences

    chosen = chosen_sentences(digest)
    total = sum(row.n_sentences for row in store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-total // _MAPPED) or 1
    keys: list[tuple[str, int]] = []
    vectors: list[Vectors] = []
    seen = 0
    for given in facts(store, unique=True):
        for n, sentence in enumerate(given.sentences):
            if not sentence.is_text:  # it has no vector
                continue
            seen += 1
            if seen % stride == 0 or (given.doc, n) in chosen:
                keys.append((given.doc, n))
                vectors.append(given.vectors[n].copy())
    store.write_rows("work/map.jsonl", project(keys, np.array(vectors)) if keys else ())


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
