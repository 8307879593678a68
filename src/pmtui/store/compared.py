"""Earlier versions of a postmortem side by side: what each next one changed, in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmtui.errors import PmtuiError
from pmtui.interview.differences import differences, in_short
from pmtui.model.postmortem import Postmortem
from pmtui.store import versions
from pmtui.store.versions import Version


def changes_since(
    found: Sequence[Version], now: Postmortem | None, now_is: str
) -> Iterator[tuple[Version, str, bool]]:
    """Yield each version, newest first, with what the next newer one changed, and whether it can be read.

    That the file got another name is not told. Each version is read when it is asked for; one that can't be
    read says why, and hides no other.

    Args:
        found: The versions, newest first.
        now: What follows the newest of them; None where it can't be read.
        now_is: What that is, in words.
    """
    newer, newer_is = now, now_is
    for one in found:
        try:
            older = versions.read(one).pm
        except PmtuiError as error:
            newer, newer_is = None, f"version {one.number}"
            yield one, f"can't be read: {error.what}", False
            continue
        told = f"not known: {newer_is} can't be read"
        if newer is not None:
            told = in_short(differences(older.model_copy(update={"id": newer.id}), newer))
        newer, newer_is = older, f"version {one.number}"
        yield one, told, True
