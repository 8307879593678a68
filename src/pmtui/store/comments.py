"""Keeping what a person wrote beside the data: comments, and the way they laid the file out.

A file without comments is written as `tomlform` writes it. In one that holds a comment only what changed is
changed: the values of keys, keys and rows that came or went, the order of rows. Comments of what went stay
where they stood. The result is read again and compared with the postmortem before it is used; where it is
not the same, the file is written anew with all its comments at its head.
"""

from __future__ import annotations

import tomllib
from collections import Counter

from pmtui.errors import FileError
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.model.same import same
from pmtui.store import tomltext
from pmtui.store.patching import Patch


def rewritten(raw: bytes | None, pm: Postmortem) -> str:
    """Return the text of the file that held `raw` and will hold `pm`, with the comments of `raw` in it.

    Args:
        raw: The file as it was read; None for a new one.
        pm: What it will hold.
    """
    plain = tomlform.dumps(pm)
    if not raw or b"#" not in raw:
        return plain
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    try:
        tomllib.loads(text)
        parts = tomltext.sections(text)
    except (ValueError, RecursionError):
        return plain
    kept = tomltext.comments(parts)
    if not kept:
        return plain
    return _patched(text, parts, pm, kept) or _at_the_head(kept) + plain


def joined(base: bytes | None, ours: bytes, theirs: bytes, pm: Postmortem) -> str:
    """Return the text of the file that holds `pm`, which two versions became, with the comments of both.

    It is laid out as `ours`; as `theirs` where only they have new comments. Where both have, theirs stand
    at its head.

    Args:
        base: The last version that both have; None where both have added the file.
        ours: One version of the file.
        theirs: The other version.
        pm: What the file will hold.
    """
    before, here, there = (Counter(_all_in(raw)) for raw in (base, ours, theirs))
    missing = there - (before | here)
    if not missing:
        return rewritten(ours, pm)
    if not here - before:
        return rewritten(theirs, pm)
    return _at_the_head(list(missing.elements())) + rewritten(ours, pm)


def _all_in(raw: bytes | None) -> list[str]:
    """Return the comments of a file; none where it is no TOML."""
    text = (raw or b"").decode("utf-8", "replace").replace("\r\n", "\n")
    try:
        tomllib.loads(text)
        return tomltext.comments(tomltext.sections(text))
    except (ValueError, RecursionError):
        return []


def _patched(text: str, parts: list[tomltext.Section], pm: Postmortem, kept: list[str]) -> str | None:
    """Return the text with only the changes made; None where that does not lead to `pm`."""
    data = tomlform.to_data(pm)
    try:
        patch = Patch(parts, tomlform.to_data(tomlform.loads(text)))
        patch.lead_to(data)
        new = tomltext.render(patch.parts)
        reached = same(tomlform.to_data(tomlform.loads(new)), data)
        complete = Counter(tomltext.comments(tomltext.sections(new))) == Counter(kept)
    except (FileError, LookupError, ValueError, RecursionError):
        return None
    return new if reached and complete else None


def _at_the_head(kept: list[str]) -> str:
    return "".join(f"{comment}\n" for comment in kept) + "\n"
