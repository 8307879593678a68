"""Repositories of real git for tests: of nobody's settings, without the network, with pmtui on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shell import Done, pmtui

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on this machine")


def program(folder: Path) -> Path:
    """Make a folder with a `pmtui` in it that starts this very program; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    script = folder / "pmtui"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -P -m pmtui "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


class Repo:
    """A repository in `folder`, made with its first use of git.

    Args:
        folder: The top of its work tree.
        programs: A folder that stands first on the PATH.
        clone: A repository that it is cloned from.
    """

    def __init__(self, folder: Path, programs: Path | None = None, clone: Repo | None = None) -> None:
        self.folder = folder
        self.environ = environ(folder.parent / "home", programs)
        folder.parent.mkdir(parents=True, exist_ok=True)
        if clone is None:
            folder.mkdir()
            self.git("init", "--quiet")
        else:
            words = ["git", "clone", "--quiet", str(clone.folder), str(folder)]
            subprocess.run(words, env=self.environ, check=True, timeout=60)

    def run(self, *words: str | Path) -> Done:
        """Run git; its stderr is put behind what it printed, too."""
        done = subprocess.run(
            ["git", *map(str, words)],
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return Done(done.returncode, out, err)

    def git(self, *words: str | Path) -> str:
        """Run git, which must be content; return what it printed."""
        done = self.run(*words)
        assert done.status == 0, (words, done)
        return done.out

    def pmtui(self, *words: str | Path) -> Done:
        """Run pmtui in the repository."""
        return pmtui(self.folder, *words, **self.environ)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))

    def read(self, name: str) -> bytes:
        """Return what a file holds."""
        return (self.folder / name).read_bytes()

    def commit(self, message: str, **files: str | bytes) -> None:
        """Commit all that is there, after writing `files`, whose names are given with `__` for a point."""
        for name, content in files.items():
            self.write(name.replace("__", "."), content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)

    def branch(self, name: str, start: str = "main") -> None:
        """Begin a branch and go on there."""
        self.git("checkout", "--quiet", "-b", name, start)

    def go(self, name: str) -> None:
        """Go on on another branch."""
        self.git("checkout", "--quiet", name)

    def unmerged(self) -> list[str]:
        """Return the files that git takes for unmerged."""
        return self.git("diff", "--name-only", "--diff-filter=U").split()


def environ(home: Path, programs: Path | None = None) -> dict[str, str]:
    """Return variables under which git knows nothing of the machine's and of its user's habits."""
    home.mkdir(parents=True, exist_ok=True)
    settings = {"init.defaultBranch": "main", "commit.gpgSign": "false", "pull.rebase": "false"}
    known = {f"GIT_CONFIG_KEY_{number}": name for number, name in enumerate(settings)}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, value in enumerate(settings.values())}
    who = {f"GIT_{role}_{part}": f"kim{at}" for role in ("AUTHOR", "COMMITTER") for part, at in _WHO.items()}
    path = os.environ.get("PATH", os.defpath)
    return {
        "PATH": f"{programs}{os.pathsep}{path}" if programs else path,
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_EDITOR": "true",
        "GIT_CONFIG_COUNT": str(len(settings)),
        **known,
        **values,
        **who,
    }


_WHO = {"NAME": "", "EMAIL": "@example.org"}
