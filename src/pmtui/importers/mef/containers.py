"""The model, its fault trees and components, and the events and parameters that are defined in them."""

from __future__ import annotations

import math
import re
from typing import cast

from pmtui.importers.mef.definitions import Definition, Definitions, Kind, Path, Ref
from pmtui.importers.mef.formulas import GateFrame, truth
from pmtui.importers.mef.frames import Attributes, DefinitionFrame, Frame, Skip, bare
from pmtui.importers.mef.said import said

ROOT = "opsa-mef"
CONTAINERS = ("define-fault-tree", "define-component", "model-data")
COMMON_CAUSE = "define-CCF-group"
LEFT_OUT = (
    COMMON_CAUSE,
    "define-event-tree",
    "define-initiating-event",
    "define-initiating-event-group",
    "define-consequence",
    "define-consequence-group",
    "define-rule",
    "define-alignment",
    "define-extern-library",
    "define-extern-function",
)
_FIGURE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")


class Document(Frame):
    """The file: it holds the root element."""

    def open(self, tag: str, _attributes: Attributes, /) -> Frame:
        """Take the root element."""
        if tag != ROOT:
            self.file.refuse(f"not an Open-PSA model: it begins with <{bare(tag)}>, not with <{ROOT}>")
        return Container(self.file, tag, (), private=False)


class Container(Frame):
    """The model, a fault tree, a component or model data."""

    def __init__(self, file: Definitions, tag: str, path: Path, *, private: bool) -> None:
        super().__init__(file, tag)
        self.path = path
        self.private = private

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take a container or a definition; skip what is no part of a fault tree."""
        if tag in ("label", "attributes"):
            return Skip(self.file, tag)
        if tag == "include":
            self.file.refuse("it includes another file, which is not opened: put all of it into one file")
        if tag == "define-substitution":
            self.file.refuse("it has substitutions, which change cut sets afterwards and are not read")
        if tag in LEFT_OUT:
            self.file.left_out[tag] = None
            return Skip(self.file, tag)
        within_tree = self.tag in ("define-fault-tree", "define-component")
        if tag in CONTAINERS and within_tree == (tag == "define-component"):
            own = (self.file.name(tag, attributes),) if attributes.get("name", "").strip() else ()
            return Container(self.file, tag, self.path + own, private=self._private(attributes))
        frame = _FRAMES.get(tag)
        if frame is None or (tag == "define-gate" and not within_tree):
            return super().open(tag, attributes)
        kind = cast("Kind", tag.removeprefix("define-"))
        name, private = self.file.name(tag, attributes), self._private(attributes)
        definition = Definition(kind, name, self.path, private, self.file.line)
        self.file.add(definition)
        return frame(self.file, tag, definition)

    def _private(self, attributes: Attributes) -> bool:
        role = attributes.get("role", "").strip()
        return role == "private" if role else self.private


class HouseFrame(DefinitionFrame):
    """`define-house-event`: a constant, false where there is none."""

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take the constant."""
        if tag != "constant":
            return super().open(tag, attributes)
        self.definition.value = truth(self.file, attributes)
        return Frame(self.file, tag)


class FigureFrame(DefinitionFrame):
    """`define-basic-event` and `define-parameter`: a figure, or an expression that is not read."""

    def open(self, tag: str, attributes: Attributes, /) -> Frame:
        """Take the figure, or the name of the parameter that gives it."""
        if tag in ("label", "attributes"):
            return super().open(tag, attributes)
        definition = self.definition
        if definition.value is not None or definition.unread:
            self.file.refuse(f"{said(definition.name)} has two values; it takes one")
        if tag in ("float", "int"):
            definition.value = self._figure(attributes.get("value", "").strip())
            return Frame(self.file, tag)
        if tag == "parameter":
            definition.value = Ref("event", self.file.name(tag, attributes), self.file.line)
            return Frame(self.file, tag)
        definition.unread = True
        return Skip(self.file, tag)

    def _figure(self, written: str) -> float:
        name = said(self.definition.name)
        figure = float(written) if len(written) <= 400 and _FIGURE.fullmatch(written) else math.nan
        if not math.isfinite(figure):
            self.file.refuse(f"{name} has the value {said(written)}, which is no number")
        if self.definition.kind == "basic-event" and not 0 <= figure <= 1:
            self.file.refuse(f"{name} has the probability {written[:40]}, which is not between 0 and 1")
        return figure


_FRAMES: dict[str, type[DefinitionFrame]] = {
    "define-gate": GateFrame,
    "define-house-event": HouseFrame,
    "define-basic-event": FigureFrame,
    "define-parameter": FigureFrame,
}
