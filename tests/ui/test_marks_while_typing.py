"""Findings while a text is typed: what is marked, when it comes, what the coach says and the keys do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from halfway import HALF, asked, coach, here, pm
from rich.style import Style
from textual.pilot import Pilot

from interview import example, open_app, settled
from pmtui.app import PmtuiApp
from pmtui.interview.asking import asked as questions
from pmtui.interview.question import STEPS
from pmtui.screens.frame import StepScreen
from pmtui.widgets.fields.text import TextField

BLAME = "The engineer forgot to renew the certificate"
TWO = "The engineer forgot to renew the certificate. Bernd carelessly deployed the wrong list. All is well"
OWNED = HALF + '\n[[causes.root]]\nid = "rc-1"\nwhat = ""\n'
ROOT = "causes.root.rc-1.what"


@pytest.fixture(autouse=True)
def no_timers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after a while comes when a test says so."""
    monkeypatch.setattr("pmtui.screens.sheet.SETTLE", 3600)
    monkeypatch.setattr("pmtui.screens.looking.PAUSE", 7200)


async def types(app: PmtuiApp, pilot: Pilot[Any], text: str) -> StepScreen:
    """Type a text and let the moment after the last key pass; typing has not paused yet."""
    here(app).slot.take_focus()
    await pilot.press(*text)
    screen = here(app)
    screen.looked()
    await pilot.pause()
    return screen


def drawn(app: PmtuiApp) -> dict[str, Style]:
    """Return what is underlined in the field in front, each word with its style as it is written out."""
    field = here(app).slot.field
    strips = app.screen._compositor.render_strips(app.size)
    found: dict[str, Style] = {}
    for strip in strips[field.region.y : field.region.bottom]:
        for segment in strip:
            if segment.style and segment.style.underline:
                words = segment.text.strip()
                found[words] = segment.style
    return found


def rules(app: PmtuiApp) -> list[str]:
    """Return the rules of what is shown about the text in front, the whole answer apart."""
    return [finding.rule for finding in here(app).findings if finding.span]


# -- marks ----------------------------------------------------------------------------------------------

TEXTS = ("line", "prose", "texts", "event", "action", "why", "factor", "root", "not-doing")
"""The kinds of question that are answered with words that people read."""


def text_fields() -> list[str]:
    """Return the path of a question of each text field of the interview, rows' fields included."""
    from pmtui.store import files

    shown = files.read(example("gitlab")).pm
    seen: dict[str, str] = {}
    for step in STEPS:
        for one in questions(shown, step):
            if one.question.kind in TEXTS:
                seen.setdefault(one.question.id, one.path)
    return list(seen.values())


@pytest.mark.parametrize("path", text_fields())
async def test_every_text_field_marks_what_is_found_in_it(tmp_path: Path, path: str) -> None:
    async with open_app(tmp_path, example("gitlab"), at=path) as (app, pilot):
        field = here(app).slot.field
        assert isinstance(field, TextField)
        field.put_text("14:05 people: The engineer carelessly forgot to renew the certificate")
        here(app).settled()
        await pilot.pause()
        blame = [f for f in here(app).findings if f.rule.startswith("blame.")]
        assert blame, "each text that people read is looked at"
        assert blame[0].span is not None
        marked = field.text[slice(*blame[0].span)]
        assert any(part in marked for part in drawn(app)), drawn(app)


@pytest.mark.parametrize(
    ("environ", "coloured"),
    [({}, True), ({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False)],
    ids=["256", "16", "none"],
)
async def test_each_severity_has_a_mark_of_its_own_also_without_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], coloured: bool
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    async with open_app(tmp_path, OWNED, at=ROOT, environ=environ) as (app, pilot):
        field = here(app).slot.field
        assert isinstance(field, TextField)
        field.put_text("grave middling slight plain")
        field.mark(((0, 5, "error"), (7, 14, "warning"), (16, 21, "hint")))
        await pilot.pause()
        styles = drawn(app)
        looks = [(s.bold, s.reverse, s.italic, s.dim) for s in styles.values()]
        colours = [s.color for s in styles.values()]
        assert len(styles) == 3
        if coloured:
            assert len({str(colour) for colour in colours}) == 3
        else:
            assert len(set(looks)) == 3


# -- when they come -------------------------------------------------------------------------------------


async def test_nothing_is_said_of_a_word_that_is_still_typed(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, "Somebody was careless")
        assert rules(app) == [] and drawn(app) == {}
        await types(app, pilot, ",")
        assert rules(app) == ["blame.negligence"]
        assert any("careless" in words for words in drawn(app))


async def test_a_pause_brings_what_waited(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        screen = await types(app, pilot, "Somebody was careless")
        assert rules(app) == []
        screen.settled()
        assert rules(app) == ["blame.negligence"]


async def test_leaving_the_word_brings_what_waited(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, "Somebody was careless")
        await pilot.press("home")
        await pilot.pause()
        assert rules(app) == ["blame.negligence"]


async def test_what_is_shown_stays_while_the_next_word_grows(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, "The engineer forgot ")
        assert rules(app)
        said = coach(app)
        for letter in "to renew the cert":
            screen = await types(app, pilot, letter)
            assert rules(app) and coach(app)[:60] == said[:60], letter
            assert drawn(app)
        screen.settled()
        assert "cert" in coach(app), "the offer follows when typing pauses"


async def test_the_list_shows_no_sign_for_a_word_that_is_still_typed(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        line = next(line for line in here(app).board.lines if line.path == ROOT)
        before = line.mark
        await types(app, pilot, BLAME)
        assert next(line for line in here(app).board.lines if line.path == ROOT).mark == before


async def test_correcting_a_word_takes_its_mark_away_at_once(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, "A careless change ")
        assert list(drawn(app)) == ["careless"]
        await pilot.press(*["left"] * 8, *["backspace"] * 4)
        here(app).looked()
        await pilot.pause()
        assert drawn(app) == {} and rules(app) == []


# -- the coach and the keys -----------------------------------------------------------------------------


async def with_two(app: PmtuiApp, pilot: Pilot[Any]) -> TextField:
    field = here(app).slot.field
    assert isinstance(field, TextField)
    field.put_text(TWO)
    here(app).settled()
    await pilot.pause()
    return field


async def test_the_coach_shows_the_finding_at_the_cursor(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        field = await with_two(app, pilot)
        first, second = sorted((f for f in here(app).findings if f.span), key=lambda f: f.span or (0, 0))[:2]
        assert first.span and second.span
        for finding in (second, first):
            assert finding.span
            field.set_caret(finding.span[0] + 2)
            await pilot.pause()
            assert finding.what in coach(app)
        field.set_caret(len(field.text))
        await pilot.pause()
        assert here(app).findings[0].what in coach(app), "the gravest where the cursor is in none"


async def test_moving_inside_a_finding_draws_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        field = await with_two(app, pilot)
        field.set_caret(1)
        await pilot.pause()
        drawn_again = []
        monkeypatch.setattr(here(app).coach, "refresh", lambda *a, **k: drawn_again.append(1))
        await pilot.press("right", "right", "right")
        await pilot.pause()
        assert drawn_again == []


async def test_f3_goes_through_the_findings_of_the_field_then_to_the_next_field(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        field = await with_two(app, pilot)
        spanned = [f for f in here(app).findings if f.span]
        for finding in here(app).findings:
            await pilot.press("f3")
            assert asked(app) == ROOT
            assert finding.what in coach(app)
            if finding in spanned:
                assert finding.span and field.caret() == finding.span[0]
        await pilot.press("f3")
        await pilot.pause()
        assert asked(app) != ROOT


async def test_f3_comes_to_a_finding_on_another_step(tmp_path: Path) -> None:
    text = HALF.replace('because = "Inner', 'because = "We saw it. The engineer forgot to list it. Inner')
    async with open_app(tmp_path, text, at="review.why_late") as (app, pilot):
        for _ in range(40):
            await pilot.press("f3")
            await settled(app, pilot)
            if asked(app) == "causes.why.why-list.because":
                break
        assert asked(app) == "causes.why.why-list.because"
        assert here(app).slot.caret() == here(app).slot.text.index("The engineer")


async def test_f3_passes_through_lists_and_comes_round(tmp_path: Path) -> None:
    text = HALF + '\n[lessons]\nbadly = ["We had no list", "The engineer forgot to renew it"]\n'
    async with open_app(tmp_path, text, at="lessons.badly") as (app, pilot):
        (blame,) = here(app).findings
        assert blame.path == "lessons.badly.1"
        assert blame.span and here(app).slot.text[slice(*blame.span)].startswith("The engineer forgot")
        await pilot.press("f3", "f3")
        await settled(app, pilot)
        assert asked(app) != "lessons.badly"


async def test_the_rewrite_of_the_finding_at_the_cursor_is_taken_and_its_gaps_filled(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        field = await with_two(app, pilot)
        field.set_caret(TWO.index("carelessly"))
        await pilot.press("ctrl+r")
        assert field.text.startswith(
            "The engineer forgot to renew the certificate. The ⟨deployment pipeline⟩"
        )
        assert field.selected_text == "⟨deployment pipeline⟩"
        await pilot.press(*"gate")
        field.set_caret(len(field.text))
        await pilot.press("ctrl+r")
        assert field.text.startswith("The ⟨") and pm(app).causes.root[0].what == field.text


async def test_the_same_key_goes_to_the_next_gap(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, "The engineer deployed a bad config")
        await pilot.press("ctrl+r")
        assert "^R goes to the next" in coach(app)
        await pilot.press(*"CI", "ctrl+r", *"prod")
        assert pm(app).causes.root[0].what == "The CI allowed a bad config to reach prod"


async def test_the_gap_ahead_comes_before_the_rewrite_of_another_sentence(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, f"The engineer deployed a bad config. Many users were affected. {BLAME}")
        here(app).slot.set_caret(0)
        await pilot.press("ctrl+r")
        await pilot.press(*"CI", "ctrl+r")
        assert pm(app).causes.root[0].what.endswith(BLAME), "the other sentence was not asked about"
        await pilot.press(*"prod")
        assert pm(app).causes.root[0].what.startswith("The CI allowed a bad config to reach prod. Many")
        await pilot.press("ctrl+r")
        assert not pm(app).causes.root[0].what.endswith(BLAME), "without a gap ahead it is the next in line"


async def test_a_finding_is_waived_and_the_waiver_taken_back(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at=ROOT) as (app, pilot):
        await types(app, pilot, BLAME)
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press(*"she asked for it", "enter")
        await settled(app, pilot)
        assert "blame.role-fault" not in rules(app)
        assert "Waived: she asked for it. S-F9 takes that back." in coach(app)
        assert (pm(app).history[-1].rule, pm(app).history[-1].field) == ("blame.role-fault", ROOT)
        await pilot.press("f21")  # what a terminal sends for Shift+F9
        await settled(app, pilot)
        assert "blame.role-fault" in rules(app) and "Waived" not in coach(app)
        assert [entry.what for entry in pm(app).history] == ["finding waived", "waiver taken back"]
        await pilot.press("ctrl+z")
        await settled(app, pilot)
        assert "blame.role-fault" not in rules(app)


async def test_nothing_is_waived_on_a_line_that_is_no_row_yet(tmp_path: Path) -> None:
    async with open_app(tmp_path, HALF, at="causes.root.new") as (app, pilot):
        await types(app, pilot, BLAME)
        await pilot.press("f9")
        assert isinstance(app.screen, StepScreen)
        assert "Enter adds the line first" in coach(app)


async def test_where_nothing_is_found_the_keys_say_so(tmp_path: Path) -> None:
    async with open_app(tmp_path, OWNED, at="causes.trigger") as (app, pilot):
        await pilot.press("f9")
        assert "no finding here" in coach(app)
        await pilot.press("f21")
        assert "Nothing is waived here" in coach(app)
