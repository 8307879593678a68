"""Merging three texts as git itself would have, byte for byte.

`git merge-file` is not quite what `git merge` does: it compares lines in another way, and joins conflicts
that are blank lines apart. So the texts become commits of a scratch repository, and are merged there.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pmtui.store import git

_STYLES = ("merge", "diff3", "zdiff3")
_WRITES_TREES = (2, 38)  # the version from which on git merges without a work tree
_SCRATCH = ("-c", "core.attributesFile=/dev/null", "-c", "core.abbrev=40", "-c", "gc.auto=0")
_PATIENCE = 600.0  # seconds: what git alone takes for long texts, it takes here, too


@dataclass(frozen=True, slots=True)
class Three:
    """Three versions of a file: the last one that both sides have, and what each side has now.

    Attributes:
        base: None where both sides have added the file.
        ours: The version that is merged into.
        theirs: The version that is merged.
    """

    base: bytes | None
    ours: bytes
    theirs: bytes


@dataclass(frozen=True, slots=True)
class Names:
    """What the three versions are called in the marks of a conflict."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"


@dataclass(frozen=True, slots=True)
class Joined:
    """What three texts became, and whether conflicts are left in it."""

    text: bytes
    conflict: bool


def joined(three: Three, names: Names, marker_size: int = 7) -> Joined:
    """Return what git makes of three versions, in the style of conflicts that the user has set.

    What can't be merged as text stays as it is in ours, and is a conflict.

    Args:
        three: The versions.
        names: What they are called.
        marker_size: The length of the marks.

    Raises:
        GitError: There is no git, or it refuses.
        OSError: There is no room for temporary files.
    """
    style = git.setting("merge.conflictStyle")
    style = style if style in _STYLES else "merge"
    with tempfile.TemporaryDirectory(prefix="pmtui-git-") as place:
        if git.version() < _WRITES_TREES:
            return _by_file(Path(place), three, names, marker_size, style)
        settings = {"merge.conflictStyle": style, "diff.algorithm": git.setting("diff.algorithm")}
        return _Scratch(Path(place), settings).merge(three, names, marker_size)


class _Scratch:
    """A repository for one merge, out of reach of the user's settings and of what lies around it."""

    def __init__(self, place: Path, settings: Mapping[str, str]) -> None:
        self._place = place
        self._environ = git.elsewhere(place)
        given = [("-c", f"{name}={value}") for name, value in settings.items() if value]
        self._settings = [*_SCRATCH, *(word for each in given for word in each)]
        self._git("init", "--quiet", "--bare", "--template=", "--", str(place))

    def merge(self, three: Three, names: Names, marker_size: int) -> Joined:
        info = self._place / "info"
        info.mkdir(exist_ok=True)
        (info / "attributes").write_text(f"file conflict-marker-size={marker_size}\n", encoding="ascii")
        ours, theirs = (os.urandom(16).hex() for _ in range(2))  # stand in no text, only in the marks
        commits = [_commit("base", three.base), _commit(ours, three.ours, "base")]
        commits.append(_commit(theirs, three.theirs, "base"))
        self._git("fast-import", "--quiet", stdin=b"".join(commits))
        ran = self._git("merge-tree", "--write-tree", "--no-messages", ours, theirs, fine=(0, 1))
        tree = ran.text.partition("\n")[0]
        text = self._git("cat-file", "blob", f"{tree}:file").out
        if ran.status == 0:
            return Joined(text, conflict=False)
        base = self._git("rev-parse", "refs/heads/base").text
        marks = (("<", ours, names.ours), ("|", base, names.base), (">", theirs, names.theirs))
        for sign, written, name in marks:
            begin = f"{sign * marker_size} "
            text = text.replace(f"{begin}{written}".encode(), os.fsencode(f"{begin}{name}"))
        return Joined(text, conflict=True)

    def _git(self, *words: str, stdin: bytes = b"", fine: tuple[int, ...] = (0,)) -> git.Ran:
        ran = git.run(*self._settings, *words, stdin=stdin, environ=self._environ, patience=_PATIENCE)
        if ran.status not in fine:
            raise git.GitError(f"git {words[0]} failed: {ran.err}")
        return ran


def _commit(branch: str, text: bytes | None, parent: str = "") -> bytes:
    """Return what `git fast-import` reads for a commit that holds `text` as its one file."""
    lines = [f"commit refs/heads/{branch}", "committer x <x> 0 +0000", "data 0"]
    if parent:
        lines.append(f"from refs/heads/{parent}")
    head = "\n".join(lines).encode() + b"\n"
    if text is None:
        return head + b"\n"
    return head + b"M 100644 inline file\ndata %d\n" % len(text) + text + b"\n"


def _by_file(place: Path, three: Three, names: Names, marker_size: int, style: str) -> Joined:
    """Merge with `git merge-file`, which is nearly the same, where git knows nothing better."""
    words = ["merge-file", "-p", f"--marker-size={marker_size}"]
    words += [] if style == "merge" else [f"--{style}"]
    for name in ("ours", "base", "theirs"):
        (place / name).write_bytes(getattr(three, name) or b"")
        words += ["-L", getattr(names, name)]
    ran = git.run(*words, "--", "ours", "base", "theirs", folder=place, environ=git.elsewhere(place))
    if ran.status > 127 or ran.status < 0:  # not text
        return Joined(three.ours, conflict=True)
    return Joined(ran.out, conflict=ran.status > 0)
