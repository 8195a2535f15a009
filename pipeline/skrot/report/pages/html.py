"""digest.html, its templates and its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from skrot.labels import LABELS
from skrot.report.charts.figures import figures_view
from skrot.report.content.contents import Contents
from skrot.report.content.facts import (
    NUMBER_ORDER,
    relation_counts,
)
from skrot.report.content.glance import glance_view
from skrot.report.content.lookup import MARK_KINDS, Lookup
from skrot.report.content.search import word_groups
from skrot.report.content.stories import n_news
from skrot.report.content.summary import (
    corrections_line,
    corrections_view,
    settings_view,
    summary_line,
    title_of,
)
from skrot.report.content.view import (
    proposed_line,
    shares_view,
    text_view,
)
from skrot.report.wording.marks import Token
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import decimal_text

DOCUMENT_CARDS = 20
SCRIPT_TEXTS = ("length_of", "rows_shown", "found_sentences", "more_found", "mentions_of")
SEARCH_PAGE = "lists/search.html"


def asset(name: str) -> str:
    """Return a packaged style sheet or script as it stands in the page."""
    return (files("skrot.report") / "templates" / name).read_text(encoding="utf-8").strip()


def style_sheet() -> str:
    """Return the style of every page, with the colours of the labels of names in its graph."""
    colours = (
        f".e-{name} {{ --c: var(--c{label.colour}); }}"
        for name, label in LABELS.items()
        if label.named
    )
    return asset("style.css").replace("/* labels */", " ".join(colours))


def source_hash(text: str) -> str:
    """Return the CSP source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(style: str, scripts: Sequence[str]) -> str:
    """Return a Content-Security-Policy that allows this style, these scripts and nothing else."""
    allowed = " ".join(source_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {source_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


def marked(tokens: Iterable[Token]) -> Markup:
    """Return marked text as HTML; a page has so many marks that a template takes long for them."""
    pieces: list[str] = []
    for token in tokens:
        if token.type == "text":
            pieces.append(escape(token.text))
        elif token.type == "open":
            title = f' title="{escape(token.title)}"' if token.title else ""
            pieces.append(f'<mark class="k-{escape(token.kind)}"{title}>')
        else:
            pieces.append("</mark>")
    return Markup("".join(pieces))  # noqa: S704 - what is not escaped is written here


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the template environment; what a template prints is escaped without exception."""
    env = Environment(
        loader=PackageLoader("skrot.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["marked"] = marked
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return env


def frame(messages: Messages, *scripts: str) -> dict[str, object]:
    """Return what every page needs: its words, its style, its scripts and their policy."""
    style, sources = style_sheet(), [asset(script) for script in scripts]
    return {
        "m": messages,
        "csp": policy(style, sources),
        "style": Markup(style),  # noqa: S704 - a file of this package
        "scripts": [Markup(source) for source in sources],  # noqa: S704 - files of this package
        "strings": {key: messages.tables["text"][key] for key in SCRIPT_TEXTS},
        "mark_kinds": MARK_KINDS,
        "decimal": lambda value: decimal_text(value, messages),
    }


def digest_page(
    lookup: Lookup,
    contents: Contents,
    more: Mapping[str, Sequence[tuple[str, str]]],
) -> bytes:
    """Return digest.html; what does not fit it is on pages given as (label, path)."""
    run, messages = lookup.run, lookup.messages
    documents = contents.documents
    context = {
        **frame(messages, "tables.js", "search.js", "app.js", "filter.js"),
        "title": messages.t("title", corpus=title_of(lookup)),
        "heading": title_of(lookup),
        "digest": run.digest,
        "summary": summary_line(lookup),
        "settings": settings_view(lookup),
        "shares": shares_view(lookup),
        "proposed": proposed_line(lookup),
        "glance": glance_view(contents.stories, contents.overall, contents.comparisons),
        "news": contents.news,
        "n_news": n_news(lookup),
        "stories": contents.stories,
        "more_stories": more["stories"],
        "story_docs": {story.anchor: story.docs for story in contents.stories},
        "search_page": "" if lookup.inline else SEARCH_PAGE,
        "forms": word_groups(lookup) if lookup.inline else (),
        "name_places": _name_places(lookup, contents) if lookup.inline else {},
        "overall": contents.overall,
        "themes": contents.themes,
        "comparisons": contents.comparisons,
        "relation_counts": relation_counts(lookup),
        "n_comparisons": lookup.totals.relations.total(),
        "speakers": contents.speakers,
        "n_speakers": len(lookup.totals.statements),
        "numbers": contents.numbers,
        "n_numbers": lookup.totals.numbers.total(),
        "number_kinds": [k for k in NUMBER_ORDER if any(x.kind == k for x in run.numbers)],
        "names": contents.names,
        "n_names": lookup.totals.names,
        "documents": documents,
        "cards": documents if lookup.inline else documents[:DOCUMENT_CARDS],
        "n_documents": lookup.totals.documents,
        "inline": lookup.inline,
        "texts": {d.doc: text_view(lookup, d.doc) for d in documents} if lookup.inline else {},
        "failures": run.digest.failures,
        "corrections": corrections_view(lookup),
        "corrections_line": corrections_line(lookup),
        "figures": figures_view(lookup, contents.together),
        "more_numbers": more["numbers"],
        "more_names": more["names"],
        "more_statements": more["statements"],
    }
    return render("digest.html.j2", context)


def search_page(lookup: Lookup) -> bytes:
    """Return search.html, for texts that are not on digest.html: all sentences that are there."""
    messages = lookup.messages
    docs = {doc: place for place, doc in enumerate(lookup.doc_ids)}
    rows = [row for row in lookup.run.sentences if row.doc in docs]
    places = {(row.doc, row.n): place for place, row in enumerate(rows)}
    base = frame(messages, "search.js", "found.js")
    data = {
        "strings": base["strings"],
        "docs": [(lookup.title(doc), f"../{lookup.page(doc)}") for doc in docs],
        "sentences": [(docs[row.doc], row.n, row.text) for row in rows],
        "forms": word_groups(lookup),
        "names": {
            entity: (lookup.entities[entity].name, [places[key] for key in keys if key in places])
            for entity, keys in lookup.mentioned.items()
            if entity in lookup.entities
        },
    }
    total = lookup.totals.sentences
    note = ""
    if len(rows) < total:
        words = {"shown": decimal_text(len(rows), messages), "total": decimal_text(total, messages)}
        note = messages.t("search_limited", **words)
    context = {**base, "title": messages.t("search_label"), "data": data, "note": note}
    return render("search.html.j2", context)


def _name_places(lookup: Lookup, contents: Contents) -> dict[str, list[str]]:
    """Return the anchors of the sentences that name what the page names, by entity."""
    shown = {row.id for row in contents.names}
    shown |= {name[2] for section in contents.themes for name in section.names}
    return {
        entity: [f"{lookup.doc_ids[doc]}-s{n}" for doc, n in lookup.mentioned[entity]]
        for entity in sorted(shown)
        if entity
    }


def render(template: str, context: dict[str, object]) -> bytes:
    """Return a rendered page in UTF-8; what UTF-8 cannot hold becomes a question mark."""
    return environment().get_template(template).render(context).encode("utf-8", "replace")
