"""What a user says is wrong: names, lemmas, themes, and what is never quoted, in one TOML file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from skrot.labels import LABELS, EntityLabel
from skrot.records import Correction, CorrectionKind
from skrot.toml import Place, Table, Toml, TomlError, read_text

FILE_NAME = "corrections.toml"
LARGEST_FILE = 10_000_000
KINDS: tuple[CorrectionKind, ...] = get_args(CorrectionKind)

# Bounds of a pattern, which sees so many characters of a sentence.
LONGEST_PATTERN = 200
MOST_REPEATS = 2
MOST_OPTIONAL = 3
SEEN_BY_PATTERN = 500

# The items of a regular expression that count: the others are single characters and classes.
_ITEM = re.compile(
    r"(?P<refused>\\[1-9]|\(\?(?!:|=|!|<=|<!|P<|[ims]+[):])[^)]?)"
    r"|(?P<plain>\\(?s:.)|\[\^?\]?(?:\\(?s:.)|[^\]\\])*(?:\]|\Z)|\(\?[ims]+\))"
    r"|(?P<open>\((?:\?(?:[:=!]|<[=!]|P<\w+>|[ims]+:))?)|(?P<close>\))|(?P<choice>\|)"
    r"|(?P<repeat>(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?)"
)

# The universal parts of speech.
Pos = Literal[
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN",
    "PUNCT", "SCONJ", "SYM", "VERB", "X",
]  # fmt: skip


class CorrectionsError(TomlError):
    """A corrections file that cannot be used; the message is one line with file, line, remedy."""


class NameRule(Table, frozen=True):
    """What is written in one of `forms` has this name and label, or is none of `apart_from`.

    Without a name the first form is the name; without a label names keep the one they have.
    """

    forms: tuple[str, ...]
    name: str | None = None
    label: EntityLabel | None = None
    apart_from: tuple[str, ...] = ()

    @property
    def canonical(self) -> str:
        """The name that is shown."""
        return self.name or self.forms[0]

    @property
    def text(self) -> str:
        """The rule in a line."""
        named = f" → {self.name}" if self.name else ""
        apart = f" ≠ {', '.join(self.apart_from)}" if self.apart_from else ""
        return f"{', '.join(self.forms)}{named}{apart}"


class LemmaRule(Table, frozen=True):
    """A word in this form has this lemma."""

    form: str
    lemma: str
    pos: Pos | None = None

    @property
    def text(self) -> str:
        """The rule in a line."""
        return f"{self.form} → {self.lemma}{f' ({self.pos})' if self.pos else ''}"


class ThemeRule(Table, frozen=True):
    """A sentence with `part` in it is of this theme."""

    part: str = msgspec.field(name="text")
    theme: str

    @property
    def text(self) -> str:
        """The rule in a line."""
        return f"{self.part} → {self.theme}"


class LeaveOutRule(Table, frozen=True):
    """A sentence with `part` in it, or with a match of `pattern`, is never quoted."""

    part: str | None = msgspec.field(name="text", default=None)
    pattern: str | None = None

    @property
    def text(self) -> str:
        """The rule in a line."""
        return self.part or self.pattern or ""


Rule = NameRule | LemmaRule | ThemeRule | LeaveOutRule


class Corrections(Table, frozen=True):
    """The rules of a file by their kind, in its order, and where they stand."""

    name: tuple[NameRule, ...] = ()
    lemma: tuple[LemmaRule, ...] = ()
    theme: tuple[ThemeRule, ...] = ()
    leave_out: tuple[LeaveOutRule, ...] = ()
    file: str = ""
    lines: dict[CorrectionKind, tuple[int, ...]] = msgspec.field(default_factory=dict)

    def of(self, kind: CorrectionKind) -> Sequence[Rule]:
        """Return the rules of a kind."""
        rules: tuple[Rule, ...] = getattr(self, kind)
        return rules

    def told(self, found: Mapping[CorrectionKind, Sequence[int]]) -> tuple[Correction, ...]:
        """Return the rules of kinds with how often each found something, in the file's order."""
        rows = [
            Correction(kind, rule.text, line, n)
            for kind, counts in found.items()
            for rule, line, n in zip(self.of(kind), self.lines.get(kind, ()), counts, strict=True)
        ]
        return tuple(sorted(rows, key=lambda row: row.line))


class _File(Table, frozen=True):
    name: tuple[NameRule, ...] = ()
    lemma: tuple[LemmaRule, ...] = ()
    theme: tuple[ThemeRule, ...] = ()
    leave_out: tuple[LeaveOutRule, ...] = ()


def find_corrections(given: Path | None, corpus: Path | None) -> Path | None:
    """Return the corrections file of a run: what was given, else the one beside the corpus.

    Raises
    ------
    CorrectionsError
        If the one beside the corpus is a link.
    """
    if given is not None or corpus is None:
        return given
    beside = (corpus if corpus.is_dir() else corpus.parent) / FILE_NAME
    if beside.is_symlink():  # as with a document, it could lead anywhere
        raise CorrectionsError(f"{beside}: a link is not followed; give its file by --corrections")
    return beside if beside.is_file() else None


def load_corrections(path: str | Path) -> Corrections:
    """Read a corrections file.

    Parameters
    ----------
    path
        A TOML file of ``[[name]]``, ``[[lemma]]``, ``[[theme]]`` and ``[[leave_out]]`` tables.

    Raises
    ------
    CorrectionsError
        If the file cannot be read or breaks a rule; the message names file and line.
    """
    try:
        size = Path(path).stat().st_size
    except OSError:  # reading it says why
        size = 0
    if size > LARGEST_FILE:
        raise CorrectionsError(f"{path}: more than {LARGEST_FILE} bytes; is this the right file?")
    return parse_corrections(read_text(path, CorrectionsError), str(path))


@lru_cache(maxsize=2)  # a run asks for the same ones again and again
def parse_corrections(text: str, name: str = FILE_NAME) -> Corrections:
    """Read the text of a corrections file; ``name`` stands for the file in messages.

    Raises
    ------
    CorrectionsError
        See :func:`load_corrections`.
    """
    return _corrections(Toml(text, name, CorrectionsError), name)


def plain(text: str) -> str:
    """Return a text as texts of rules are compared: letter case and white space do not count."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def _corrections(file: Toml, name: str) -> Corrections:
    for kind in KINDS:
        if isinstance(file.data.get(kind), dict):
            raise file.error((kind,), f"write each rule under [[{kind}]] with double brackets")
    found = file.convert(_File)
    rules = Corrections(
        tuple(_name(file, rule, at) for at, rule in enumerate(found.name)),
        tuple(_lemma(file, rule, at) for at, rule in enumerate(found.lemma)),
        tuple(_theme(file, rule, at) for at, rule in enumerate(found.theme)),
        tuple(_leave_out(file, rule, at) for at, rule in enumerate(found.leave_out)),
        name,
        {
            kind: tuple(file.line((kind, at)) for at in range(len(rows)))
            for kind in KINDS
            if (rows := getattr(found, kind))
        },
    )
    _refuse_twice(file, "name", "forms", [rule.forms for rule in rules.name])
    _refuse_twice(file, "lemma", "form", [(plain(rule.form),) for rule in rules.lemma])
    _refuse_twice(file, "theme", "text", [(plain(rule.part),) for rule in rules.theme])
    labels: dict[str, EntityLabel | None] = {}
    for at, rule in enumerate(rules.name):
        if labels.setdefault(rule.canonical, rule.label) != rule.label:
            message = f"{rule.canonical!r} has another label above; give it one"
            raise file.error(("name", at, "label"), message)
    return rules


def _name(file: Toml, rule: NameRule, at: int) -> NameRule:
    place = ("name", at)
    forms = tuple(_text(file, (*place, "forms", n), form) for n, form in enumerate(rule.forms))
    if not forms:
        raise file.error((*place, "forms"), 'forms is empty; write the forms: ["Ishiby", "Ishibą"]')
    name = None if rule.name is None else _text(file, (*place, "name"), rule.name)
    apart = tuple(
        _text(file, (*place, "apart_from", n), other) for n, other in enumerate(rule.apart_from)
    )
    if name is None and not apart:
        message = "a rule of forms alone says nothing; add name and label, or apart_from"
        raise file.error(place, message)
    labels = ", ".join(label for label, row in LABELS.items() if row.named)
    if name is not None and rule.label is None:
        raise file.error(place, f"the key 'label' is missing; add one of {labels}")
    if rule.label is not None and not LABELS[rule.label].named:
        message = f"{rule.label!r} is no label of names; write one of {labels}"
        raise file.error((*place, "label"), message)
    found = NameRule(forms, name, rule.label, apart)
    if plain(found.canonical) in map(plain, apart):
        message = f"{found.canonical!r} cannot be apart from itself; remove it"
        raise file.error((*place, "apart_from"), message)
    return found


def _lemma(file: Toml, rule: LemmaRule, at: int) -> LemmaRule:
    form, lemma = (_text(file, ("lemma", at, key), getattr(rule, key)) for key in ("form", "lemma"))
    if " " in form:
        raise file.error(("lemma", at, "form"), f"{form!r} is not one word; write one word")
    return LemmaRule(form, lemma, rule.pos)


def _theme(file: Toml, rule: ThemeRule, at: int) -> ThemeRule:
    part, theme = _text(file, ("theme", at, "text"), rule.part), rule.theme.strip()
    return ThemeRule(part, _text(file, ("theme", at, "theme"), theme))


def _leave_out(file: Toml, rule: LeaveOutRule, at: int) -> LeaveOutRule:
    place = ("leave_out", at)
    if (rule.part is None) == (rule.pattern is None):
        raise file.error(place, "give either text or pattern")
    if rule.part is not None:
        return LeaveOutRule(_text(file, (*place, "text"), rule.part))
    pattern = unicodedata.normalize("NFC", rule.pattern or "")
    if fault := _pattern_fault(pattern):
        raise file.error((*place, "pattern"), f"pattern {pattern[:60]!r}: {fault}")
    return LeaveOutRule(pattern=pattern)


def _text(file: Toml, place: Place, text: str) -> str:
    """Return a text as it is compared with what was read, whose white space is plain."""
    found = " ".join(unicodedata.normalize("NFC", text).split())
    if not found:
        raise file.error(place, f"{place[2]} must be a non-empty text in quotes")
    if not found.isprintable():  # nor would a terminal show it as it is
        raise file.error(place, f"{place[2]} has a character that no text has; remove it")
    return found


def _refuse_twice(
    file: Toml, kind: CorrectionKind, key: str, texts: Sequence[Sequence[str]]
) -> None:
    """Refuse two rules about the same text: only one of them could hold."""
    seen: dict[str, int] = {}
    for at, own in enumerate(texts):
        for text in dict.fromkeys(own):
            if text in seen:
                line = file.line((kind, seen[text]))
                message = f"{text!r} has a rule on line {line} already; remove one of them"
                raise file.error((kind, at, key), message)
            seen[text] = at


def _pattern_fault(pattern: str) -> str | None:
    """Say what is wrong with a regular expression: what is invalid, or could search for ages.

    Python's search tries one way after another: repeats inside repeats, or many of them, are more
    ways than can be tried. There is no timeout: what could need one is refused.
    """
    if not 0 < len(pattern) <= LONGEST_PATTERN or not pattern.isprintable():
        return f"write 1 to {LONGEST_PATTERN} characters that can be seen"
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as fault:
        return f"not a regular expression ({' '.join(str(fault).split())}); correct it"
    groups = [False]  # of each open group, whether it has a repeat or a choice in it
    repeats = optional = 0
    closed = False  # whether the last item is a group with a repeat or a choice in it
    for item in _ITEM.finditer(pattern):
        kind, text = item.lastgroup, item[0]
        if kind == "refused":
            return f"{text!r} may not be in it; write it without"
        if kind == "open":
            groups.append(False)
        elif kind == "close":
            closed = groups.pop()
            groups[-1] |= closed
            continue
        elif kind == "choice":
            groups[-1] = True
        elif kind == "repeat":
            if closed:
                return "a repeat of what has a repeat or a choice in it; write it without"
            groups[-1] = True
            optional += text[0] == "?"
            repeats += text[0] != "?"
        closed = False
    if repeats > MOST_REPEATS or optional > MOST_OPTIONAL:
        return f"more than {MOST_REPEATS} repeats or {MOST_OPTIONAL} '?'; write it with fewer"
    return None
