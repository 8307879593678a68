"""The fields, each with the keyboard, in an app of 80x24."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual import events, on
from textual.app import App, ComposeResult
from textual.widgets import Static

from pmtui.interview.question import Choice
from pmtui.widgets.fields.base import Field, FieldMessage
from pmtui.widgets.fields.choice import ChoiceField
from pmtui.widgets.fields.hierarchy import HierarchyField, LevelRow
from pmtui.widgets.fields.picks import PicksField
from pmtui.widgets.fields.quadrant import QuadrantField
from pmtui.widgets.fields.text import TextField
from quick import quicken

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.widget import Widget

STYLES = Path(__file__).parents[2] / "styles" / "fields.tcss"

BASES = [
    Choice("fact", "fact", "seen in data"),
    Choice("guess", "guess", "to be checked"),
    Choice("none", "none"),
]
MANY = [
    Choice(f"ev-{n}", f"entry {n}", f"what was seen at the time, and by whom, entry {n} " * 2)
    for n in range(12)
]
LEVELS = [
    LevelRow("eliminate", "Eliminate", 5, "take the command out of the image", "This is the top."),
    LevelRow("substitute", "Substitute", 4, "let the provider keep the copies"),
    LevelRow("training", "Training", 1, "an hour about restores " * 5, "Could a check do it instead?"),
]
CORNERS = [
    Choice(("high", "low"), "do now", "The most for the least."),
    Choice(("high", "high"), "make it a project"),
    Choice(("low", "low"), "when there is time"),
    Choice(("low", "high"), "think twice"),
]


class Bench(App[None]):
    """Holds fields and keeps what they tell."""

    CSS_PATH = STYLES

    def __init__(self, *fields: Widget) -> None:
        super().__init__()
        self.fields = fields
        self.told: list[FieldMessage] = []
        self.theme = "textual-dark"

    def compose(self) -> ComposeResult:
        yield Static("above")
        yield from self.fields
        yield Static("below")

    def on_mount(self) -> None:
        self.screen.set_focus(self.fields[0])

    @on(Field.Typed)
    @on(Field.Chosen)
    @on(Field.Entered)
    @on(Field.Left)
    @on(Field.Pasted)
    def keep(self, message: FieldMessage) -> None:
        self.told.append(message)

    @property
    def names(self) -> list[str]:
        return [type(message).__name__ for message in self.told]

    def lines(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def bench(
    check: Callable[[Bench, Pilot[None]], Awaitable[None]], *fields: Widget, size: tuple[int, int] = (80, 24)
) -> None:
    """Run `check` on an app that holds `fields`, with the keyboard in the first."""

    async def main() -> None:
        app = Bench(*fields)
        async with app.run_test(size=size) as pilot:
            quicken(pilot)
            await pilot.pause()
            await check(app, pilot)

    asyncio.run(main())


async def paste(app: App[None], pilot: Pilot[None], text: str) -> None:
    app.post_message(events.Paste(text))
    await pilot.pause()


async def ahead(app: App[None], pilot: Pilot[None], keys: str) -> None:
    """Type keys all at once, as they come from a slow line; ⏎ is Enter and ← Backspace."""
    names = {"⏎": "enter", "←": "backspace", " ": "space"}
    for key in keys:
        app.post_message(events.Key(names.get(key, key), None if key in "⏎←" else key))
    await pilot.pause()


# -- text ---------------------------------------------------------------------------------------------------


def test_typed_text_is_told_and_shown_text_is_not() -> None:
    field = TextField()

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await pilot.press("a", "b", "backspace")
        assert [m.text for m in app.told if isinstance(m, Field.Typed)] == ["a", "ab", "a"]
        assert all(message.control is field for message in app.told)
        app.told.clear()
        field.show("another text")
        field.show("another text")
        await pilot.pause()
        assert field.text == "another text"
        assert app.told == []

    bench(check, field)


def test_keys_typed_ahead_act_in_their_order() -> None:
    field = TextField()

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await ahead(app, pilot, "ab←c d←←⏎")
        assert field.text == "ac"
        assert app.names[-1] == "Entered"

    bench(check, field)


def test_enter_goes_on_in_one_line_and_begins_a_line_in_prose() -> None:
    line, prose = TextField("one"), TextField("two", one_line=False, rows=5)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        assert app.names == ["Entered"]
        app.set_focus(prose)
        await pilot.press("enter", "x")
        assert app.names == ["Entered", "Typed", "Typed"]
        assert (line.text, prose.text) == ("one", "two\nx")

    bench(check, line, prose)


@pytest.mark.parametrize(
    "key",
    [
        "tab",
        "shift+tab",
        "escape",
        "ctrl+z",
        "ctrl+y",
        "ctrl+p",
        "ctrl+q",
        "ctrl+s",
        "ctrl+r",
        "ctrl+o",
        "ctrl+g",
        "f1",
        "f6",
        "f7",
        "alt+x",
    ],
)
def test_the_keys_of_the_screen_are_left_to_it(key: str) -> None:
    field = TextField("kept as it is")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.press(key, None) is False
        await pilot.pause()
        assert field.text == "kept as it is"
        assert app.told == []

    bench(check, field)


def test_escape_and_a_letter_typed_quickly_are_no_text() -> None:
    field = TextField("kept")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        app.post_message(events.Key("alt+j", "j"))
        await pilot.pause()
        assert field.text == "kept"

    bench(check, field)


def test_a_block_pasted_into_one_line_is_handed_over_whole() -> None:
    field = TextField("before ")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await paste(app, pilot, "14:05 pager\r\n14:07 looked\r14:09 found")
        assert [m.text for m in app.told if isinstance(m, Field.Pasted)] == [
            "14:05 pager\n14:07 looked\n14:09 found"
        ]
        assert field.text == "before "
        await paste(app, pilot, "one line with its end\n")
        assert field.text == "before one line with its end"
        assert app.names == ["Pasted", "Typed"]

    bench(check, field)


def test_a_long_paste_into_prose_is_kept_whole() -> None:
    field = TextField(one_line=False, rows=5)
    block = "\n".join(f"{n} the copy was older than anybody thought ｗｉｄｅ" for n in range(2000))

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await paste(app, pilot, block.replace("\n", "\r\n"))
        assert field.text == block
        assert field.caret() == len(block)
        assert field.size.height == 5

    bench(check, field)


def test_an_escape_sequence_in_a_text_is_drawn_as_a_sign_and_not_pasted() -> None:
    field = TextField("red \x1b[31m text\x07", placeholder="[b]\x1b[0m")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert "red ␛[31m text␇" in app.lines()[1]
        field.show("")
        await pilot.pause()
        assert "[b]␛[0m" in app.lines()[1]
        await paste(app, pilot, "a\x1b[2Jb\tc")
        assert field.text == "a[2Jb\tc"

    bench(check, field)


def test_up_in_the_first_visual_line_and_down_in_the_last_leave() -> None:
    field = TextField("word " * 25)  # wraps into two lines

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.size.height == 2
        await pilot.press("up")
        assert app.told == []
        await pilot.press("up", "down", "down")
        assert [m.direction for m in app.told if isinstance(m, Field.Left)] == ["up", "down"]

    bench(check, field)


def test_one_line_grows_to_its_rows_and_shrinks_again() -> None:
    field = TextField("short")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.size.height == 1
        field.show("many words " * 60)
        await pilot.pause()
        assert field.size.height == 3
        field.set_shape(one_line=True, rows=2)
        await pilot.pause()
        assert field.size.height == 2
        field.show("")
        await pilot.pause()
        assert field.size.height == 1

    bench(check, field)


def test_a_hidden_field_has_its_height_as_soon_as_it_is_shown() -> None:
    field = TextField("many words " * 12)
    field.display = False

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.display = True
        await pilot.pause()
        assert field.size.height == 2

    bench(check, field)


def test_the_cursor_stays_by_the_same_words() -> None:
    field = TextField("the copy failed at night")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.set_caret(field.text.index("failed"))
        field.show("at first the copy failed at night")
        assert field.text[field.caret() :] == "failed at night"
        field.show("at first the copy failed")
        assert field.text[field.caret() :] == "failed"
        field.set_shape(one_line=True)
        field.show("another question's answer")
        assert field.caret() == len(field.text)

    bench(check, field)


def test_a_taken_rewrite_selects_its_gap_and_typing_fills_it() -> None:
    field = TextField("they lost rows", one_line=False)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.put_text("⟨how many⟩ rows were lost in ⟨which⟩")
        assert field.selected_text == "⟨how many⟩"
        await pilot.press("9")
        assert field.select_gap()
        await pilot.press("x")
        assert field.text == "9 rows were lost in x"
        assert app.names == ["Typed"] * 3
        assert not field.select_gap()
        field.put_text("no gap")
        assert field.caret() == len("no gap")

    bench(check, field)


def test_marks_are_drawn_over_the_right_words() -> None:
    text = "日本語 one [b]two[/b]\nthree four"
    field = TextField(text, one_line=False, rows=4)

    def underlined(app: Bench) -> str:
        strips = app.screen._compositor.render_strips()
        return "|".join(s.text for strip in strips for s in strip if s.style and s.style.underline)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        start, end = text.index("[b]two[/b]"), text.index("four")
        field.mark(((start, start + 10, "error"), (end, end + 4, "hint"), (500, 510, "warning")))
        await pilot.pause()
        assert underlined(app) == "[b]two[/b]|four"
        field.set_caret(0)
        await pilot.press("x", "enter")
        assert underlined(app) == "[b]two[/b]|four"
        field.mark(())
        await pilot.pause()
        assert underlined(app) == ""

    bench(check, field)


def test_a_placeholder_shows_until_something_is_typed() -> None:
    field = TextField(placeholder="such as [x]: " + "words " * 20)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.size.height == 2
        assert "such as [x]:" in app.lines()[1]
        await pilot.press("a")
        assert field.size.height == 1
        assert app.lines()[2] == "below"

    bench(check, field)


# -- the screen's two hooks ---------------------------------------------------------------------------------


class Steps(Bench):
    """Goes on to the next field within the key, as the interview does."""

    def on_mount(self) -> None:
        super().on_mount()
        self.screen.obey = self.obey  # type: ignore[attr-defined]
        self.screen.hear = self.hear  # type: ignore[attr-defined]

    def obey(self, key: str) -> bool:
        if key == "enter" and isinstance(self.focused, TextField):
            self.go_on()
            return True
        return False

    def hear(self, message: FieldMessage) -> bool:
        self.told.append(message)
        if isinstance(message, Field.Entered):
            self.go_on()
        return True

    def go_on(self) -> None:
        at = self.fields.index(self.focused) if self.focused else 0  # type: ignore[arg-type]
        self.screen.set_focus(self.fields[(at + 1) % len(self.fields)])


def test_what_is_typed_ahead_lands_in_the_question_it_was_meant_for() -> None:
    fields: Sequence[Any] = (TextField(), ChoiceField(BASES), TextField(), PicksField(BASES), TextField())

    async def main() -> None:
        app = Steps(*fields)
        async with app.run_test(size=(80, 24)) as pilot:
            quicken(pilot)
            await ahead(app, pilot, "one⏎2⏎three⏎13⏎5")
            assert fields[0].text == "one"
            assert fields[1].value == "guess"
            assert fields[2].text == "three"
            assert fields[3].value == ("fact", "none")
            assert fields[4].text == "5"

    asyncio.run(main())


def test_a_key_that_comes_after_the_keyboard_went_to_another_widget_goes_there() -> None:
    class Ear(Static, can_focus=True):
        heard = ""

        def on_key(self, event: events.Key) -> None:
            self.heard += event.key
            event.stop()

        def on_paste(self, event: events.Paste) -> None:
            self.heard += event.text

    field, ear = TextField(), Ear()

    async def main() -> None:
        app = Steps(field, ear)
        async with app.run_test(size=(80, 24)) as pilot:
            quicken(pilot)
            app.post_message(events.Key("enter", "\r"))
            app.post_message(events.Key("j", "j"))
            app.post_message(events.Paste("pasted"))
            await pilot.pause()
            assert (field.text, ear.heard) == ("", "jpasted")

    asyncio.run(main())


# -- choices ------------------------------------------------------------------------------------------------


def test_a_choice_is_moved_to_and_chosen() -> None:
    field = ChoiceField(BASES)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await pilot.press("down", "enter")
        assert app.names == ["Chosen", "Entered"]
        assert isinstance(app.told[0], Field.Chosen)
        assert app.told[0].value == field.value == "guess"
        assert [line.strip(" ▌") for line in app.lines()[1:4]] == [
            "1 fact   seen in data",
            "▸ ● 2 guess  to be checked",
            "3 none",
        ]
        await pilot.press("3")
        assert field.value == "none"
        assert app.names == ["Chosen", "Entered", "Chosen"]

    bench(check, field)


def test_a_choice_is_left_at_its_ends_and_letters_jump() -> None:
    field = ChoiceField(BASES)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        await pilot.press("up", "n", "down", "g")
        assert [m.direction for m in app.told if isinstance(m, Field.Left)] == ["up", "down"]
        assert field.here == "guess"
        assert field.value is None
        assert field.press("?", "?") is False

    bench(check, field)


def test_no_is_told_from_nothing_and_from_nought() -> None:
    field = ChoiceField([Choice(True, "yes"), Choice(False, "no")])

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.show(False)
        await pilot.pause()
        assert field.caret() == 1
        assert "● 2 no" in app.lines()[2]
        field.show(0)
        await pilot.pause()
        assert "●" not in "".join(app.lines())
        field.show(None)
        assert field.value is None

    bench(check, field)


def test_more_choices_than_rows_scroll_and_say_so() -> None:
    field = ChoiceField(MANY, max_rows=4)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.size.height == 4 + 2
        assert app.lines()[4].endswith("↓")
        assert "what was seen at the time, and by whom, entry 0" in app.lines()[5]
        await pilot.press("end")
        assert app.lines()[1].endswith("↑")
        assert "entry 11" in app.lines()[4]
        assert "by whom, entry 11" in app.lines()[5]
        field.set_choices(BASES)
        await pilot.pause()
        assert field.size.height == 3
        assert field.caret() == 0

    bench(check, field)


def test_words_of_a_choice_are_never_markup_or_control() -> None:
    field = ChoiceField([Choice(1, "[b]bold[/b] \x1b[31m\nred", "[link]")])

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert "[b]bold[/b] �[31m red  [link]" in app.lines()[1]

    bench(check, field)


@pytest.mark.parametrize("width", [20, 40, 80, 140])
def test_rows_fit_every_width(width: int) -> None:
    fields = [ChoiceField(MANY), PicksField(MANY), HierarchyField(LEVELS), QuadrantField(CORNERS)]

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        for field in fields:
            field.scroll_visible(animate=False)
            await pilot.pause()
        for field in fields:
            lines = [field.render_line(y) for y in range(field.size.height)]
            assert {line.cell_length for line in lines} == {field.size.width}

    bench(check, *fields, size=(width, 40))


# -- picks --------------------------------------------------------------------------------------------------


def test_picks_are_toggled_and_told_in_the_order_offered() -> None:
    field = PicksField(BASES)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.show(("gone", "none"))
        await pilot.pause()
        assert "[x] 3 none" in app.lines()[3]
        await pilot.press("space", "down", "space", "3")
        assert [m.value for m in app.told if isinstance(m, Field.Chosen)] == [
            ("fact", "none", "gone"),
            ("fact", "guess", "none", "gone"),
            ("fact", "guess", "gone"),
        ]
        await pilot.press("enter")
        assert app.names[-1] == "Entered"
        assert field.value == ("fact", "guess", "gone")

    bench(check, field)


def test_nothing_to_pick_from_says_so_and_lets_go_on() -> None:
    field = PicksField(empty="No entries of the timeline yet.")

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert "No entries of the timeline yet." in app.lines()[1]
        await pilot.press("space", "1", "down", "up", "enter")
        assert app.names == ["Left", "Left", "Entered"]

    bench(check, field)


# -- hierarchy ----------------------------------------------------------------------------------------------


def test_levels_show_strength_example_and_the_question_one_up() -> None:
    field = HierarchyField(LEVELS)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        lines = app.lines()
        assert "1 █████  Eliminate   take the command out of the image" in lines[1]
        assert "3 █░░░░  Training" in lines[3]
        assert lines[3].endswith("…")
        assert lines[4].strip(" ▌") == "This is the top."
        await pilot.press("3")
        assert field.value == field.here == "training"
        assert app.lines()[4].strip(" ▌") == "Could a check do it instead?"
        field.show(None)
        await pilot.pause()
        assert "●" not in "".join(app.lines())
        app.screen.add_class("-ascii")
        field.refresh()
        await pilot.pause()
        assert "> " in app.lines()[3]
        assert "#....  Training" in app.lines()[3]
        assert not set("".join(app.lines())) & set("█░▸●▌")

    bench(check, field)


# -- quadrant -----------------------------------------------------------------------------------------------


def test_the_quadrant_is_moved_through_with_arrows() -> None:
    field = QuadrantField(CORNERS)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        assert field.size.height == 7
        assert "The most for the least." in app.lines()[7]
        await pilot.press("right", "down", "enter")
        assert [m.value for m in app.told if isinstance(m, Field.Chosen)] == [("low", "high")]
        assert app.names == ["Chosen", "Entered"]
        assert "▸ ● 4 think twice" in app.lines()[5]
        await pilot.press("down", "left", "up", "up", "space")
        assert [m.direction for m in app.told if isinstance(m, Field.Left)] == ["down", "up"]
        assert field.value == ("high", "low")

    bench(check, field)


def test_the_quadrant_shows_what_is_kept_and_half_an_answer_as_none() -> None:
    field = QuadrantField(CORNERS)

    async def check(app: Bench, pilot: Pilot[None]) -> None:
        field.show(("high", "high"))
        await pilot.pause()
        assert "▸ ● 2 make it a project" in app.lines()[3]
        field.show(("high", None))
        await pilot.pause()
        assert field.value is None
        assert app.told == []
        assert "●" not in "".join(app.lines())

    bench(check, field)
