"""SGJP tags and Universal Dependencies: the mapping is data in ``data/tagset.toml``."""

from __future__ import annotations

from functools import lru_cache

from skrot.polish.dictionary import Reading, analyse, before_hyphen, expand
from skrot.polish.tags import CASES
from skrot.toml import Table, load

_GENDERS = frozenset({"m1", "m2", "m3", "f", "n"})
_KEPT = frozenset(CASES) | _GENDERS | {"sg", "pl", "pri", "sec", "ter"}
_MERGED = {"qub": "part", "cond": "praet", "romandig": "dig", "burk": "frag"}


class Tagset(Table, frozen=True):
    """The contents of ``tagset.toml``."""

    pos: dict[str, str]
    lemmas: dict[str, dict[str, tuple[str, ...]]]
    classes_of_lemmas: dict[str, dict[str, tuple[str, ...]]]
    usual_class: dict[str, str]
    values: dict[str, str]
    classes: dict[str, str]
    lexical: dict[str, dict[str, tuple[str, ...]]]
    punctuation: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def load_tagset() -> Tagset:
    """Give the packaged table."""
    return load("skrot.annotate", "data/tagset.toml", Tagset)


@lru_cache(maxsize=1)
def _by_lemma() -> dict[tuple[str, str], tuple[str, ...]]:
    table: dict[tuple[str, str], tuple[str, ...]] = {}
    for pos_class, groups in load_tagset().lemmas.items():
        for names, lemmas in groups.items():
            for lemma in lemmas:
                table[pos_class, lemma] = tuple(names.split("_"))
    return table


def universal_pos(pos_class: str, lemma: str) -> tuple[str, ...]:
    """Give the parts of speech that a class and lemma may have, the usual one first."""
    found = _by_lemma().get((pos_class, lemma.lower()))
    if found:
        return found
    if lemma[:1].isupper() and (pos_class == "subst" or (pos_class == "brev" and len(lemma) == 1)):
        return ("PROPN",)
    return (load_tagset().pos.get(pos_class, "X"),)


@lru_cache(maxsize=1 << 12)
def coarse(tag: str) -> tuple[str, ...]:
    """Reduce a tag to what context can tell: class, number, case, gender, person, one a variant."""
    head, _, rest = tag.partition(":")
    head = _MERGED.get(head, head)
    person = head in {"fin", "impt", "bedzie", "aglt"} or head.startswith("ppron")
    fields = [f for f in rest.split(":") if f]
    kept = [
        f for f in fields if f.split(".")[0] in _KEPT and (person or f not in {"pri", "sec", "ter"})
    ]
    return expand(":".join([head, *kept]))


def labels(reading: Reading) -> tuple[str, ...]:
    """Give what the disambiguator chooses among: ``NOUN|subst:sg:gen:m1``, one a variant."""
    return _labels(reading.tag, universal_pos(reading.pos, reading.lemma))


# Words share tags: what depends on the tag alone is worked out once for all of them.
@lru_cache(maxsize=1 << 12)
def _labels(tag: str, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}|{variant}" for variant in coarse(tag) for name in names)


@lru_cache(maxsize=1 << 16)
def token_readings(form: str, after: str = "") -> tuple[Reading, ...]:
    """Give the readings of a token beside the sign that follows it without a space.

    Before a full stop a form may also be an abbreviation ("proc" + "." → procent) and a capital an
    initial; before a hyphen it may be the first part of a compound adjective. Numbers in figures
    have no reading: what they are only context can tell.

    Parameters
    ----------
    form : str
        The token.
    after : str
        A full stop, a hyphen or nothing.
    """
    readings = [_moved(r) for r in analyse(form) if r.pos not in {"dig", "romandig"}]
    if after == ".":
        short = [r for r in analyse(form + ".") if r.tag == "brev:pun"]
        if short and form.islower():
            readings = [r for r in readings if not r.lemma[:1].isupper()]
        readings += short
        if len(form) == 1 and form.isupper():
            readings.append(Reading(form, "brev:pun"))
    if after == "-":
        readings += before_hyphen(form)
    return tuple(dict.fromkeys(readings))


def _moved(reading: Reading) -> Reading:
    pos_class = _class_moves().get((reading.pos, reading.lemma))
    return reading._replace(tag=pos_class) if pos_class else reading


@lru_cache(maxsize=1)
def _class_moves() -> dict[tuple[str, str], str]:
    return {
        (given, lemma): pos_class
        for given, groups in load_tagset().classes_of_lemmas.items()
        for pos_class, lemmas in groups.items()
        for lemma in lemmas
    }


@lru_cache(maxsize=1 << 15)
def features(reading: Reading, label: str, upos: str) -> str:
    """Give the UD features of a reading in the variant that ``label`` names ("Case=Gen|…")."""
    return _features(reading.tag, label, upos, _lexical(reading))


@lru_cache(maxsize=1 << 13)
def _features(tag: str, label: str, upos: str, lexical: str) -> str:
    values: dict[str, str] = {}
    pos_class, *fields = tag.split(":")
    chosen = set(label.partition("|")[2].split(":"))
    pairs = [load_tagset().classes.get(pos_class, ""), lexical]
    for field in fields:
        options = field.split(".")
        default = "npraep" if "npraep" in options else options[0]
        picked = next((option for option in options if option in chosen), default)
        pairs.append(_value(picked, pos_class, values))
    for pair in "|".join(p for p in pairs if p).split("|"):
        name, _, value = pair.partition("=")
        if value:
            values[name] = value
    return _tidy(values, pos_class, upos)


def _value(field: str, pos_class: str, values: dict[str, str]) -> str:
    table = load_tagset()
    if pos_class == "prep" and field in CASES:
        return ""
    if pos_class in {"praet", "cond"} and field == "ter":
        return ""
    if pos_class in {"fin", "impt"} and field == "imperf":
        return "Aspect=Imp" + ("|Tense=Pres" if pos_class == "fin" else "")
    if pos_class == "fin" and field == "perf":
        return "Aspect=Perf|Tense=Fut"
    return table.values.get(field, "")


def _lexical(reading: Reading) -> str:
    found = load_tagset().lexical.get(reading.pos, {})
    return next((pairs for pairs, lemmas in found.items() if reading.lemma in lemmas), "")


def _tidy(values: dict[str, str], pos_class: str, upos: str) -> str:
    if upos == "DET":
        for name in ("Degree", "NumForm"):
            values.pop(name, None)
    if "Gender" in values and values["Gender"] != "Masc":
        values.pop("Animacy", None)
    if upos == "NOUN" and pos_class == "ger":
        values.pop("Degree", None)
    return "|".join(f"{name}={values[name]}" for name in sorted(values))


def punctuation(form: str) -> str:
    """Give the UD features of a punctuation mark."""
    table = load_tagset().punctuation
    return next((pairs for pairs, forms in table.items() if form in forms), "")


def to_sgjp(morph: str) -> tuple[str, str]:
    """Give case and gender in SGJP terms from UD features, empty where they say nothing."""
    values = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    names = {pairs: name for name, pairs in load_tagset().values.items()}
    gender = f"Gender={values.get('Gender', '')}"
    if "Animacy" in values:
        gender += f"|Animacy={values['Animacy']}"
    case = names.get(f"Case={values.get('Case', '')}", "")
    return case, names.get(gender, "m1" if values.get("Gender") == "Masc" else "")
