"""Open elements, one class a kind of place: what may stand in it, and what becomes of that.

`open` returns the frame of an element within it, `close` hands on what it held. The grammar is that of the
Open-PSA Model Exchange Format 2.0d, chapter "Fault Tree Layer".
"""

from __future__ import annotations

from pmtui.importers.mef import limits
from pmtui.importers.mef.definitions import Definition, Definitions
from pmtui.importers.mef.said import said

Attributes = dict[str, str]


class Frame:
    """An open element in which nothing may stand."""

    def __init__(self, file: Definitions, tag: str) -> None:
        self.file = file
        self.tag = tag

    def open(self, tag: str, _attributes: Attributes, /) -> Frame:
        """Return the frame of an element that stands in this one; raise TreeError where none may."""
        self.file.refuse(f"<{bare(tag)}> can't stand in <{bare(self.tag)}>")

    def text(self, words: str) -> None:
        """Take text that stands in the element."""

    def close(self) -> None:
        """Hand on what the element held."""


class Skip(Frame):
    """An element that is not read, with all that stands in it."""

    def open(self, _tag: str, _attributes: Attributes, /) -> Frame:
        """Skip this one, too."""
        return self


class DefinitionFrame(Frame):
    """A definition: its label and its attributes; those that follow add what else it holds."""

    def __init__(self, file: Definitions, tag: str, definition: Definition) -> None:
        super().__init__(file, tag)
        self.definition = definition

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take a label or attributes."""
        if tag == "label":
            return Label(self.file, self.definition)
        if tag == "attributes":
            return AttributesFrame(self.file, tag, self.definition)
        return super().open(tag, attributes)


class Label(Frame):
    """The words of a definition."""

    def __init__(self, file: Definitions, definition: Definition) -> None:
        super().__init__(file, "label")
        self.definition = definition
        self.words: list[str] = []
        self.length = 0

    def text(self, words: str) -> None:
        """Take some of the words; raise TreeError where there are too many."""
        self.length += len(words)
        if self.length > limits.LABEL:
            name = said(self.definition.name)
            self.file.refuse(f"the label of {name} is longer than {limits.LABEL:,} characters")
        self.words.append(words)

    def close(self) -> None:
        """Hand on all of them, on one line."""
        self.definition.label = " ".join("".join(self.words).split())


class AttributesFrame(Frame):
    """The attributes of a definition."""

    def __init__(self, file: Definitions, tag: str, definition: Definition) -> None:
        super().__init__(file, tag)
        self.found = definition.attributes

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take an attribute; the last of a name counts."""
        if tag != "attribute":
            return super().open(tag, attributes)
        self.found[attributes.get("name", "").strip()] = attributes.get("value", "").strip()
        return Frame(self.file, tag)


def bare(tag: str) -> str:
    """Return the name of an element as a message may say it."""
    return said(tag)[1:-1]
