"""Keeping what a person wrote beside the data: comments, and the way they laid the file out.

A file without comments is written as `tomlform` writes it. In one that holds a comment only what changed is
changed: the values of keys, keys and rows that came or went, the order of rows. Comments of what went stay
where they stood. The result is read again and compared with the postmortem before it is used; where it is
not the same, the file is written anew with all its comments at its head.
"""

from __future__ import annotations

from collections import Counter

from pmtui.errors import FileError
from pmtui.model import tomlform, tomlreader
from pmtui.model.postmortem import Postmortem
from pmtui.model.same import same
from pmtui.store import tomltext


def rewritten(raw: bytes | None, pm: Postmortem) -> str:
    """Return the text of the file that held `raw` and will hold `pm`, with the comments of `raw` in it.

    Args:
        raw: The file as it was read; None for a new one.
        pm: What it will hold.
    """
    return parted(raw, pm)[0]


def parted(raw: bytes | None, pm: Postmortem) -> tuple[str, list[tomltext.Section] | None]:
    """Return the text as `rewritten` does, and its sections.

    These are an empty list where the comments were put at its head, and None where there are no comments.
    """
    if not raw or b"#" not in raw:
        return tomlform.dumps(pm), None
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    try:
        tomlreader.loads(text)
        parts = tomltext.sections(text)
    except (ValueError, RecursionError):
        return tomlform.dumps(pm), None
    kept = tomltext.comments(parts)
    if not kept:
        return tomlform.dumps(pm), None
    return _patched(text, parts, pm, kept) or (_at_the_head(kept) + tomlform.dumps(pm), [])


def are_in(raw: bytes) -> bool:
    """Say whether a file may hold comments; one that is no TOML may be said to."""
    return b"#" in raw and tomltext.has_comments(raw.decode("utf-8", "replace").replace("\r\n", "\n"))


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
        tomlreader.loads(text)
        return tomltext.comments(tomltext.sections(text))
    except (ValueError, RecursionError):
        return []


def _patched(
    text: str, parts: list[tomltext.Section], pm: Postmortem, kept: list[str]
) -> tuple[str, list[tomltext.Section]] | None:
    """Return the text with only the changes made, and its sections; None where that does not lead to `pm`."""
    from pmtui.store.patching import Patch

    data = tomlform.to_data(pm)
    try:
        patch = Patch(parts, tomlform.to_data(tomlform.loads(text)))
        patch.lead_to(data)
        new = tomltext.render(patch.parts)
        reached = same(tomlform.to_data(tomlform.loads(new)), data)
        sections = tomltext.sections(new)
        complete = Counter(tomltext.comments(sections)) == Counter(kept)
    except (FileError, LookupError, ValueError, RecursionError):
        return None
    return (new, sections) if reached and complete else None


def _at_the_head(kept: list[str]) -> str:
    return "".join(f"{comment}\n" for comment in kept) + "\n"
