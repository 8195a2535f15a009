"""Quotations of a document: the words said, who says them, and the verb that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skrot.extract.quotes.addressees import addressee_of
from skrot.extract.quotes.clauses import find_clauses
from skrot.extract.quotes.cues import cue_after, is_converb, is_finite, region, speaks
from skrot.extract.quotes.drafts import Draft, is_personal
from skrot.extract.quotes.furniture import without_furniture
from skrot.extract.quotes.labels import after_label, label_of, labelled, told_before_colon
from skrot.extract.quotes.people import People
from skrot.extract.quotes.reported import Reported, find_reported, is_passed_on
from skrot.extract.quotes.speakers import speakers_of
from skrot.extract.quotes.stretches import Stretch, find_stretches
from skrot.extract.quotes.telling import is_matter, teller
from skrot.extract.quotes.text import QuoteText, Range, feature, read
from skrot.extract.quotes.vocabulary import speaking, vocabulary
from skrot.extract.quotes.wholes import whole_phrase
from skrot.extract.quotes.words_of import whose_words
from skrot.polish.word_lists import function_words
from skrot.records import Entity, Mention, Quote, QuoteAct, QuoteKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Shorter words between quotation marks without a verb of saying are titles, names or irony.
_LONE_WORDS = 4
# So many words of a report between quotation marks make it a mixed one.
_MIXED_WORDS = 2
_MARKS = frozenset('„”"“«»')
# What is no part of words said, before and after them.
_BEFORE = frozenset(',;:„”"“«»-–—)')
_AFTER = frozenset(",;:„“«(-–—.")
# The verb of saying before words said is at most so far.
_REACH = 15


def find_quotes(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    name: str = "",
    *,
    text: QuoteText | None = None,
) -> list[Quote]:
    """Find the quotations of a document, direct and reported, with their speakers.

    Parameters
    ----------
    doc : Doc
        With sentences, lemmas, parts of speech and morphology; dependencies are used where they
        are set. A line break ends a paragraph.
    mentions, entities
        The names of the document, as of `skrot.extract.find_entities`.
    name : str
        What goes into the field ``doc`` of the records.
    text : QuoteText, optional
        Of ``doc`` and ``mentions``, by `skrot.extract.quotes.text.read`, where they have been read.

    Returns
    -------
    list of Quote
        In text order, without overlaps; ``speaker`` is the id of one of ``entities``.
    """
    text = read(doc, mentions) if text is None else text
    if not text.words:
        return []
    people = People(text, entities)
    drafts: list[Draft] = []
    labels = labelled(text)
    for place, paragraph in enumerate(text.paragraphs):
        drafts += [labels[place]] if place in labels else _in_paragraph(text, paragraph)
    drafts.sort(key=lambda draft: draft.first)
    people.leave_out([(draft.first, draft.end) for draft in drafts])
    speakers = speakers_of(text, people, drafts)
    found: list[Quote] = []
    for draft, speaker in zip(drafts, speakers, strict=True):
        quote = _quote(text, draft, speaker, name)
        found.append(replace(quote, told=found[-1].told) if draft.goes_on else quote)
    return found


def _quote(
    text: QuoteText,
    draft: Draft,
    speaker: str | None,
    name: str,
) -> Quote:
    start, end = text.slice((draft.first, draft.end))
    source = "".join(w.text + w.space for w in text.words[draft.first : draft.end]).rstrip()
    phrase = draft.subject.phrase if draft.subject is not None else None
    return Quote(
        doc=name,
        n=text.number(draft.first),
        start=start,
        end=end,
        text=source,
        kind=draft.kind,
        speaker=speaker,
        speaker_text=None if phrase is None else _written(text, whole_phrase(text, phrase)),
        verb=None if draft.cue is None else text.words[draft.cue].text,
        act="says" if _tells_fact(text, draft) else draft.act,
        addressee=None if draft.cue is None else addressee_of(text, draft.cue, draft.subject),
        told=draft.told(text),
    )


def _tells_fact(text: QuoteText, draft: Draft) -> bool:
    """Tell whether what is announced is or was so already: "zapowiedział, że zaakceptowano"."""
    if draft.act != "promises" or draft.kind != "indirect":
        return False
    said = range(draft.first, draft.end)
    first = next((text.words[at] for at in said if is_finite(text, at)), None)
    goes_on = any(feature(text.words[at], "VerbForm") == "Inf" for at in said)  # "ma ruszyć"
    return first is not None and not goes_on and feature(first, "Tense") in {"Past", "Pres"}


def _written(text: QuoteText, span: Range) -> str:
    return "".join(w.text + w.space for w in text.words[span[0] : span[1]]).strip(' "„”“«»-–—')


def _in_paragraph(text: QuoteText, paragraph: Range) -> list[Draft]:
    """Find the quotations of a paragraph, the words without marks around them."""
    drafts: list[Draft] = []
    found = (without_furniture(text, draft) for draft in _all_in(text, paragraph))
    for draft in sorted(filter(None, found), key=lambda one: one.first):
        first, end = _bare(text, (draft.first, draft.end))
        if first == end or (drafts and first < drafts[-1].end):
            continue
        goes_on = draft.cue is None and bool(drafts) and _follows(text, drafts[-1], first)
        drafts.append(draft._replace(first=first, end=end, goes_on=goes_on))
    return drafts


def _bare(text: QuoteText, span: Range) -> Range:
    """Take marks and dashes off both ends; a mark that another one inside closes stays."""
    first, end = span
    while first < end and text.words[first].text in _BEFORE:
        inside = sum(word.text in _MARKS for word in text.words[first + 1 : end])
        if text.words[first].text in _MARKS and inside % 2:
            break
        first += 1
    while end > first and text.words[end - 1].text in _AFTER:
        end -= 1
    return first, end


def _follows(text: QuoteText, before: Draft, at: int) -> bool:
    """Tell whether words follow another quotation and what tells who says it at once."""
    last = before.end
    if before.cue is not None and before.cue < at:
        last = max(last, text.sentence(before.cue)[1])
    between = text.words[last:at]
    that = vocabulary().openers.that  # "I że „…”"
    return all(word.pos in {"PUNCT", "CCONJ"} or word.lower in that for word in between)


def _all_in(text: QuoteText, paragraph: Range) -> Iterator[Draft]:
    stretches = find_stretches(text, paragraph)
    said = {at for stretch in stretches for at in range(*stretch.outer)}
    sentences = range(text.sentence_of[paragraph[0]], text.sentence_of[paragraph[1] - 1] + 1)
    reported: list[Reported] = []
    for number in sentences:
        within = text.sentences[number]
        labelled = after_label(text, *within)
        if labelled is None and not said.intersection(range(*within)):
            labelled = told_before_colon(text, *within)
        if labelled is not None:
            yield labelled
        else:
            reported += find_reported(text, within, said)
    for lead in [stretch for stretch in stretches if stretch.form == "lead"]:
        # "X oznajmiła, że … – donosi AP": who passes it on is not who says it.
        clauses = find_clauses(text, (lead.first, lead.end), set())
        reported += clauses if is_passed_on(text, (lead.first, lead.end), clauses) else []
        reported = [one for one in reported if not _is_shown(text, one, lead)]
    for one in reported:
        yield _report(text, one, stretches)
    for stretch in stretches:
        if stretch.form == "lead" and any(
            stretch.first <= one.cue < stretch.end for one in reported
        ):
            continue
        if any(one.first <= stretch.first < one.end for one in reported):
            continue
        draft = _direct(text, stretch, paragraph, said)
        if draft is not None:
            yield draft


def _is_shown(text: QuoteText, one: Reported, lead: Stretch) -> bool:
    """Tell whether things show what is told after a dash: "Dane z lat wskazują, że – podał X"."""
    inside = lead.first <= one.cue < lead.end
    unknown = one.subject is None or one.subject.at is None
    verb = text.words[one.cue]
    several = feature(verb, "Number") == "Plur"
    return inside and unknown and several and verb.low_lemma in vocabulary().showing


def _report(text: QuoteText, one: Reported, stretches: Sequence[Stretch]) -> Draft:
    """Take the marks off a report that is quoted as a whole, and tell whether a part of it is."""
    first, end = one.first, one.end
    inner = [s for s in stretches if s.form == "marks" and first <= s.first < end]
    mixed = any(
        s.end - s.first >= _MIXED_WORDS
        and (text.names[s.first] is None or text.names[s.first] is not text.names[s.end - 1])
        for s in inner
    )
    if len(inner) == 1 and inner[0].outer[0] == first and inner[0].outer[1] >= end - 1:
        first, end = inner[0].first, inner[0].end
    return Draft(first, end, "mixed" if mixed else "indirect", one.cue, one.act, one.subject)


def _direct(text: QuoteText, stretch: Stretch, paragraph: Range, said: set[int]) -> Draft | None:
    """Tell whether direct speech is a quotation, and what tells who speaks."""
    span = (stretch.first, stretch.end)
    words = sum(word.text.isalpha() for word in text.words[span[0] : span[1]])
    has_verb = any(is_finite(text, at) for at in range(*span))
    if stretch.cue is not None and words:
        # Without a mark between, a verb after a name does not speak it: "„Gazecie” powiedział".
        between = range(stretch.outer[1], stretch.cue)
        apart = any(text.is_dash(at) or text.words[at].text == "," for at in between)
        if apart or has_verb:
            return _told_after(text, stretch, stretch.cue, paragraph)
    if stretch.form == "dash":
        listed = stretch.outer[0] == paragraph[0]
        told = _told_before(text, stretch, said, has_verb=has_verb)
        if told is not None:
            return told
        return (
            Draft(*span, "direct") if has_verb and (is_personal(text, span) or not listed) else None
        )
    opening = stretch.outer[0]
    if opening and (_is_titled(text, opening - 1) or _is_answered(text, opening)):
        return None
    told_before = _told_before(text, stretch, said, has_verb=has_verb)
    if told_before is None and has_verb:
        told_before = _told_inside(text, stretch)
    heading = stretch.end <= text.paragraphs[0][1]
    if told_before is not None or not has_verb or words < _LONE_WORDS - heading:
        return told_before
    return Draft(*span, _kind_inside(text, stretch))


def _told_after(text: QuoteText, stretch: Stretch, cue: int, paragraph: Range) -> Draft:
    """Give direct speech with the verb after it, or in the middle of it: "– jak twierdzi –"."""
    first, end = region(text, cue, paragraph[1])
    if cue >= stretch.outer[1]:
        first = max(first, stretch.outer[1])
    kind = _kind_of_lead(text, stretch) if stretch.form == "lead" else "direct"
    subject = teller(text, cue, (first, end))
    return Draft(stretch.first, stretch.end, kind, cue, _act(text, cue), subject)


def _told_before(
    text: QuoteText, stretch: Stretch, said: set[int], *, has_verb: bool
) -> Draft | None:
    """Give words between marks with the verb of saying, or the name and colon, before them."""
    opening, start = stretch.outer[0], stretch.first
    if text.words[start].lower in vocabulary().openers.that:  # "odparła, „że …”"
        start += 1
    before = text.words[opening - 1] if opening else None
    colon = before is not None and before.text == ":"
    because = before is not None and before.pos == "SCONJ"
    cue = _cue_before(text, opening, said, far=colon or because)
    if cue is not None and (colon or has_verb):
        kind: QuoteKind = "mixed" if because else _kind_inside(text, stretch)
        if colon:
            kind = "direct"
        subject = teller(text, cue, (text.sentence(cue)[0], opening))
        return Draft(start, stretch.end, kind, cue, _act(text, cue), subject)
    label = label_of(text, text.sentence(opening)[0], opening - 1) if colon else None
    if label is None and has_verb:
        label = whose_words(text, text.sentence(max(opening - 1, 0))[0], opening)
    return None if label is None else Draft(start, stretch.end, "direct", subject=label)


def _told_inside(text: QuoteText, stretch: Stretch) -> Draft | None:
    """Give words between marks with who says them between dashes there: "„Tak – mówi X – jest”"."""
    first, end = stretch.first, stretch.end
    for dash in range(first + 1, end):
        cue = cue_after(text, dash + 1, end) if text.is_dash(dash) else None
        if cue is not None:
            goes_on = any(text.is_dash(at) for at in range(cue + 1, end))
            subject = teller(text, cue, region(text, cue, end))
            return Draft(first, end if goes_on else dash, "direct", cue, _act(text, cue), subject)
    return None


def _act(text: QuoteText, cue: int) -> QuoteAct:
    return speaking().get(text.words[cue].low_lemma, "says")


def _kind_of_lead(text: QuoteText, stretch: Stretch) -> QuoteKind:
    """Words before a dash, without marks: a report, unless it says "I" or asks."""
    if any(word.text in _MARKS for word in text.words[stretch.first : stretch.end]):
        return "mixed"
    return "direct" if is_personal(text, (stretch.first, stretch.end)) else "indirect"


def _kind_inside(text: QuoteText, stretch: Stretch) -> QuoteKind:
    """Words between marks in the narrator's sentence are a part of it, unless they are one."""
    begins = stretch.outer[0] == text.sentence(stretch.outer[0])[0]
    capital = text.words[stretch.first].text[:1].isupper()
    return "direct" if begins or capital else "mixed"


def _cue_before(text: QuoteText, opening: int, said: set[int], *, far: bool) -> int | None:
    """Give the verb of saying before words said: right before them, or before a colon."""
    first = text.sentence(opening)[0]
    if opening == first and opening > 0 and text.words[opening - 1].text == ":":
        first = text.sentence(opening - 1)[0]
    for at in range(opening - 1, max(first, opening - _REACH) - 1, -1):
        if at in said:
            continue
        if speaks(text, at) or (is_converb(text, at) and text.words[at].low_lemma in speaking()):
            return at
        comma = text.words[at].text == "," and at < opening - 1
        if is_finite(text, at) or (comma and not far):
            return None
    return None


def _is_answered(text: QuoteText, opening: int) -> bool:
    """Tell whether words are what a noun of saying is about: "odparł na stwierdzenie, że „…”"."""
    that = text.words[opening - 1].lower in vocabulary().openers.that
    return that and opening > 2 and is_matter(text, opening - 3)


def _is_titled(text: QuoteText, at: int) -> bool:
    """Tell whether marks after a word are around a title: "artykuł „…”", "pt. „…”"."""
    word = text.words[at]
    shortened = text.words[at - 1] if at and word.text == "." else word
    if shortened.lower.rstrip(".") in vocabulary().entitled:
        return True
    if word.text.endswith(".") and word.text[:1].isalpha():
        return True
    if word.lower in function_words().inside:  # "we „Wstajesz i wiesz” w TVN24"
        return text.words[at + 2].text[:1].isupper()
    governed = at > 0 and text.words[at - 1].pos in {"ADP", "ADJ"}
    named = text.names[at] is not None or text.is_human(at)
    return word.pos == "NOUN" and not named and not governed
