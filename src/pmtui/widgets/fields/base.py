"""What all fields have in common: what they tell, and keys that act at once and in the order typed.

A field knows no postmortem. Values go in through `show`, answers come out as messages. Two hooks let a
screen act in the same breath as the key, so that a line typed ahead over a slow connection ends up in the
question it was meant for: `obey(key) -> bool` is asked first about every key that types no character, and
`hear(message) -> bool` is told every message. A screen without `hear` gets the messages posted.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from textual.message import Message

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    _Widget = Widget
else:
    _Widget = object  # the fields themselves are the widgets; this only adds to them

Direction = Literal["up", "down"]


class FieldMessage(Message):
    """What a field tells; `control` is the field."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    @property
    def control(self) -> Field:
        """The field that tells it."""
        return self.field


class Field(_Widget):
    """What every field can do, whatever it is answered with."""

    ASCII_CLASS: ClassVar[str] = "-ascii"
    """The class that the app or the screen has where only ASCII signs can be drawn."""

    class Typed(FieldMessage):
        """The person changed the text; never sent for what the program shows."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__(field)
            self.text = text

    class Chosen(FieldMessage):
        """The person picked an answer."""

        def __init__(self, field: Field, value: Any) -> None:
            super().__init__(field)
            self.value = value

    class Entered(FieldMessage):
        """Enter was pressed: the person wants to go on."""

    class Left(FieldMessage):
        """Up was pressed in the first line, or Down in the last."""

        def __init__(self, field: Field, direction: Direction) -> None:
            super().__init__(field)
            self.direction = direction

    class Pasted(FieldMessage):
        """Several lines were pasted into a field of one line; the field took none of them."""

        def __init__(self, field: Field, text: str) -> None:
            super().__init__(field)
            self.text = text

    @property
    def ascii_signs(self) -> bool:
        """Whether only ASCII signs are to be drawn."""
        return self.app.has_class(self.ASCII_CLASS) or self.screen.has_class(self.ASCII_CLASS)

    def tell(self, message: FieldMessage) -> None:
        """Tell the screen at once where it hears, else post the message."""
        hear = getattr(self.screen, "hear", None)
        if hear is None or not hear(message):
            self.post_message(message)

    def caret(self) -> int:
        """Return where the cursor stands: a character of the text, or a row of the answers."""
        raise NotImplementedError

    def press(self, key: str, character: str | None) -> bool:
        """Do at once what a key means here; return False where it means nothing to this field.

        Args:
            key: The key, as Textual names it.
            character: The character it types; None for keys that type none.
        """
        raise NotImplementedError

    def take_paste(self, text: str) -> None:
        """Take a pasted text; fields without text ignore it."""

    def obeyed(self, key: str) -> bool:
        """Return whether the screen did something with the key."""
        obey = getattr(self.screen, "obey", None)
        return obey is not None and bool(obey(key))

    async def _on_key(self, event: events.Key) -> None:
        elsewhere, same_key = self._who_has_the_keyboard(), copy(event)
        # Nothing of what the Textual widgets beneath do with keys on their own is wanted.
        event.prevent_default()
        if elsewhere is None:
            done = self._act(event)
        elif isinstance(elsewhere, Field):
            done = elsewhere._act(event)
        else:
            elsewhere.post_message(same_key)
            done = True
        if done:
            event.stop()

    async def _on_paste(self, event: events.Paste) -> None:
        elsewhere, same_paste = self._who_has_the_keyboard(), copy(event)
        event.prevent_default()
        event.stop()
        if elsewhere is None:
            self.take_paste(event.text)
        elif isinstance(elsewhere, Field):
            elsewhere.take_paste(event.text)
        else:
            elsewhere.post_message(same_paste)

    def _act(self, event: events.Key) -> bool:
        # Esc and a letter, typed quickly, arrive as Alt and the letter: that is no text.
        types = event.is_printable and not event.key.startswith(("alt+", "ctrl+", "super+"))
        character = event.character if types else None
        if character is None and self.obeyed(event.key):
            return True
        return self.press(event.key, character) or (character is not None and self.obeyed(event.key))

    def _who_has_the_keyboard(self) -> Widget | None:
        """Return the widget that got the keyboard since this key was sent here; None for this field."""
        focused = self.app.focused
        if focused is self or (focused is None and self.app.screen is self.screen):
            return None
        return focused or self.app.screen
