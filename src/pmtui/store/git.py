"""Running git: a list of words, never a shell; no questions, no pager, no end without a limit."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pmtui.errors import PmtuiError

PATIENCE = 60.0
"""Seconds that git may take for what takes it milliseconds."""
_VERSION = re.compile(r"git version (\d{1,6})\.(\d{1,6})")
_ITS_PLACE = (  # what a git that runs us says about its repository; a scratch repository is another one
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"),
    *("GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES", "GIT_ATTR_SOURCE"),
    *("GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
    *("GIT_REPLACE_REF_BASE", "GIT_DEFAULT_HASH", "GIT_IMPLICIT_WORK_TREE"),
)


class GitError(PmtuiError):
    """There is no git, it is too old, it takes too long, or it refuses."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What git came to.

    Attributes:
        status: Its exit status.
        out: What it printed.
        err: What it said on stderr, its first line, in English.
    """

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Return what it printed without the line break at its end; stray bytes as in file names."""
        return os.fsdecode(self.out).removesuffix("\n")


def run(
    *words: str | Path,
    folder: Path | None = None,
    stdin: bytes = b"",
    environ: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> Ran:
    """Run git and wait for it; a status other than 0 is returned like any other.

    Args:
        words: The subcommand and what follows it.
        folder: Where it runs; the current folder by default.
        stdin: What it reads.
        environ: Its variables; those of this process by default.
        patience: Seconds that it may take.

    Raises:
        GitError: There is no git, or it takes too long.
    """
    quiet = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", "GIT_PAGER": "cat", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(
            ["git", *(os.fspath(word) for word in words)],
            cwd=folder,
            env={**(os.environ if environ is None else environ), **quiet},
            input=stdin,
            capture_output=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        remedy = "Look what holds it up: git status; then try again."
        raise GitError(f"git took more than {patience:.0f} s", remedy=remedy) from None
    except OSError as error:
        remedy = "Install git, or put it on the PATH."
        why = "there is no git on the PATH" if isinstance(error, FileNotFoundError) else "git can't be run"
        raise GitError(why, remedy=remedy) from None
    said = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
    return Ran(done.returncode, done.stdout, said.removeprefix("fatal: ").removeprefix("error: "))


def version() -> tuple[int, int]:
    """Return the version of git, its first two numbers; (0, 0) where it gives none.

    Raises:
        GitError: There is no git.
    """
    found = _VERSION.match(run("version").text)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def setting(name: str) -> str:
    """Return what is set under `name` for the repository of the current folder; empty where nothing is."""
    ran = run("config", "--get", name)
    return ran.text if ran.status == 0 else ""


def elsewhere(place: Path) -> dict[str, str]:
    """Return variables under which git works on the repository `place`, and knows no settings of anybody."""
    environ = {name: value for name, value in os.environ.items() if name not in _ITS_PLACE}
    alone = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_ATTR_NOSYSTEM": "1"}
    return {**environ, **alone, "GIT_DIR": os.fspath(place)}
