"""A realistic run over the two seeds put together by hand; hostile, empty and large ones."""

from __future__ import annotations

import hashlib
import random
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from skrot.records import (
    Comparison,
    Digest,
    DocumentDigest,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Modifier,
    Number,
    Part,
    PartKind,
    Quote,
    Selected,
    Sentence,
    Statement,
    Story,
    StoryEntity,
    StoryNews,
    ThemeDigest,
)
from skrot.report import Coordinate, ReportInput, SourceText

SEEDS = Path(__file__).parents[2] / "seeds"
BULLETIN, ARTICLE = "000_af0246b465d87fda.txt", "001_78e3e586a5162025.txt"
THEMES = (
    ("economy", "Gospodarka"),
    ("security", "Bezpieczeństwo"),
    ("minerals", "Minerały krytyczne"),
)
LEXICON = {
    "economy": r"handl|inwesty|cła|ceł|gospod|eksport|koncern|rynk|firm|stal\b|przejęci",
    "security": r"bezpiecz|sojusz|wojsk|żołnierz|obron|militar|PKB|pocisk|baz[ay]",
    "minerals": r"minerał|metali|ziem rzadkich|złoż|surowc|wydobyc",
}
NAMES = (
    ("trump", "Donald Trump", "persName", r"Donald\w* Trump\w*|Trump(?:a|owi|em)?\b"),
    ("ishiba", "Ishiba Shigeru", "persName", r"Ishib\w+(?: Shigeru)?"),
    ("takaichi", "Sanae Takaichi", "persName", r"(?:Sanae )?Takaichi"),
    ("biden", "Joe Biden", "persName", r"(?:Joe )?Biden\w*"),
    ("abe", "Shinzo Abe", "persName", r"Abe Shinzo|Shinzo Abe|Abe\b"),
    ("japan", "Japonia", "placeName", r"Japoni\w+"),
    ("usa", "Stany Zjednoczone", "placeName", r"USA|Stan\w+ Zjednoczon\w+"),
    ("china", "Chiny", "placeName", r"Chin(?:y|ach|om)?\b|ChRL"),
    ("tokyo", "Tokio", "placeName", r"Tokio"),
    ("washington", "Waszyngton", "placeName", r"Waszyngton\w*"),
    ("poland", "Polska", "placeName", r"Polsk[aąi]\b"),
    ("ukraine", "Ukraina", "placeName", r"Ukrain\w+"),
    ("ussteel", "U.S. Steel", "orgName", r"U\.S\. Steel"),
    ("nippon", "Nippon Steel", "orgName", r"Nippon Steel"),
    ("alaska", "Alaska", "geogName", r"Alas\w+"),
)
SCALES = {"tys.": 3, "mln": 6, "mld": 9, "bln": 12}
MODIFIERS: dict[str, Modifier] = {
    "ok.": "approx",
    "blisko": "less_than",
    "ponad": "more_than",
    "nawet": "at_most",
    "średnio": "approx",
}
AMOUNT = re.compile(
    r"(?:(?P<mod>ok\.|blisko|ponad|nawet|średnio) )?(?P<num>\d+(?:,\d+)?)"
    r"(?: (?P<scale>tys\.|mln|mld|bln))?"
    r"(?P<what>%| proc\.(?: PKB)?| dol(?:\.|ar\w+)| jenów| ton| amerykańskich żołnierzy)"
)
YEAR = re.compile(r"\b(?P<from>(?:19|20)\d\d)(?:[–-](?P<to>(?:19|20)\d\d))?\b")
END = re.compile(
    r"(?<![ .][rm])(?<![ .](?:ok|np|in))(?<!dol)(?<!proc)(?<!tys)(?<!mln)(?<!Płd)(?<!U\.S)"
    r"([.?!][”)]?) (?=[A-ZŚŻŁ–„])"
)


def blocks_of(name: str) -> list[tuple[PartKind, str]]:
    """Return the blocks of a seed, cleaned well enough for a sample."""
    raw = (SEEDS / name).read_text(encoding="utf-8")
    if name == ARTICLE:
        lines = [line.strip() for line in raw.split("\n") if line.strip()]
        heads = {
            "Pół biliona inwestycji",
            "Warto wiedzieć",
            "Energia, AI i metale",
            "Krytyczne metale",
        }
        heads |= {
            "Remilitaryzacji ciąg dalszy",
            "Cena za bezpieczeństwo",
            "Niepewne obietnice",
            "Główne wnioski",
        }
        blocks: list[tuple[PartKind, str]] = []
        for i, line in enumerate(lines):
            kind: PartKind = "title" if i == 0 else "lead" if i == 1 else "body"
            if line in heads or line.startswith("Z tego artykułu"):
                kind = "heading"
            elif line.startswith("- "):
                kind = "teaser" if i < 8 else "takeaway"
            blocks.append((kind, line.removeprefix("- ")))
        return blocks
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", raw)]
    title = f"{paragraphs[0]} {paragraphs[1].split('W trakcie')[0]}".strip()
    start = next(
        i for i, p in enumerate(paragraphs) if p.startswith("Japonia pozostanie kluczowym")
    )
    lead = " ".join(paragraphs[start : start + 4])
    box = paragraphs[start : start + 6]
    cut = next(i for i, p in enumerate(box) if "USA (dla por" in p)
    before, _, after = box[cut].partition("USA (dla por")
    lead = " ".join([*box[:cut], before]).strip()
    joined = f"{paragraphs[start - 1]} USA (dla por{after}"
    body = [paragraphs[1].split("perspektywy", 1)[-1]]
    body[0] = "W trakcie" + paragraphs[1].split("W trakcie", 1)[1]
    body += [*paragraphs[2 : start - 1], joined, *paragraphs[start + cut + 1 :]]
    return [("title", title), ("lead", lead), *(("body", p) for p in body if p)]


def seeds_run() -> ReportInput:
    """Return the sample run."""
    documents, sentences, mentions, numbers = [], [], [], []
    meta = {BULLETIN: ("2025-03-05", "Biuletyn PISM"), ARTICLE: ("2025-10-28", None)}
    for name in (BULLETIN, ARTICLE):
        text, parts = "", []
        rows: list[Sentence] = []
        for kind, block in blocks_of(name):
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{block}" if text else block
            parts.append(Part(kind, start, start + len(block)))
            at = 0
            ends = (
                [m.end(1) for m in END.finditer(block)] if kind not in ("title", "heading") else []
            )
            for end in [*ends, len(block)]:
                if block[at:end].strip():
                    rows.append(_sentence(name, len(rows), start + at, block[at:end], kind))
                at = end + 1
        title = text[: parts[0].end]
        date, source = meta[name]
        sha = hashlib.sha256(text.encode()).hexdigest()
        row = DocumentRow(
            name, title, date, sha, len(text), len(rows), "pl", tuple(parts), source=source
        )
        documents.append(SourceText(row, text))
        sentences += rows
        for s in rows:
            mentions += _mentions(s)
            numbers += _numbers(s)
    return _assemble("seeds", documents, sentences, mentions=mentions, numbers=numbers)


def _sentence(doc: str, n: int, start: int, text: str, part: PartKind) -> Sentence:
    hits = {t: len(re.findall(p, text)) for t, p in LEXICON.items()}
    theme = max(hits, key=lambda t: hits[t]) if any(hits.values()) else "other"
    parts = {
        "position": round(0.4 / (1 + n / 6), 4),
        "centrality": round(0.08 * sum(hits.values()), 4),
        "numbers": 0.2 if re.search(r"\d", text) else 0.0,
    }
    score = round(sum(parts.values()), 4) if part in ("body", "lead", "takeaway") else None
    return Sentence(
        doc=doc,
        n=n,
        start=start,
        end=start + len(text),
        text=text,
        part=part,
        source_spans=((start, start + len(text)),),
        tokens=len(text.split()),
        theme=theme,
        theme_scores={theme: 1.0},
        score=score,
        score_parts=parts if score is not None else {},
    )


def _mentions(s: Sentence) -> list[Mention]:
    return [
        Mention(s.doc, s.n, s.start + m.start(), s.start + m.end(), m[0], label, entity)  # type: ignore[arg-type]
        for entity, _, label, pattern in NAMES
        for m in re.finditer(pattern, s.text)
    ]


def _numbers(s: Sentence) -> list[Number]:
    found = []
    for m in AMOUNT.finditer(s.text):
        value = Decimal(m["num"].replace(",", ".")).scaleb(SCALES.get(m["scale"] or "", 0))
        what = m["what"].strip()
        extra: dict[str, Any] = {"kind": "quantity", "unit": "t"}
        if what.startswith(("%", "proc")):
            extra = {"kind": "percent", "of": "PKB" if "PKB" in what else None}
        elif what.startswith(("dol", "jen")):
            extra = {"kind": "money", "currency": "USD" if what.startswith("dol") else "JPY"}
        elif "żołnierz" in what:
            extra = {"kind": "cardinal", "of": "amerykański żołnierz"}
        modifier = MODIFIERS.get(m["mod"] or "")
        found.append(
            Number(
                s.doc,
                s.n,
                s.start + m.start(),
                s.start + m.end(),
                m[0],
                value=value,
                modifier=modifier,
                **extra,
            )
        )
    for m in YEAR.finditer(s.text):
        iso = f"{m['from']}/{m['to']}" if m["to"] else m["from"]
        kind: Any = "date_range" if m["to"] else "date"
        found.append(
            Number(s.doc, s.n, s.start + m.start(), s.start + m.end(), m[0], kind, iso=iso)
        )
    return sorted(found, key=lambda x: x.start)


def _select(rows: list[Sentence], count: int) -> tuple[Selected, ...]:
    ranked = sorted((s for s in rows if s.score is not None), key=lambda s: -(s.score or 0))[:count]
    picks = [
        Selected(s.doc, s.n, rank, s.score or 0, s.text, s.part, score_parts=s.score_parts)
        for rank, s in enumerate(ranked, 1)
    ]
    chosen = {(p.doc, p.n) for p in picks}
    leaning = [
        Selected(p.doc, p.n, p.rank, p.score, p.text, p.part, True, p.score_parts)
        if p.text.startswith(("To ", "Są ", "Takie ")) and (p.doc, p.n - 1) in chosen
        else p
        for p in picks
    ]
    return tuple(sorted(leaning, key=lambda p: (p.doc, p.n)))


def _assemble(
    corpus: str,
    documents: list[SourceText],
    sentences: list[Sentence],
    *,
    mentions: list[Mention],
    numbers: list[Number],
    names: tuple[tuple[str, str, str, str], ...] = NAMES,
) -> ReportInput:
    entities = []
    for entity, name, label, _ in names:
        own = [m for m in mentions if m.entity == entity]
        if own:
            aliases = tuple(dict.fromkeys(m.text for m in own))
            docs = tuple(dict.fromkeys(m.doc for m in own))
            entities.append(Entity(entity, name, label, aliases, len(own), docs))  # type: ignore[arg-type]
    by_place = {(s.doc, s.n): s for s in sentences}
    themes = []
    for theme, label in THEMES:
        rows = [s for s in sentences if s.theme == theme and s.score is not None]
        picks = _select(rows, 8)
        keys = {(p.doc, p.n) for p in picks}
        ids = dict.fromkeys(m.entity for m in mentions if (m.doc, m.n) in keys)
        themes.append(
            ThemeDigest(
                theme,
                label,
                len(rows),
                picks,
                tuple(ids),
                tuple(x for x in numbers if (x.doc, x.n) in keys),
            )
        )
    comparisons = tuple(_comparisons(numbers, by_place))
    digest = Digest(
        corpus=corpus,
        model="pl_skrot_sm 0.1.0",
        settings={"themes": "seeds/themes.toml", "sentences": 8, "order": "source", "exclude": []},
        themes=tuple(themes),
        documents=tuple(
            DocumentDigest(
                d.row.doc,
                d.row.title,
                _select([s for s in sentences if s.doc == d.row.doc], 4),
                d.row.date,
            )
            for d in documents
        ),
        overall=_select(sentences, 5),
        comparisons=comparisons,
        failures=(
            Failure("skan.pdf", "read", "PDF bez warstwy tekstowej; potrzebne rozpoznawanie pisma"),
        ),
    )
    spread = random.Random(7)  # noqa: S311 - places on a map
    centres = {"economy": (2, 0), "security": (-1, 2), "minerals": (-1, -2), "other": (0, 0)}
    coordinates = tuple(
        Coordinate(
            s.doc,
            s.n,
            centres[s.theme or "other"][0] + spread.gauss(0, 0.8),
            centres[s.theme or "other"][1] + spread.gauss(0, 0.8),
        )
        for s in sentences
        if s.score is not None
    )
    return ReportInput(
        digest,
        tuple(documents),
        tuple(sentences),
        tuple(entities),
        tuple(mentions),
        tuple(numbers),
        comparisons,
        coordinates,
        quotes=tuple(_quotes(sentences, mentions)),
    )


def _quotes(sentences: list[Sentence], mentions: list[Mention]) -> list[Quote]:
    """Put every third sentence with a name into the mouth of who is named there."""
    named = {(m.doc, m.n): m.entity for m in reversed(mentions) if m.label == "persName"}
    told = [s for s in sentences if s.part in ("body", "lead") and (s.doc, s.n) in named][::3]
    return [
        Quote(
            s.doc,
            s.n,
            s.start,
            s.end,
            s.text,
            "indirect" if i % 2 else "direct",
            named[s.doc, s.n],
            act="warns" if i % 4 == 1 else "says",
        )
        for i, s in enumerate(told)
    ]


def _comparisons(
    numbers: list[Number], sentences: dict[tuple[str, int], Sentence]
) -> list[Comparison]:
    def side(x: Number, time: str | None = None) -> Statement:
        return Statement(
            x.doc,
            x.n,
            x.start,
            x.end,
            x.text,
            x.value,
            x.currency or x.unit or ("%" if x.kind == "percent" else None),
            x.modifier,
            time,
            x.low,
            x.high,
        )

    def find(doc: str, pattern: str, context: str) -> Number | None:
        return next(
            (
                x
                for x in numbers
                if x.doc == doc
                and re.search(pattern, x.text)
                and context in sentences[x.doc, x.n].text
            ),
            None,
        )

    asked = (
        (
            "amerykańscy żołnierze w Japonii",
            "agree",
            "żołnierz",
            "55 tys",
            "żołnierz",
            "60 tys",
            5 / 55,
        ),
        (
            "koszt stacjonowania wojsk rocznie",
            "differ",
            r"2 mld",
            "rocznie",
            r"1,4 mld",
            "rocznie",
            0.6 / 1.4,
        ),
        ("wydatki na obronność (% PKB)", "update", r"1,6%", "1,6%", r"2 proc", "fiskalnym", 0.25),
        (
            "udział USA w eksporcie Japonii",
            "agree",
            r"20%",
            "rynkiem zbytu",
            r"20 proc",
            "całego japońskiego",
            0.0,
        ),
    )
    found: list[Comparison] = []
    for about, relation, p1, c1, p2, c2, difference in asked:
        first, second = find(BULLETIN, p1, c1), find(ARTICLE, p2, c2)
        if first and second:
            score = 0.9 - 0.1 * ("differ", "update", "agree").index(relation)
            sides = (side(first), side(second))
            found.append(Comparison(about, relation, sides, difference, score, f"q-{len(found)}"))  # type: ignore[arg-type]
    return found


HOSTILE = (
    "<script>document.title = 'zły'</script> & <img src=x onerror=alert(1)> \"cytat\" 'apostrof'.",
    "</script></style></textarea>--><svg onload=alert(2)> {{ 7*7 }} {% raw %} "
    "[a](javascript:alert(3)).",
    "W" * 10_000 + " kosztuje 5 mld dolarów.",
    "\u202eהטקסט הזה נכתב מימין לשמאל\u202c 12 mld dolarów \u0001\u0007\ufffe koniec.",
    '=HYPERLINK("http://example.com") 3% @SUM(1) 7% 8% 20 mld dolarów.',
    "Zwykłe zdanie o Japonii i USA w 2024 oraz w 2025 i 2026 roku.",
)


def hostile_run() -> ReportInput:
    """Return a run whose texts, names and titles try to become markup, script or formulas."""
    name = "<b>plik</b>\"'&.txt"
    text = "\n\n".join(HOSTILE)
    parts, sentences, at = [], [], 0
    for n, block in enumerate(HOSTILE):
        parts.append(Part("body", at, at + len(block)))
        sentence = _sentence(name, n, at, block, "body")
        sentences.append(sentence)
        at += len(block) + 2
    title = "<script>alert('tytuł')</script>"
    row = DocumentRow(
        name, title, "<i>2025</i>", "0" * 64, len(text), len(HOSTILE), "pl", tuple(parts)
    )
    mentions = [m for s in sentences for m in _mentions(s)]
    mentions.append(Mention(name, 0, 0, 8, "<script>", "persName", "evil"))
    mentions.append(Mention(name, 5, 0, 60, HOSTILE[5][:60], "orgName", "evil"))
    names = (*NAMES, ("evil", "<img src=x onerror=alert(4)>", "persName", "x"))
    numbers = [x for s in sentences for x in _numbers(s)]
    return _assemble(
        "</title><script>alert(5)</script>",
        [SourceText(row, text)],
        sentences,
        mentions=mentions,
        numbers=numbers,
        names=names,
    )


def empty_run() -> ReportInput:
    """Return the run of a folder without a usable document."""
    themes = tuple(ThemeDigest(theme, label, 0, (), (), ()) for theme, label in THEMES)
    return ReportInput(Digest("pusty", "pl_skrot_sm 0.1.0", {}, themes, (), (), (), ()))


def large_run(n_documents: int = 1000, n_names: int = 200) -> ReportInput:
    """Return a synthetic run of many documents with many names."""
    seed = seeds_run()
    spread = random.Random(3)  # noqa: S311 - a synthetic corpus
    pool = [s for s in seed.sentences if s.part == "body"]
    people = tuple(
        (f"p{i}", f"Osoba Numer{i}", ("persName", "orgName", "placeName")[i % 3], "-")
        for i in range(n_names)
    )
    documents, sentences, mentions, numbers = [], [], [], []
    for d in range(n_documents):
        name = f"folder/{d:04}.txt"
        rows: list[Sentence] = []
        text = ""
        for n, s in enumerate(spread.sample(pool, 12)):
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{s.text}" if text else s.text
            rows.append(_sentence(name, n, start, s.text, "body"))
        parts = tuple(Part("body", s.start, s.end) for s in rows)
        date = f"2025-{d % 12 + 1:02}-{d % 28 + 1:02}"
        row = DocumentRow(
            name, f"Odpowiedź nr {d}", date, "0" * 64, len(text), len(rows), "pl", parts
        )
        documents.append(SourceText(row, text))
        sentences += rows
        for s in rows:
            numbers += _numbers(s)
            for i in spread.sample(range(n_names), 2):
                weight = int(n_names * spread.random() ** 3)
                entity = people[min(i, weight)][0]
                word = s.text.split(" ")[0]
                mentions.append(
                    Mention(name, s.n, s.start, s.start + len(word), word, "persName", entity)
                )
    return _assemble(
        "odpowiedzi", documents, sentences, mentions=mentions, numbers=numbers, names=people
    )


def told_run() -> ReportInput:
    """The seeds as the texts of two stories, one of them new, over five days."""
    run = seeds_run()
    picks = run.digest.overall
    first = Story(
        "s-1",
        "Wizyta w Tokio",
        "t-1",
        (BULLETIN, ARTICLE),
        (BULLETIN,),
        "2025-11-04",
        "2025-11-08",
        (StoryEntity("takaichi", "speaker", "premier"), StoryEntity("tokyo", "place")),
        (),
        (),
        ARTICLE,
        themes={"economy": 0.6, "other": 0.4},
        quantities=tuple(row.id for row in run.digest.comparisons),
        sentences=picks[:3],
    )
    other = replace(
        first, story="s-2", title="Żołnierze na Okinawie", themes={"security": 1.0}, quantities=()
    )
    days = {BULLETIN: "2025-11-04", ARTICLE: "2025-11-08"}
    documents = tuple(
        replace(source, row=replace(source.row, date=days[source.row.doc]))
        for source in run.documents
    )
    news = StoryNews("s-2", other.title, True, (ARTICLE,), ("takaichi",), picks[:1], ())
    digest = replace(run.digest, stories=(first, other))
    return replace(run, digest=digest, documents=documents, news=(news,))


RUN_NAMES = ("seeds", "hostile", "empty", "large")
