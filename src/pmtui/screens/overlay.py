"""What the screens that are laid over a step have in common: they answer at once, and close by one key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from pmtui.widgets.fields.base import Field, FieldMessage
from pmtui.widgets.fields.text import TextField
from pmtui.widgets.keybar import KeyBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

Result = TypeVar("Result")

CLOSE = ("escape", "f1")
LEAVE = "ctrl+q"


class Overlay(ModalScreen[Result], inherit_bindings=False):
    """A screen laid over another, with a title, what it holds, and its keys."""

    AUTO_FOCUS: ClassVar[str | None] = None
    close_keys: ClassVar[tuple[str, ...]] = CLOSE

    def __init__(self, title: str, shown_keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._shown_keys = tuple(shown_keys)
        self._answered = False

    def compose(self) -> ComposeResult:
        """Lay out the title, what the screen holds, and the keys."""
        with Vertical(classes="overlay"):
            yield Static(self._title, markup=False, classes="overlay--title")
            yield from self.body()
            yield KeyBar()

    def body(self) -> ComposeResult:
        """Return the widgets between the title and the keys."""
        raise NotImplementedError

    @property
    def field(self) -> Field:
        """The field that has the keyboard on this screen."""
        return next(one for one in self.walk_children() if isinstance(one, Field))

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(KeyBar).show(self._shown_keys)
        self.set_focus(self.field)

    def close(self, result: Result | None = None) -> None:
        """Close with a result; a second key that was typed ahead closes nothing else."""
        if not self._answered:
            self._answered = True
            self.dismiss(result)

    def obey(self, key: str) -> bool:
        """Do what a key means on the whole screen; return whether it means something."""
        if self._answered:
            return True
        if key == LEAVE:
            leave: Any = getattr(self.app, "leave", self.app.exit)
            leave()
        elif key in self.close_keys:
            self.close()
        else:
            return self.act(key)
        return True

    def act(self, key: str) -> bool:  # noqa: ARG002 - for the screens that have keys of their own
        """Do what a key means on this screen; return whether it means something."""
        return False

    def hear(self, message: FieldMessage) -> bool:
        """Take what a field tells: a pasted block becomes one line."""
        if isinstance(message, TextField.Pasted) and isinstance(message.field, TextField):
            message.field.take_paste(" ".join(message.text.split()))
        return True

    def on_key(self, event: events.Key) -> None:
        """Take keys that were typed before the screen's own field had the keyboard."""
        character = event.character if event.is_printable else None
        field = self.field
        if character is None or not isinstance(field, TextField):
            done = self.obey(event.key) or field.press(event.key, character)
        else:
            done = field.press(event.key, character)
        if done:
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Take what was pasted before the screen's own field had the keyboard."""
        event.stop()
        self.field.take_paste(event.text)
