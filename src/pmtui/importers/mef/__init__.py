"""Fault trees in the Open-PSA Model Exchange Format 2.0d: what of a model is one coherent fault tree."""

from __future__ import annotations

from pathlib import Path

from pmtui.analysis.faulttree.labelled import Labelled
from pmtui.importers.mef import source
from pmtui.importers.mef.model import labelled
from pmtui.importers.mef.parse import definitions
from pmtui.store import troubles

__all__ = ["loads", "read"]


def read(path: Path, top: str | None = None) -> Labelled:
    """Return the fault tree in a file; raise what `loads` raises, or FileError where it can't be read."""
    return loads(source.read(path), troubles.shown(path), top)


def loads(raw: bytes, where: str = "", top: str | None = None) -> Labelled:
    """Return the fault tree in a model.

    Args:
        raw: The file's bytes.
        where: Its name, for messages.
        top: The name of its top event; by default the one gate that is no input of another.

    Raises:
        FileError: It is empty, not XML, declares entities, or is in an encoding that is not read.
        TreeError: It is no Open-PSA model; it is not coherent, too large or too deep; a name is defined twice
            or not at all; there is a loop; there are several top events and `top` names none.
    """
    return labelled(definitions(raw, where), top)
