from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest

from skrot.records import ThemeReason
from skrot.report import report
from tests.report.sample import empty_run, hostile_run, large_run, seeds_run

SCRIPTS = 5  # the data, the tables and the rest
SEEDS = seeds_run()
FILES = report(SEEDS)
PAGES = {
    "seeds": FILES["digest.html"].decode(),
    "hostile": report(hostile_run())["digest.html"].decode(),
    "empty": report(empty_run())["digest.html"].decode(),
}
EVERY_PAGE = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES.keys())


class Page(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    VOID = frozenset({"meta", "input", "link", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.data: dict[str, list[str]] = {}
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.data.setdefault(self.open[-1] if self.open else "", []).append(data)
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def test_the_same_run_gives_the_same_bytes() -> None:
    assert report(seeds_run()) == FILES


@EVERY_PAGE
def test_the_policy_allows_exactly_the_inline_script_and_style(text: str) -> None:
    page = Page(text)
    policy = next(m["content"] or "" for m in page.all("meta") if m.get("http-equiv"))
    style = re.search(r"<style>(.*?)</style>", text, re.S)
    scripts = re.findall(r"<script>(.*?)</script>", text, re.S)
    assert style
    for source in (style[1], *scripts):
        digest = base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(page.all("script")) == SCRIPTS


@EVERY_PAGE
def test_there_are_no_inline_handlers_styles_or_outside_addresses(text: str) -> None:
    page = Page(text)
    assert not page.open
    for tag, attrs in page.tags:
        for name, value in attrs.items():
            assert not name.startswith("on"), (tag, name)
            assert name != "style"
            if name in ("href", "src", "action", "xlink:href"):
                assert re.match(r"#|tables/|documents/|lists/|\.\./digest\.html", value or ""), (
                    value
                )
    assert not {"img", "iframe", "object", "link", "base", "form"} & {tag for tag, _ in page.tags}


def test_ids_are_unique_and_links_lead_somewhere() -> None:
    page = Page(PAGES["seeds"])
    ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
    assert len(ids) == len(set(ids))
    links = {a["href"] for a in page.all("a") if (a.get("href") or "").startswith("#")}
    assert {link[1:] for link in links if link} <= set(ids)
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            if attrs.get(name):
                assert attrs[name] in ids


def test_every_selected_sentence_is_shown_and_marked_in_its_document() -> None:
    page = FILES["digest.html"].decode()
    for theme in SEEDS.digest.themes:
        for pick in theme.sentences:
            doc = [d.row.doc for d in SEEDS.documents].index(pick.doc) + 1
            assert f'href="#d{doc}-s{pick.n}"' in page
            assert re.search(rf'<span class="s sel c\d" id="d{doc}-s{pick.n}"', page)


def test_the_text_of_each_document_is_complete() -> None:
    text = FILES["digest.html"].decode()
    for i, document in enumerate(SEEDS.documents, 1):
        start = text.index(f'id="d{i}-text"')
        article = text[start : text.index("</details>", start)]
        article = re.sub(r'<a class="tag[^>]*>[^<]*</a>', "", article)
        shown = Page(re.sub(r"^[^>]*>.*?</summary>", "", article, flags=re.S))
        assert shown.text.split() == document.text.split()


def test_hostile_texts_stay_texts() -> None:
    page = Page(PAGES["hostile"])
    assert len(page.all("script")) == SCRIPTS
    assert page.all("svg")
    assert not page.all("img")
    assert any("<script>alert('tytuł')</script>" in d for d in page.data["bdi"])
    title = "".join(page.data["title"])
    assert title.startswith("Skrót: <script>alert('tytuł')</script>")


def test_the_reasons_for_a_theme_are_said_and_escaped() -> None:
    reasons = (
        ThemeReason("keyword", "cło", 3.0),
        ThemeReason("keyword", "<b>handel", 3.0),
        ThemeReason("before", None, 0.9),
    )
    rows = tuple(
        msgspec.structs.replace(row, theme_reasons=reasons if row.n % 2 else ())
        for row in SEEDS.sentences
    )
    page = report(msgspec.structs.replace(SEEDS, sentences=rows))["digest.html"].decode()
    assert "słowa kluczowe „cło”, „&lt;b&gt;handel”; zdanie przed nim." in page
    assert "podobieństwo do innych zdań tego tematu." in page
    assert "Dlaczego temat „Gospodarka”" in page


def test_an_empty_corpus_says_so() -> None:
    text = PAGES["empty"]
    assert "W tym zbiorze nie ma żadnych zdań do pokazania." in text
    assert text.count("W tym zbiorze żadne zdanie nie dotyczy tego tematu.") == 3
    assert "0 dokumentów" in text


def test_shares_include_the_unassigned() -> None:
    page = FILES["digest.html"].decode()
    widths = [float(w) for w in re.findall(r'<rect class="c\d" x="[\d.]+" width="([\d.]+)"', page)]
    assert len(widths) == 4
    assert sum(widths) == pytest.approx(1000, abs=0.5)
    assert "Inne <b>49%</b>" in page


def test_labels_in_english_around_polish_sentences() -> None:
    text = report(SEEDS, language="en")["digest.html"].decode()
    assert '<html lang="en">' in text
    assert "Comparisons" in text
    assert '<blockquote dir="auto" lang="pl">' in text


def test_sizes_are_small() -> None:
    assert len(FILES["digest.html"]) < 2_000_000


def test_a_large_corpus_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skrot.report.content.lookup.INLINE_CHARACTERS", 10_000)
    run = large_run(20)
    files = report(run)
    pages = [name for name in files if name.startswith("documents/")]
    assert len(pages) == 20
    page = Page(files[pages[0]].decode())
    assert not page.all("script")
    ids = {attrs.get("id") for _, attrs in page.tags}
    assert {f"s{n}" for n in range(12)} <= ids
    main = Page(files["digest.html"].decode())
    links = {(a["href"] or "").split("#")[0] for a in main.all("a")}
    assert {link for link in links if link} <= set(files)


def test_all_numbers_and_names_get_pages_when_there_are_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in ("content.facts", "pages.pages"):
        monkeypatch.setattr(f"skrot.report.{module}.NUMBER_ROWS", 20)
    monkeypatch.setattr("skrot.report.pages.pages.NAME_ROWS", 20)
    monkeypatch.setattr("skrot.report.pages.pages.PAGE_ROWS", 30)
    run = large_run(20)
    files = report(run)
    lists = {name: Page(data.decode()) for name, data in files.items() if name.startswith("lists/")}
    rows = {name: len(page.all("tr")) - 1 for name, page in lists.items()}
    assert sum(n for name, n in rows.items() if "numbers" in name) == len(run.numbers)
    assert sum(n for name, n in rows.items() if "names" in name) == len(run.entities)
    for page in lists.values():
        ids = {attrs.get("id") for _, attrs in page.tags}
        for attrs in page.all("a"):
            target = attrs["href"] or ""
            inside = (
                target[1:] in ids if target.startswith("#") else target[3:].split("#")[0] in files
            )
            assert inside, target
