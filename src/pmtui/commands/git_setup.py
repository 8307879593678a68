"""`pmtui git-setup`: from now on git merges the postmortems of this repository by field and by row."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import stat
import sys
from pathlib import Path

from pmtui.commands import output
from pmtui.errors import FileError
from pmtui.store import atomic, git, troubles

NAME = "pmtui"
"""The driver, as .gitattributes names it."""
LINE = f"*.toml merge={NAME}"
OWN_FILES = ".pmtui-*"
"""What pmtui's own files beside a postmortem are called; they are nobody else's business."""
OLDEST = (2, 5)
_LARGEST = 1024 * 1024  # bytes of a file of lines
_ON_MERGE = re.compile(rb"(?:^|\s)(?:[-!]?merge\b|[-!]?binary\b|\[attr\])")


def git_setup() -> int:
    """Set up the repository of the current folder; say what was done and what is left to do; return 0.

    Raises:
        PmtuiError: There is no git, or no repository with a work tree, or it has another merge driver.
    """
    top = _top()
    attributes = top / ".gitattributes"
    lines = [_attributes(top, attributes), _settings(top), _exclude(top)]
    output.lines(
        [
            *lines,
            "",
            "Left to do:",
            "- commit .gitattributes, where it is not: git add .gitattributes && git commit",
            "- run pmtui git-setup once in each other clone; git merges there as it always did until then",
        ]
    )
    return 0


# -- the repository -----------------------------------------------------------------------------------------


def _top() -> Path:
    """Return the folder at the top of the work tree."""
    found = git.version()
    if found < OLDEST:
        wanted = ".".join(map(str, OLDEST))
        has = ".".join(map(str, found))
        raise git.GitError(f"git is too old: it is {has}, and {wanted} is needed", remedy="Upgrade git.")
    ran = git.run("rev-parse", "--is-bare-repository", "--is-inside-work-tree")
    if ran.status != 0:
        remedy = "Go into the repository of the postmortems (cd), or make one: git init."
        if "dubious" in ran.err:
            remedy = "Where you trust it, do as git says: git config --global --add safe.directory FOLDER."
        raise git.GitError(f"git finds no repository here: {output.harmless(ran.err)}", remedy=remedy)
    bare, inside = ran.text.split()
    if bare == "true":
        remedy = "Run it in a clone of it; merges are made there."
        raise git.GitError("this repository is bare: it has no files to merge", remedy=remedy)
    if inside != "true":
        remedy = "Go up to the folder that your files are in."
        raise git.GitError("this folder belongs to git itself", remedy=remedy)
    return Path(_asked("rev-parse", "--show-toplevel"))


def _asked(*words: str, folder: Path | None = None) -> str:
    """Return what git answers; raise GitError where it refuses."""
    ran = git.run(*words, folder=folder)
    if ran.status != 0:
        remedy = "Put that in order, then run pmtui git-setup again; it can be run as often as you like."
        raise git.GitError(f"git {words[0]} failed: {output.harmless(ran.err)}", remedy=remedy)
    return ran.text


# -- .gitattributes -----------------------------------------------------------------------------------------


def _attributes(top: Path, path: Path) -> str:
    """See to it that git asks our driver about TOML files; return what was done."""
    old = _lines_of(path)
    if any(_names_us(line) for line in old.splitlines()):
        return f".gitattributes: it has merge={NAME} already"
    set_to = _asked("check-attr", "-z", "merge", "--", "x.toml", folder=top).split("\0")[2]
    if set_to not in ("unspecified", NAME):
        raise _another(old, path, set_to)
    if set_to == NAME:
        return f".gitattributes: git has merge={NAME} for *.toml already, from another place"
    _put(path, _with_line(old))
    return f'.gitattributes: added "{LINE}"'


def _names_us(line: bytes) -> bool:
    return not line.lstrip().startswith(b"#") and f"merge={NAME}".encode() in line.split()[1:]


def _another(old: bytes, path: Path, set_to: str) -> FileError:
    """Return what to say where *.toml has another merge driver."""
    said = {"set": "merge", "unset": "-merge"}.get(set_to, f"merge={set_to}")
    found = [
        number
        for number, line in enumerate(old.splitlines(), 1)
        if line.split()[:1] and line.split()[0].endswith((b"*", b".toml")) and _ON_MERGE.search(line)
    ]
    where = f"{troubles.shown(path)}:{found[-1]}" if found else troubles.shown(path)
    return FileError(
        f"*.toml has {output.harmless(said)} already, and two drivers can't be had; nothing was changed",
        where=where,
        remedy=f'Take that out, or name the folder of the postmortems: "postmortems/{LINE}".',
    )


def _with_line(old: bytes) -> bytes:
    """Return the lines with ours: at the end, but ahead of those about merging, which then stay in force."""
    end = b"\r\n" if b"\r\n" in old else b"\n"
    lines = old.splitlines(keepends=True)
    if lines and not lines[-1].endswith(b"\n"):
        lines[-1] += end
    about = (number for number, line in enumerate(lines) if _is_about_merging(line))
    lines.insert(next(about, len(lines)), LINE.encode() + end)
    return b"".join(lines)


def _is_about_merging(line: bytes) -> bool:
    return not line.lstrip().startswith(b"#") and _ON_MERGE.search(line) is not None


# -- the settings -------------------------------------------------------------------------------------------


def _settings(top: Path) -> str:
    """Tell git what our drivers are; return what was done."""
    start = program()
    told = {
        f"merge.{NAME}.name": "postmortems, by field and by row",
        f"merge.{NAME}.driver": driver(start),
        f"merge.{NAME}.recursive": f"{NAME}-base",
        f"merge.{NAME}-base.name": "postmortems that git merges only to have a base",
        f"merge.{NAME}-base.driver": driver(start, for_base=True),
    }
    changed = [name for name, value in told.items() if _set(name, value, top)]
    if not changed:
        return f"git's settings: merge.{NAME} is set already"
    return f"git's settings: set merge.{NAME}.driver and merge.{NAME}-base.driver; they start {start}"


def _set(name: str, value: str, top: Path) -> bool:
    """Set one of git's settings in the repository; return whether it had another value."""
    if git.run("config", "--local", "--get-all", name, folder=top).text == value:
        return False
    _asked("config", "--local", "--replace-all", name, value, folder=top)
    return True


def driver(start: str, *, for_base: bool = False) -> str:
    """Return the command that git hands to the shell.

    Where the program is not there any more, is killed or fails, the shell has git merge the file instead: a
    file with only our version in it would look like a result.

    Args:
        start: How the shell starts pmtui.
        for_base: Whether the result only serves git as a base.
    """
    words = f"{start} merge-driver{' --for-base' if for_base else ''} %O %A %B %P %L %S %X %Y"
    return f"{words} || {{ s=$?; test $s -lt 2 && exit $s; git merge-file --marker-size=%L %A %O %B; }}"


def program() -> str:
    """Return how a shell starts this very program, from any folder."""
    bin_ = Path(sys.executable).parent
    own = [path for path in (Path(sys.argv[0]), bin_ / "pmtui") if path.stem == "pmtui" and path.is_file()]
    found = shutil.which("pmtui")
    always = found and not (sys.prefix != sys.base_prefix and Path(found).is_relative_to(sys.prefix))
    if found and always and any(Path(found).samefile(path) for path in own):
        return "pmtui"
    # what is only found while a virtual environment is active is named by its path
    for path in own:
        if os.access(path, os.X_OK):
            return _quoted(path.absolute())
    # -P: a folder `pmtui` in the repository is no program of ours
    return f"{_quoted(Path(sys.executable))} -P -m pmtui"


def _quoted(path: Path) -> str:
    return shlex.quote(str(path).replace("%", "%%"))


# -- what git passes over -----------------------------------------------------------------------------------


def _exclude(top: Path) -> str:
    """Have git pass over pmtui's own files; return what was done."""
    path = top / _asked("rev-parse", "--git-path", "info/exclude", folder=top)
    old = _lines_of(path)
    if OWN_FILES.encode() in old.splitlines():
        return f"info/exclude: it has {OWN_FILES} already"
    end = b"" if not old or old.endswith(b"\n") else b"\n"
    _put(path, old + end + f"{OWN_FILES}\n".encode())
    return f"info/exclude: added {OWN_FILES}, pmtui's own files beside a postmortem"


# -- files of lines -----------------------------------------------------------------------------------------


def _lines_of(path: Path) -> bytes:
    """Return the bytes of a small file, none where there is none; raise FileError where it is none such."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
            what = "is a link" if stat.S_ISLNK(found.st_mode) else "is not a small regular file"
            remedy = "Make it a file of its own, then run pmtui git-setup again."
            raise FileError(f"{what}; it was left alone", where=troubles.shown(path), remedy=remedy)
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise troubles.not_read(path, error) from None


def _put(path: Path, new: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            atomic.replace(path, new)
        else:
            atomic.create(path, new)
    except OSError as error:
        raise troubles.not_written(path, error) from None
