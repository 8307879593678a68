"""The same scripts, typed into vim with its swap file: the bar to beat."""

from __future__ import annotations

import shutil
import signal
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from faults import ways
from faults.kills import KEYS, OLD, Progress, Result, lost, quiet, script_seed
from faults.model import Op, State, Typed
from faults.script import ONE_BY_ONE, Script
from faults.watching import Watch
from ptyterm import Terminal, environment

DEFAULTS = "updatetime=4000 updatecount=200"
"""What vim has without a configuration."""
KEENEST = "updatetime=50 updatecount=1"
"""The swap file is written as often as vim can be told to."""

HERE = "text"


class VimWatch(Watch):
    """Reads vim's screen."""

    def field(self, lines: list[str]) -> list[str]:
        """Return the lines of the text: all but those beyond its end, and the one of messages."""
        return ["", *(line for line in lines[:-1] if line not in ("~", "@"))]


def there() -> bool:
    """Say whether vim is there."""
    return shutil.which("vim") is not None


def run(home: Path, way: ways.Way, seed: int, length: int, swap: str) -> Result:
    """Type one script into vim, end it, recover from the swap file, and return what was lost."""
    file, folder = home / "text.txt", home / "swap"
    folder.mkdir(parents=True)
    file.write_text("")
    # The same keys are to mean the same; none of these has to do with what is kept.
    alike = "backspace=indent,eol,start delcombine noautoindent textwidth=0"
    vim = ["vim", "-u", "NONE", "-i", "NONE", "-N", "--cmd", f"set directory={folder}// {swap} {alike}"]
    term = way.start([*vim, str(file)], home)
    try:
        term.wait_line("~")
        term.type("i")
        term.wait_for("-- INSERT --")
        typed = Typed.on(State({HERE: ""}, {}))
        typed.do(Op("visit", HERE))
        watch = VimWatch(term, typed)
        script = Script(seed, length, words=ONE_BY_ONE)
        for op in ops(script):
            for part in _parts(op):
                typed.do(part)
            _press(term, op)
            watch.read(op.pause)
        moment = way.end(watch, script.rng, home)
    finally:
        term.close()
        way.clean()
    found = State({HERE: _recovered(vim, file, home)}, {})
    required = watch.seen_by(moment - OLD)
    result = Result(way.name, seed, typed.now.typed)
    result.lost = lost(typed, required, found)
    result.young = max(lost(typed, len(typed.moments) - 1, found) - result.lost, 0)
    return result


def ops(script: Script) -> list[Op]:
    """Return a script as it is typed into one text: another field is another line; no undo over Enter."""
    found: list[Op] = []
    for op in script.ops():
        if op.kind == "visit":
            found += [Op("key", "C-End"), Op("enter")]
        elif op.kind not in ("undo", "redo"):
            found.append(op)
    return found


def _parts(op: Op) -> list[Op]:
    """Return what vim takes one by one: of a paste, each character."""
    if op.kind != "paste":
        return [op]
    return [Op("enter") if character == "\n" else Op("type", character) for character in op.what]


def _press(term: Terminal, op: Op) -> None:
    if op.kind == "key":
        term.send(KEYS[op.what])
    elif op.kind == "paste":
        term.paste(op.what)
    else:
        term.type("\r" if op.kind == "enter" else op.what)


def _recovered(vim: list[str], file: Path, home: Path) -> str:
    out = home / "recovered.txt"
    words = [*vim, "-es", "-r", str(file), "-c", f"w! {out}", "-c", "qa!"]
    subprocess.run(
        words, env=environment(home, {}), stdin=subprocess.DEVNULL, capture_output=True, timeout=60
    )
    return (out if out.exists() else file).read_text(encoding="utf-8").removesuffix("\n")


class _Frozen(ways.Frozen):
    statuses = ()
    patience = 3.0


class _KilledInstead(ways.Way):
    """Vim saves by order only: it is killed at a moment like any other."""

    name = ways.InTheSave.name


WAYS: dict[str, Callable[[], ways.Way]] = {
    way().name: way
    for way in (
        ways.Way,
        lambda: ways.Signal(signal.SIGHUP),
        lambda: ways.Signal(signal.SIGTERM),
        ways.HangUp,
        ways.EndOfInput,
        ways.Parent,
        ways.Tmux,
        ways.Stopped,
        _KilledInstead,
        _Frozen,
    )
}
"""The ways that vim can be ended in too, by their names."""


def runs(
    home: Path,
    seed: int,
    makes: Sequence[Callable[[], ways.Way]],
    length: int,
    swap: str,
    progress: Progress = quiet,
) -> list[Result]:
    """Type the scripts of a chain of the same seed, and end in those of its ways that vim can be ended in."""
    found = []
    for number, make in enumerate(makes):
        name = make().name
        if name in WAYS:
            way = WAYS[name]()
            way.statuses = ()
            if way.possible():
                found.append(run(home / f"{number}", way, script_seed(seed, number), length, swap))
                progress(found[-1])
    return found
