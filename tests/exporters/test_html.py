"""The page of a postmortem: all that was typed is on it, nothing on it runs or is loaded."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_markdown import filled_postmortem, typed

from effort import steps
from markdown_reader import flat
from pmtui.cli import main
from pmtui.drawing.svg.letters import visible
from pmtui.errors import ContentError
from pmtui.exporters import export, html, markdown
from pmtui.model.postmortem import (
    Action,
    BasicEvent,
    Causes,
    Gate,
    Impact,
    Postmortem,
    TimelineEvent,
    Why,
)
from pmtui.store import files
from strategies import postmortems
from svg_reader import Drawn

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
VOID = {"meta", "br", "link", "img", "hr", "input", "base"}
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "p", "ul", "li"),
    *("div", "span", "b", "br", "a", "table", "thead", "tbody", "tr", "th", "td", "figure", "blockquote"),
    *("svg", "desc", "rect", "path", "circle", "text"),
}
BLOCKS = TAGS - {"span", "b", "a"}


class Page(HTMLParser):
    """A page that was read; asserts that its tags match and that nothing on it runs or is loaded."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.heard: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.metas: dict[str, str] = {}
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        known = dict(attrs)
        assert len(known) == len(attrs)
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in ("src", "srcset", "action", "formaction", "style", "xlink:href", "data")
            assert name != "href" or (tag == "a" and re.match(r"https?://", value or ""))
        if tag == "a":
            self.links.append(known)
        if tag == "meta":
            self.metas[str(known.get("http-equiv") or known.get("name"))] = str(known.get("content"))
        if "id" in known:
            self.ids.append(str(known["id"]))
        if tag in BLOCKS:
            self.heard.append(" ")
        if tag in ("h2", "h3"):
            self.headings.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in BLOCKS:
            self.heard.append(" ")

    def handle_data(self, data: str) -> None:
        if "style" in self.open or "svg" in self.open:
            return
        self.heard.append(data)
        if self.open and self.open[-1] in ("h2", "h3"):
            self.headings[-1] += data

    @property
    def words(self) -> str:
        """What a reader sees, without the drawings, in one line."""
        return flat("".join(self.heard))


def read(pm: Postmortem) -> Page:
    """Export and read; assert what holds of every page."""
    text = html.render(pm, NOW)
    page = Page(text)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert text.endswith("</html>\n")
    assert page.metas["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert len(page.ids) == len(set(page.ids))
    assert "url(" not in text.partition("</style>")[0]
    assert "@import" not in text.partition("</style>")[0]
    text.encode("utf-8")
    return page


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_everything_that_was_typed_is_on_the_page(seed: int) -> None:
    pm = filled_postmortem(seed)
    page = read(pm)
    missing = [text for text in typed(pm) if flat(text) not in page.words]
    assert len(typed(pm)) > 3
    assert not missing


@given(postmortems())
def test_any_postmortem_becomes_a_page(pm: Postmortem) -> None:
    page = read(pm)
    assert all(flat(visible(event.what)) in page.words for event in pm.timeline)
    assert html.render(pm, NOW) == html.render(pm, NOW)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_has_the_sections_of_the_markdown_and_the_drawings(path: Path) -> None:
    pm = files.read(path).pm
    page = read(pm)
    document = markdown.render(pm, NOW)
    headings = re.findall(r"^##+ (.*)$", document, re.MULTILINE)
    assert set(headings) <= set(page.headings)
    assert [one for one in page.headings if one in headings] == headings
    text = html.render(pm, NOW)
    bands = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    assert all(Drawn(band) for band in bands)
    for name in ("timeline", "ladder", "fish", "tree"):
        assert f'class="pmd pmd-{name}"' in text


def test_what_looks_like_markup_is_text() -> None:
    text = "<script>alert(1)</script><img src=x onerror=alert(1)> {{ 7 * 7 }} {% raw %} &amp; ]]> \x00 \u202e"
    pm = Postmortem(
        id="x",
        title=text,
        kind=text,
        zone=text,
        severity=text,
        summary=text,
        services=(text,),
        impact=Impact(note=text, could_not=text),
        causes=Causes(problem=text, why=(Why(id="w", because=text, evidence=(text,)),)),
        action=(Action(id="a", what=text, owner=text),),
        unfinished={text: text},
    )
    page = read(pm)
    assert page.words.count(flat(visible(text))) >= 8
    assert "{{ 7 * 7 }}" in page.words


def test_paragraphs_and_lists_stay_as_typed() -> None:
    pm = Postmortem(id="x", summary="First.\nSecond line.\n\n\n- one\n- two\r\n1. three\n")
    text = html.render(pm, NOW)
    assert "<p>First.<br>\nSecond line.</p>" in text
    assert "<p>- one<br>\n- two<br>\n1. three</p>" in text


def test_only_addresses_of_the_web_are_links_and_they_tell_nothing() -> None:
    typed_text = (
        'See https://wiki.example/a_b?c=1&d="x (or http://h.example/p). javascript:alert(1) ftp://f data:x'
    )
    page = read(Postmortem(id="x", summary=typed_text))
    assert [link["href"] for link in page.links] == ["https://wiki.example/a_b?c=1&d=", "http://h.example/p"]
    assert all(link["rel"] == "noreferrer noopener" for link in page.links)
    assert flat(typed_text) in page.words


def test_an_empty_postmortem_is_a_title_and_its_status() -> None:
    page = read(Postmortem(id="2026-11-24-x"))
    assert page.words.startswith("2026-11-24-x 2026-11-24-x Status Draft")
    assert not page.headings
    assert "<svg" not in html.render(Postmortem(id="x"), NOW)


def test_the_fault_tree_comes_with_what_it_says() -> None:
    causes = Causes(
        top="g",
        gate=(Gate(id="g", what="Down", gate="and", inputs=("a", "b")),),
        event=(BasicEvent(id="a", what="one"), BasicEvent(id="b", what="two")),
    )
    page = read(Postmortem(id="x", causes=causes))
    assert "B1 + B2" in page.words
    assert "single points of failure" in page.words


def test_a_basic_event_that_gates_share_is_told_once() -> None:
    causes = Causes(
        top="g",
        gate=(
            Gate(id="g", what="Down", inputs=("h", "i")),
            Gate(id="h", what="One way", gate="and", inputs=("a", "b")),
            Gate(id="i", what="Other way", gate="and", inputs=("b", "c")),
        ),
        event=(
            BasicEvent(id="a", what="First"),
            BasicEvent(id="b", what="Second", state="confirmed", evidence=("graph 7",)),
            BasicEvent(id="c", what="Third"),
        ),
    )
    words = read(Postmortem(id="x", causes=causes)).words
    assert words.count("graph 7") == 1
    assert words.count("B2 Second") == 2
    assert words.count("B2 Second: as above") == 1
    assert words.index("graph 7") < words.index("B2 Second: as above")


def test_a_long_ladder_is_cut_at_no_depth() -> None:
    whys = [Why(id="w0", explains=("problem",), because="rung 0.")]
    whys += [Why(id=f"w{n}", explains=(f"w{n - 1}",), because=f"rung {n}.") for n in range(1, 300)]
    page = read(Postmortem(id="x", causes=Causes(why=tuple(whys))))
    assert all(f"rung {n}." in page.words for n in (0, 7, 30, 299))


@pytest.mark.parametrize("template", ["{% if %}", "{{ pm.no_such_field }}", "{{ doc.facts.nothing.at_all }}"])
def test_a_broken_template_is_named(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_template", html._template.__wrapped__)
    monkeypatch.setattr(html.content, "text", lambda name: template)
    with pytest.raises(ContentError, match="does not work as a template") as caught:
        html.render(Postmortem(id="x"), NOW)
    assert caught.value.where == "templates/postmortem.html.j2"


def test_a_template_that_forgets_a_filter_is_escaped_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_template", html._template.__wrapped__)
    monkeypatch.setattr(html.content, "text", lambda name: "{{ pm.title }}|{{ pm.title | upper }}")
    shown = html.render(Postmortem(id="x", title='<b>&"\x00'), NOW)
    assert shown == "&lt;b&gt;&amp;&#34;␀|&lt;B&gt;&amp;&#34;␀\n"


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMTUI_LIBRARY", str(tmp_path / "library"))
    target = tmp_path / "out.html"
    assert main(["export", str(EXAMPLES[0]), "--to", "html", "-o", str(target)]) == 0
    Page(target.read_text(encoding="utf-8"))
    assert export(Postmortem(id="x"), "html", NOW) == html.render(Postmortem(id="x"), NOW)


def test_the_work_does_not_grow_faster_than_the_page() -> None:
    def large(count: int) -> Postmortem:
        text = "It was seen at https://wiki.example/page and so on.\n\n" * 3
        events = tuple(TimelineEvent(id=f"e-{n}", at=NOW, what=text) for n in range(count))
        return Postmortem(id="x", summary=text * count, timeline=events)

    small, big = large(75), large(300)
    few, many = steps(lambda: html.render(small, NOW)), steps(lambda: html.render(big, NOW))
    assert many < 6 * few
