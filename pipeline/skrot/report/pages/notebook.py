"""A digest as a fragment of HTML, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from skrot.records import Digest, Selected
from skrot.report.content.input import is_told
from skrot.report.wording.messages import Messages, load_messages


def digest_fragment(digest: Digest) -> str:
    """Return the selected sentences by theme, the comparisons and what failed, all escaped."""
    words = load_messages("pl")
    pieces = [Markup("<section lang='pl'><h3>{}</h3>").format(digest.corpus)]
    pieces.append(_list(words.t("overall"), digest.overall, words))
    pieces += [_list(theme.label, theme.sentences, words) for theme in digest.themes]
    if any(map(is_told, digest.comparisons)):
        rows = Markup("").join(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                row.about,
                row.relation,
                " / ".join(dict.fromkeys(said.text for said in row.statements)),
            )
            for row in filter(is_told, digest.comparisons)
        )
        title = words.t("comparisons")
        pieces.append(Markup("<h4>{}</h4><table>{}</table>").format(title, rows))
    if digest.failures:
        items = Markup("").join(
            Markup("<li>{}: {}</li>").format(row.called, row.reason) for row in digest.failures
        )
        title, lead = words.t("failures"), words.t("failures_lead")
        pieces.append(Markup("<h4>{}</h4><p>{}</p><ul>{}</ul>").format(title, lead, items))
    return str(Markup("").join([*pieces, Markup("</section>")]))


def _list(title: str, sentences: Iterable[Selected], words: Messages) -> Markup:
    items = Markup("").join(
        Markup("<li>{} <small>{}</small></li>").format(row.shown or row.text, row.doc)
        for row in sentences
    )
    none = Markup("<p>{}</p>").format(words.t("no_sentences"))
    body = Markup("<ol>{}</ol>").format(items) if items else none
    return Markup("<h4>{}</h4>{}").format(escape(title), body)
