"""The user's corrections in a run: which there are, and how often each has found something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from skrot.corrections import (
    KINDS,
    Corrections,
    CorrectionsError,
    find_corrections,
    load_corrections,
)
from skrot.errors import UsageFault
from skrot.records import Correction, CorrectionKind
from skrot.run.store import Store
from skrot.settings import Settings


def with_corrections(settings: Settings) -> Settings:
    """Return settings that name the corrections file, also where it was found beside the corpus.

    Later stages recall which one it was.

    Raises
    ------
    UsageFault
        When it is a link.
    """
    try:
        file = find_corrections(settings.corrections, settings.corpus)
    except CorrectionsError as error:
        raise UsageFault(str(error)) from None
    return msgspec.structs.replace(settings, corrections=file)


def rules_of(settings: Settings) -> Corrections:
    """Return the corrections of a run; none where there is no file.

    Raises
    ------
    UsageFault
        When the file cannot be used.
    """
    if settings.corrections is None:
        return Corrections()
    try:
        return load_corrections(settings.corrections)
    except CorrectionsError as error:
        raise UsageFault(str(error)) from None


def keep_found(
    store: Store, kind: CorrectionKind, rules: Sequence[object], found: Iterable[Sequence[int]]
) -> None:
    """Keep how often each rule of a kind has found something, given by document."""
    counts = [0] * len(rules)
    for row in found if rules else ():
        counts = [before + more for before, more in zip(counts, row, strict=True)]
    store.write(f"work/corrected_{kind}.json", msgspec.json.encode(counts))


def told(
    store: Store, rules: Corrections, kinds: Iterable[CorrectionKind] = KINDS
) -> tuple[Correction, ...]:
    """Return the rules of kinds with what they have found, in the order of the file."""
    found: dict[CorrectionKind, list[int]] = {}
    for kind in kinds:
        if rules.of(kind):
            data = store.path(f"work/corrected_{kind}.json").read_bytes()
            found[kind] = msgspec.json.decode(data, type=list[int])
    return rules.told(found)
