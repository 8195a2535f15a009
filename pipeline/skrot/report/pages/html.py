"""digest.html, its templates and its Content-Security-Policy."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
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
from skrot.report.content.lookup import MARK_KINDS, Lookup
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
SCRIPT_TEXTS = ("length_of", "rows_shown")


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
    more_numbers: Sequence[tuple[str, str]],
    more_names: Sequence[tuple[str, str]],
) -> bytes:
    """Return digest.html; what does not fit it is on pages given as (label, path)."""
    run, messages = lookup.run, lookup.messages
    documents = contents.documents
    context = {
        **frame(messages, "tables.js", "app.js"),
        "title": messages.t("title", corpus=title_of(lookup)),
        "heading": title_of(lookup),
        "digest": run.digest,
        "summary": summary_line(lookup),
        "settings": settings_view(lookup),
        "shares": shares_view(lookup),
        "proposed": proposed_line(lookup),
        "stories": contents.stories,
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
        "more_numbers": more_numbers,
        "more_names": more_names,
    }
    return render("digest.html.j2", context)


def render(template: str, context: dict[str, object]) -> bytes:
    """Return a rendered page in UTF-8; what UTF-8 cannot hold becomes a question mark."""
    return environment().get_template(template).render(context).encode("utf-8", "replace")
