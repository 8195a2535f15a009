"""A digest as a fragment of HTML, for notebooks."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from skrot.records import Digest, Selected


def digest_fragment(digest: Digest) -> str:
    """Return the selected sentences by theme and the comparisons; all text is escaped."""
    pieces = [Markup("<section lang='pl'><h3>{}</h3>").format(digest.corpus)]
    pieces.append(_list("W skrócie", digest.overall))
    pieces += [_list(theme.label, theme.sentences) for theme in digest.themes]
    if digest.comparisons:
        rows = Markup("").join(
            Markup("<tr><td>{}</td><td>{}</td><td>{}</td></tr>").format(
                row.about,
                row.relation,
                " / ".join(statement.text for statement in row.statements),
            )
            for row in digest.comparisons
        )
        pieces.append(Markup("<h4>Porównania</h4><table>{}</table>").format(rows))
    return str(Markup("").join([*pieces, Markup("</section>")]))


def _list(title: str, sentences: Iterable[Selected]) -> Markup:
    items = Markup("").join(
        Markup("<li>{} <small>{}</small></li>").format(row.shown or row.text, row.doc)
        for row in sentences
    )
    body = Markup("<ol>{}</ol>").format(items) if items else Markup("<p>Brak zdań.</p>")
    return Markup("<h4>{}</h4>{}").format(escape(title), body)
