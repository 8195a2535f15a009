"""The HTML of a report: templates, Content-Security-Policy and the pages of the documents."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.facts import (
    NUMBER_ORDER,
    comparisons_view,
    names_view,
    numbers_view,
    relation_counts,
    together_counts,
)
from pipeline.report.figures import figures_view
from pipeline.report.formats import decimal_text
from pipeline.report.lookup import MARK_KINDS, OTHER, Lookup
from pipeline.report.summary import settings_view, summary_line
from pipeline.report.view import (
    documents_view,
    overall_view,
    shares_view,
    text_view,
    theme_view,
)

DOCUMENT_CARDS = 60


def asset(name: str) -> str:
    """Return a packaged style sheet or script as it stands in the page."""
    return (files("pipeline.report") / "templates" / name).read_text(encoding="utf-8").strip()


def source_hash(text: str) -> str:
    """Return the CSP source expression that allows exactly this inline script or style."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def policy(*, style: str, script: str | None) -> str:
    """Return a Content-Security-Policy that allows this style and script and nothing else."""
    scripts = source_hash(script) if script is not None else "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src {source_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the template environment; what a template prints is escaped without exception."""
    env = Environment(
        loader=PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return env


def digest_page(lookup: Lookup) -> bytes:
    """Return digest.html."""
    run, messages = lookup.run, lookup.messages
    together = together_counts(lookup)
    style, script = asset("style.css"), asset("app.js")
    documents = documents_view(lookup)
    context = {
        "m": messages,
        "title": messages.t("title", corpus=run.digest.corpus or "—"),
        "digest": run.digest,
        "csp": policy(style=style, script=script),
        "style": Markup(style),  # noqa: S704 - a file of this package
        "script": Markup(script),  # noqa: S704 - a file of this package
        "summary": summary_line(lookup),
        "settings": settings_view(lookup),
        "shares": shares_view(lookup),
        "overall": overall_view(lookup),
        "themes": [theme_view(lookup, t) for t in run.digest.themes if t.id != OTHER],
        "comparisons": comparisons_view(lookup),
        "relation_counts": relation_counts(lookup),
        "numbers": numbers_view(lookup),
        "n_numbers": len(run.numbers),
        "number_kinds": [k for k in NUMBER_ORDER if any(x.kind == k for x in run.numbers)],
        "names": names_view(lookup, together),
        "n_names": len(run.entities),
        "documents": documents,
        "cards": documents if lookup.inline else documents[:DOCUMENT_CARDS],
        "inline": lookup.inline,
        "texts": {d.doc: text_view(lookup, d.doc) for d in documents} if lookup.inline else {},
        "failures": run.digest.failures,
        "mark_kinds": MARK_KINDS,
        "figures": figures_view(lookup, together),
        "strings": {key: messages.tables["text"][key] for key in ("length_of", "rows_shown")},
        "decimal": lambda value: decimal_text(value, messages),
    }
    return render("digest.html.j2", context)


def document_pages(lookup: Lookup) -> dict[str, bytes]:
    """Return the pages of the documents by path; none when their texts are in digest.html."""
    if lookup.inline:
        return {}
    style = asset("style.css")
    base = {
        "m": lookup.messages,
        "csp": policy(style=style, script=None),
        "style": Markup(style),  # noqa: S704 - a file of this package
        "mark_kinds": MARK_KINDS,
    }
    pages = {}
    for document in documents_view(lookup, base="../"):
        context = {
            **base,
            "title": document.title,
            "document": document,
            "text": text_view(lookup, document.doc),
        }
        pages[document.page] = render("document.html.j2", context)
    return pages


def render(template: str, context: dict[str, object]) -> bytes:
    """Return a rendered page in UTF-8; what UTF-8 cannot hold becomes a question mark."""
    return environment().get_template(template).render(context).encode("utf-8", "replace")
