"""The page in a real browser: nothing is loaded, nothing complains, every word of the drawings is on them."""

from __future__ import annotations

import html as entities
import json
import os
import re
import shutil
import struct
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pmtui.exporters import html
from pmtui.model.postmortem import BasicEvent, Causes, Factor, Gate, Postmortem, TimelineEvent, Why
from pmtui.store import files

NOW = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")

QUIET = (
    *("--headless", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
    ),
)
MEASURE = """<script>
const seen = {
  loaded: performance.getEntriesByType("resource").map(one => one.name),
  across: document.documentElement.scrollWidth - innerWidth,
  dark: matchMedia("(prefers-color-scheme: dark)").matches,
  paper: getComputedStyle(document.body).backgroundColor,
  drawings: [...document.querySelectorAll("svg")].map(svg => {
    const frame = svg.getBoundingClientRect();
    return {
      wide: frame.width, high: frame.height, paper: getComputedStyle(svg.querySelector("rect")).fill,
      lines: [...svg.querySelectorAll("text")].map(line => {
        const box = line.getBoundingClientRect();
        return [line.textContent, box.left - frame.left, box.top - frame.top,
                box.right - frame.left, box.bottom - frame.top];
      }),
    };
  }),
};
const told = document.createElement("pre");
told.id = "seen";
told.textContent = JSON.stringify(seen);
document.body.replaceChildren(told);
</script></body>"""
"""Only a copy of the page that is measured runs this; the page itself allows no script."""


def browser(profile: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run Chromium with a profile of its own until it is done."""
    root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    command = [CHROMIUM, *QUIET, *root, f"--user-data-dir={profile}", *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)


def measured(page: str, tmp_path: Path, *options: str) -> dict[str, Any]:
    """Return what a copy of the page that may run a script tells about itself."""
    copy = tmp_path / "copy.html"
    free = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
    assert free != page
    copy.write_text(free.replace("</body>", MEASURE), encoding="utf-8")
    dumped = browser(tmp_path / "profile", *options, "--dump-dom", copy.as_uri()).stdout
    found = re.search(r'<pre id="seen">(.*?)</pre>', dumped, re.DOTALL)
    assert found, dumped[:2000]
    seen: dict[str, Any] = json.loads(entities.unescape(found[1]))
    return seen


def large() -> Postmortem:
    """A postmortem whose drawings are large, with words of many scripts and widths."""
    words = (
        "It was so ",
        "WWWW MMMM ",
        "\u6f22\u5b57\u304c",
        "\u05d0\u05d1\u05d2 ",
        "x" * 90 + " ",
        "\u00c4\u0416 ",
    )

    def text(place: int) -> str:
        return words[place % len(words)] * (place % 7 + 1)

    def inputs(gate: int) -> tuple[str, ...]:
        gates = [f"g{below}" for below in range(3 * gate + 1, 3 * gate + 4) if below < 30]
        return (*gates, *(f"b{gate * 3 + place}" for place in range(3)))

    def gate(place: int) -> Gate:
        kind = ("and", "or", "atleast")[place % 3]
        return Gate(id=f"g{place}", what=text(place), gate=kind, k=1, inputs=inputs(place))

    return Postmortem(
        id="x",
        title="W" * 300,
        timeline=tuple(
            TimelineEvent(id=f"e{n}", at=NOW.replace(day=n % 20 + 1), lane=f"{n % 11}", what=text(n))
            for n in range(120)
        ),
        causes=Causes(
            problem="The shop was down. " * 4,
            top="g0",
            why=tuple(
                Why(id=f"w{n}", explains=(f"w{n // 3}" if n else "problem",), because=text(n))
                for n in range(60)
            ),
            factor=tuple(
                Factor(id=f"f{n}", bone=f"bone {n % 9}", what=text(n), likely=bool(n % 2)) for n in range(40)
            ),
            gate=tuple(map(gate, range(30))),
            event=tuple(BasicEvent(id=f"b{n}", what=text(n), state="unknown") for n in range(90)),
        ),
    )


PAGES = {path.stem: (lambda path=path: files.read(path).pm) for path in EXAMPLES} | {"large": large}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_and_no_word_leaves_its_drawing(name: str, tmp_path: Path) -> None:
    page = html.render(PAGES[name](), NOW)
    seen = measured(page, tmp_path, "--window-size=1280,900")
    assert seen["loaded"] == []
    assert seen["across"] <= 0
    assert len(seen["drawings"]) >= 4
    for drawing in seen["drawings"]:
        assert drawing["wide"] > 100 and drawing["high"] > 20
        for words, left, top, right, bottom in drawing["lines"]:
            assert right > left and bottom > top, words
            assert left > -1 and top > -1 and right < drawing["wide"] + 1 and bottom < drawing["high"] + 1, (
                words
            )
        assert not overlapping(drawing["lines"])


def overlapping(lines: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    """Return lines that lie over each other by more than the room between two lines."""
    slack = 3
    found = []
    for place, (words, left, top, right, bottom) in enumerate(lines):
        for other, left_, top_, right_, bottom_ in lines[:place]:
            beside = min(right, right_) - max(left, left_) > slack
            if beside and min(bottom, bottom_) - max(top, top_) > slack:
                found.append((words, other))
    return found


def test_the_page_itself_runs_without_a_word_on_the_console(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html.render(PAGES[EXAMPLES[0].stem](), NOW), encoding="utf-8")
    done = browser(tmp_path / "profile", "--enable-logging=stderr", "--dump-dom", page.as_uri())
    assert "CONSOLE" not in done.stderr
    assert "<script" not in done.stdout
    assert "<svg" in done.stdout


def test_a_script_that_got_into_the_page_would_not_run(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = html.render(Postmortem(id="x", summary="Nothing."), NOW)
    page.write_text(
        text.replace("</body>", "<script>document.title = 'ran'</script></body>"), encoding="utf-8"
    )
    done = browser(tmp_path / "profile", "--enable-logging=stderr", "--dump-dom", page.as_uri())
    assert "<title>ran" not in done.stdout
    assert "CONSOLE" in done.stderr  # the browser says that it refused


def test_it_is_dark_where_the_screen_is_and_fits_a_narrow_one(tmp_path: Path) -> None:
    page = html.render(PAGES[EXAMPLES[0].stem](), NOW)
    light = measured(page, tmp_path, "--window-size=500,900")
    dark = measured(page, tmp_path, "--window-size=500,900", "--blink-settings=preferredColorScheme=0")
    assert (light["dark"], dark["dark"]) == (False, True)
    assert light["paper"] == "rgb(255, 255, 255)"
    for seen in (light, dark):
        assert seen["across"] <= 0  # wide parts scroll by themselves
        assert all(drawing["paper"] == seen["paper"] for drawing in seen["drawings"])
    assert dark["paper"] != light["paper"]


def test_it_is_shown_and_printed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(html.render(PAGES[EXAMPLES[0].stem](), NOW), encoding="utf-8")
    picture, paper = tmp_path / "page.png", tmp_path / "page.pdf"
    browser(tmp_path / "profile", "--window-size=400,1200", f"--screenshot={picture}", page.as_uri())
    raw = picture.read_bytes()
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", raw[16:24]) == (400, 1200)
    assert len(raw) > 20_000  # there is something on it
    browser(tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    assert paper.read_bytes().startswith(b"%PDF")
