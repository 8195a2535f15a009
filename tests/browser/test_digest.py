"""The report in a real browser, opened from disk."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from tests.report.sample import RUN_NAMES

from .conftest import Opened

pytestmark = pytest.mark.browser
Visit = Callable[..., Opened]
BESIDE = ["lists/search.html", "lists/numbers-money.html", "documents/0001.html"]
WIDTHS = {"desktop": 1280, "phone": 360}


@pytest.mark.parametrize("name", RUN_NAMES)
def test_it_opens_without_a_request_or_a_complaint(visit: Visit, name: str) -> None:
    opened = visit(name)
    expect(opened.page.locator("h1")).to_be_visible()
    assert [url for url in opened.requests if not url.startswith("file://")] == []
    assert len(opened.requests) == 1
    assert opened.complaints == []
    assert opened.page.evaluate("document.documentElement.classList.contains('js')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", RUN_NAMES)
def test_axe_finds_no_fault(visit: Visit, name: str, scheme: str) -> None:
    opened = visit(name, scheme=scheme)
    assert _faults(opened.page) == []


def test_axe_finds_no_fault_in_the_pane_and_the_results_on_a_phone(visit: Visit) -> None:
    page = visit(width=360).page
    page.locator("#search").fill("żołnierz")
    assert _faults(page) == []
    page.locator("#overall a.open").first.click()
    assert _faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["lists/search.html", "lists/numbers-money.html", "documents/0001.html"]
)
def test_axe_finds_no_fault_beside_the_digest(visit: Visit, path: str, scheme: str) -> None:
    opened = visit("large", path=path, scheme=scheme)
    assert opened.complaints == []
    assert _faults(opened.page) == []


@pytest.mark.parametrize("name", RUN_NAMES)
@pytest.mark.parametrize("width", [1280, 768, 360, 320])
def test_nothing_is_wider_than_the_screen(visit: Visit, name: str, width: int) -> None:
    page = visit(name, width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = "charts => charts.filter(c => c.scrollWidth > c.clientWidth).length"
    assert page.locator(".chart, .chart div").evaluate_all(wide) == 0


def test_a_shorter_digest_is_the_beginning_of_the_ranking(visit: Visit) -> None:
    page = visit().page
    section = page.locator("#t1")
    picks = section.locator(".pick:visible")
    total = picks.count()
    section.locator("button[data-step='-1']").click()
    section.locator("button[data-step='-1']").click()
    expect(picks).to_have_count(total - 2)
    ranks = [int(p.get_attribute("data-rank") or 0) for p in picks.all()]
    assert sorted(ranks) == list(range(1, total - 1))
    expect(section.locator("output")).to_have_text(f"{total - 2} z {total}")
    section.locator("input[type=range]").focus()
    page.keyboard.press("Home")
    expect(picks).to_have_count(1)
    page.keyboard.press("End")
    expect(picks).to_have_count(total)


def test_a_sentence_opens_its_document_at_its_place(visit: Visit) -> None:
    page = visit().page
    link = page.locator("#t2 a.open").last
    target = (link.get_attribute("href") or "")[1:]
    link.click()
    dialog = page.locator("dialog")
    expect(dialog).to_be_visible()
    sentence = dialog.locator(f"#{target}")
    expect(sentence).to_be_in_viewport()
    expect(sentence).to_be_focused()
    assert dialog.locator(".s.sel").count() > 1
    assert dialog.locator(".s").count() > 20
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(link).to_be_focused()
    page.locator("#d1 summary", has_text="Pełny tekst").click()
    expect(page.locator("#d1-text .s").first).to_be_visible()


def test_back_closes_the_pane_and_stays(visit: Visit) -> None:
    page = visit().page
    page.locator("#t1 a.open").first.click()
    page.locator("#t1 a.open").first.evaluate(
        "a => document.querySelector('dialog .close').focus()"
    )
    expect(page.locator("dialog")).to_be_visible()
    page.go_back()
    expect(page.locator("dialog")).not_to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    page.go_forward()
    expect(page.locator("dialog .here")).to_be_visible()
    page.locator("dialog .close").click()
    expect(page.locator("dialog")).not_to_be_visible()
    assert page.url.endswith("digest.html")


def test_the_pane_leaves_some_of_the_page_to_a_phone(visit: Visit) -> None:
    page = visit(width=360).page
    page.locator("#t1 a.open").first.click()
    box = page.locator("dialog").bounding_box()
    assert box is not None
    assert box["y"] > 60
    page.mouse.click(180, 20)
    expect(page.locator("dialog")).not_to_be_visible()


def test_a_name_opens_its_mentions_and_a_mention_its_text(visit: Visit) -> None:
    page = visit().page
    page.locator("#names-table").get_by_role("link", name="Sanae Takaichi").click()
    dialog = page.locator("dialog")
    expect(dialog.locator("h2")).to_have_text("Sanae Takaichi")
    found = dialog.locator(".hits li")
    assert found.count() > 3
    assert all("Takaichi" in text for text in found.all_inner_texts())
    found.nth(1).locator("a.open").click()
    expect(dialog.locator(".s.here")).to_be_in_viewport()
    page.go_back()
    expect(dialog.locator("h2")).to_have_text("Sanae Takaichi")
    expect(found.first).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()


@pytest.mark.parametrize("asked", ["żołnierzy", "zolnierz", "ŻOŁNIERZAMI", "żołnierz amerykański"])
def test_the_search_forgives_diacritics_and_inflection(visit: Visit, asked: str) -> None:
    page = visit().page
    page.locator("#search").fill(asked)
    found = page.locator("#results .hits li")
    texts = found.all_inner_texts()
    assert len(texts) >= 2
    assert all("żołnierz" in text for text in texts)
    marks = page.locator("#results mark.hit").all_inner_texts()
    assert any(mark.startswith("żołnierz") for mark in marks)
    found.first.locator("a.open").click()
    expect(page.locator("dialog .s.here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.locator("#search").fill("")
    expect(page.locator("#results")).not_to_be_visible()


def test_a_name_without_a_dictionary_is_found_in_all_its_forms(visit: Visit) -> None:
    page = visit().page
    page.locator("#search").fill("Ishiba")
    assert any("Ishiby" in text for text in page.locator("#results .hits li").all_inner_texts())


def test_a_theme_filters_the_whole_page(visit: Visit) -> None:
    page = visit().page
    page.locator("#search").fill("japonia")
    before = page.locator("#results .hits li:visible").count()
    page.locator("#only-theme").select_option(label="Minerały krytyczne")
    shown = page.locator("[data-f]:visible")
    assert shown.count() > 5
    assert all(
        "t3" in facets.split() for facets in shown.evaluate_all("xs => xs.map(x => x.dataset.f)")
    )
    assert page.locator("#results .hits li:visible").count() < before
    expect(page.locator("#t1")).not_to_be_visible()
    expect(page.locator(".chart:visible")).to_have_count(0)
    rows = page.locator("#numbers-table tbody tr:visible").count()
    expect(page.locator("#numbers .filters output")).to_have_text(
        re.compile(f"^Widoczne wiersze: {rows} z")
    )
    page.locator("#only-theme").select_option(index=0)
    page.locator("#only-story").select_option(index=1)
    docs = page.locator("#documents [data-f].doc:visible")
    expect(docs).to_have_count(1)
    assert _faults(page) == []
    page.locator("#only-all").click()
    expect(page.locator("#t1")).to_be_visible()
    expect(page.locator(".out")).to_have_count(0)


def test_a_theme_or_a_story_leaves_the_stories_that_are_of_it(visit: Visit) -> None:
    page = visit("told").page
    stories = page.locator("details.story:visible")
    expect(stories).to_have_count(2)
    page.locator("#only-theme").select_option("t2")
    expect(stories).to_have_count(1)
    expect(stories).to_contain_text("Żołnierze na Okinawie")
    page.locator("#only-theme").select_option("t3")
    expect(stories).to_have_count(0)
    expect(page.locator("#stories .none")).to_be_visible()
    page.locator("#only-theme").select_option(index=0)
    page.locator("#only-story").select_option("d1")
    expect(stories).to_have_count(2)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_a_story_opens_into_what_is_known_of_it(visit: Visit, width: int) -> None:
    opened = visit("told", width=width)
    page = opened.page
    expect(page.locator("#news")).to_be_visible()
    expect(page.locator("#e1 svg.course")).to_be_visible()
    page.locator("#e1 > summary").click()
    for words in ("Kto, co, gdzie", "Sprzeczności", "Teksty"):
        expect(page.locator("#e1")).to_contain_text(words)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert opened.complaints == []
    assert _faults(page) == []


def test_the_first_screen_says_what_happened_and_what_differs(visit: Visit) -> None:
    page = visit().page
    expect(page.locator("#happened-h")).to_be_in_viewport()
    expect(page.locator("#differs-h")).to_be_in_viewport()
    page.locator(".glance a[href^='#cmp-']").first.click()
    expect(page.locator("#cmp-1")).to_be_in_viewport()


def test_an_address_with_a_sentence_opens_it(visit: Visit, folder: Callable[[str], Path]) -> None:
    page = visit().page
    page.goto((folder("seeds") / "digest.html").as_uri() + "#d2-s20")
    expect(page.locator("dialog #d2-s20")).to_be_in_viewport()


def test_a_badge_in_the_document_leads_back_to_the_theme(visit: Visit) -> None:
    page = visit().page
    page.locator("#t1 a.open").first.click()
    page.locator("dialog a.tag[href='#t1']").first.click()
    expect(page.locator("dialog")).not_to_be_visible()
    expect(page.locator("#t1 h3")).to_be_in_viewport()


def test_numbers_are_sorted_and_filtered_by_keyboard(visit: Visit) -> None:
    page = visit().page
    table = page.locator("#numbers-table")
    table.get_by_role("button", name="Wartość").focus()
    page.keyboard.press("Enter")
    keys = [float(k) for k in _keys(page) if k]
    assert keys == sorted(keys)
    expect(table.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.keyboard.press("Enter")
    keys = [float(k) for k in _keys(page) if k]
    assert keys == sorted(keys, reverse=True)
    page.locator("#numbers select[data-attr=kind]").select_option("money")
    rows = table.locator("tbody tr:visible")
    assert {row.get_attribute("data-kind") for row in rows.all()} == {"money"}
    page.locator("#numbers input[type=search]").fill("jpy")
    expect(rows).to_have_count(1)
    expect(page.locator("#numbers .filters output")).to_have_text(
        re.compile("^Widoczne wiersze: 1 z")
    )


def test_the_map_speaks_by_keyboard_and_pointer(visit: Visit) -> None:
    page = visit().page
    said = page.locator("#map-said")
    page.locator("#map-plot").focus()
    first = said.inner_text()
    assert first != "Tu pojawi się zdanie."
    page.keyboard.press("ArrowLeft")
    assert said.inner_text() != first
    page.locator("#map-plot path.pt").nth(3).hover(force=True)
    sentence = said.locator(".q").inner_text()
    page.locator("#map-plot path.pt").nth(3).click(force=True)
    assert page.locator("dialog .s.here").inner_text().split() == sentence.split()


def test_the_legend_turns_marks_off(visit: Visit) -> None:
    page = visit().page
    mark = page.locator("#overall mark.k-place").first
    before = mark.evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("[data-mark=place]").first.uncheck()
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != before


def test_names_light_up_their_lines(visit: Visit) -> None:
    page = visit().page
    page.locator(".chart.graph path.nd").first.hover(force=True)
    assert page.locator(".chart.graph .ed.on").count() >= 1


def test_everything_is_reached_by_tab(visit: Visit) -> None:
    page = visit().page
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_everything_is_there(visit: Visit) -> None:
    page = visit(script=False).page
    assert page.locator(".js-only:visible").count() == 0
    link = page.locator("#t1 a.open").first
    target = link.get_attribute("href") or ""
    assert page.locator(f".s{target}").count() == 1
    assert page.locator("#numbers-table tbody tr:visible").count() > 20


def test_hostile_text_runs_nothing(visit: Visit) -> None:
    page = visit("hostile").page
    assert page.title().startswith("Skrót: <script>alert('tytuł')")
    assert page.locator("script").count() == 5
    assert page.locator("main img").count() == 0


def test_a_large_corpus_opens_quickly(visit: Visit) -> None:
    opened = visit("large")
    page = opened.page
    timing = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
    assert timing < 4000
    page.locator("#overall a.open").first.click()
    expect(page.locator(".s:target")).to_be_in_viewport()
    page.locator("header a").click()
    opened.complaints.clear()
    page.locator("#names-table tbody a").first.click()
    expect(page.locator("#found .hits li").first).to_be_visible()
    expect(page.locator("#found .hits li")).to_have_count(200)
    page.locator("#found button").click()
    assert page.locator("#found .hits li").count() > 200
    expect(page.locator("#found button")).to_have_count(0)
    page.locator("#search").fill("dolarami")
    expect(page.locator("#found mark.hit").first).to_have_text(re.compile("^dolar"))
    page.locator("#found a.open").first.click()
    expect(page.locator(".s:target")).to_be_in_viewport()
    page.go_back()
    page.locator("header a").click()
    page.locator("#search").fill("dolarami")
    page.keyboard.press("Enter")
    expect(page.locator("#found .hits li").first).to_contain_text("dolar")
    page.locator("header a").click()
    page.locator("#numbers a[href^='lists/']").first.click()
    opened.complaints.clear()
    page.locator("input[type=search]").fill("biliona")
    expect(page.locator("output")).to_contain_text("Widoczne wiersze: ")
    page.locator("button[data-key=value]").click()
    assert opened.complaints == []


def test_print_on_a4(visit: Visit) -> None:
    page = visit().page
    page.emulate_media(media="print")
    expect(page.locator("nav.contents")).not_to_be_visible()
    expect(page.locator(".length").first).not_to_be_visible()
    pages = PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    assert len(pages) <= 6


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", WIDTHS)
@pytest.mark.parametrize("name", RUN_NAMES)
def test_screenshots(visit: Visit, tmp_path: Path, name: str, screen: str, scheme: str) -> None:
    """Take pictures to look at; SKROT_SCREENSHOTS names a folder to keep them in."""
    out = Path(os.environ.get("SKROT_SCREENSHOTS", tmp_path))
    out.mkdir(parents=True, exist_ok=True)
    page = visit(name, width=WIDTHS[screen], scheme=scheme).page
    picture = page.screenshot(path=out / f"{name}-{screen}-{scheme}.png")
    assert picture.startswith(b"\x89PNG")


def _keys(page: Page) -> list[str]:
    script = "rows => rows.map(r => r.cells[0].dataset.sort)"
    keys: list[str] = page.locator("#numbers-table tbody tr").evaluate_all(script)
    return keys


def _faults(page: Page) -> list[str]:
    response = Axe().run(page).response
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for fault in response["violations"]
        for node in fault["nodes"][:3]
    ]
