"""The commands that open the interview on the terminal: home, new, open, demo.

While the program is loaded and the first screen made, nothing is garbage: it is not looked for (`cli.py`
switches it off), which spares a tenth of the start.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.commands import library_dir, named_file, output
from pmtui.errors import FileError, NoTerminalError, UsageError
from pmtui.terminal import capability

if TYPE_CHECKING:
    from pmtui.screens.opening import Opened


def home(flag: str | None) -> int:
    """Open the library: what is there, open one or begin a new one."""
    _need_terminal("pmtui", "pmtui list")
    return _run(library=library_dir(flag))


def new(flag: str | None) -> int:
    """Begin a postmortem; its file comes into being with the first answer."""
    _need_terminal("pmtui new", "pmtui list")
    return _run(library=library_dir(flag), new=True)


def open_file(name: str, at: str, flag: str | None, rules: Sequence[str] | None = None) -> int:
    """Open a postmortem, in the field `at` where one is named, with the rules in the packs `rules`."""
    from pmtui.screens import opening

    opened = opening.read(named_file(name, flag))  # a broken file is told before the screen is asked for
    if at:
        from pmtui.interview.asking import for_path

        for_path(opened.pm, at)
    _need_terminal("pmtui open", f"pmtui export {name} or pmtui check {name}")
    return _run(library=library_dir(flag), file=opened, at=at, rules=rules)


def demo(name: str) -> int:
    """Open a copy of an example in a temporary library; without a terminal, print what it comes to."""
    from pmtui._assets import examples_dir

    found = sorted(path for path in examples_dir().glob("*.toml") if name in path.stem)
    if not found:
        known = ", ".join(sorted(path.stem for path in examples_dir().glob("*.toml")))
        raise FileError(f"no example is called {name!r}", remedy=f"There are: {known}.")
    look = _look()
    if not look.interactive:
        return _print_demo(found[0], look.why_not)
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="pmtui-demo-"))
    copy = folder / found[0].name
    copy.write_bytes(found[0].read_bytes())
    status = _run(library=folder, file=copy)
    _say(f"The example you worked on is in {copy}")
    return status


def _print_demo(path: Path, why_not: str) -> int:
    from pmtui.checks import check
    from pmtui.exporters import export
    from pmtui.interview.progress import criteria, steps
    from pmtui.store import files

    now = datetime.now(UTC)
    pm = files.read(path).pm
    found = check(pm, now)
    output.document(export(pm, "md", now) + "\n")
    _say("Checklist")
    for item in (*steps(pm, now, found), *criteria(pm, now, found)):
        _say(f"  [{'x' if item.met else ' '}] {item.label}" + (f": {item.missing}" if item.missing else ""))
    _say()
    _say("Findings")
    for finding in found:
        _say(f"  {finding.severity} {finding.rule} at {finding.path}: {finding.what}")
    if not found:
        _say("  none")
    _say()
    reason = why_not[:1].upper() + why_not[1:]
    _say(f"{reason}. In a terminal, `pmtui demo` opens this example in the interview.")
    return 0


def _look() -> capability.Capability:
    return capability.look(
        os.environ,
        stdin_tty=capability.is_terminal(sys.stdin),
        stdout_tty=capability.is_terminal(sys.stdout),
    )


def _need_terminal(command: str, instead: str) -> None:
    look = _look()
    if not look.interactive:
        raise NoTerminalError(
            f"{command} needs a terminal: {look.why_not}", remedy=f"Without one, use: {instead}"
        )


def _run(
    *,
    library: Path,
    file: Path | Opened | None = None,
    at: str = "",
    new: bool = False,
    rules: Sequence[str] | None = None,
) -> int:
    capability.prepare_environment(os.environ)
    from pmtui import keys
    from pmtui.app import PmtuiApp
    from pmtui.store import places, settings

    off = keys.conflicts(settings.load(places.config_file(os.environ)).keys)
    if off:
        where = str(places.config_file(os.environ))
        raise UsageError(off[0], where=where, remedy="docs/keys.md lists the actions and their keys.")

    def put_rules_in_force() -> None:
        from pmtui.commands import team_rules

        team_rules.put_in_force(library, rules)

    if rules:  # what was named and is not there is told before there is a screen
        put_rules_in_force()
    app = PmtuiApp(
        library=library,
        file=file,
        at=at,
        new=new,
        environ=os.environ,
        before_looking=None if rules else put_rules_in_force,
        when_loaded=_collect_garbage,
    )
    app.run(mouse=app.settings.mouse)
    if app.last_words:
        output.complain(app.last_words)
    with contextlib.suppress(FileError, BrokenPipeError):  # a terminal that is gone hears nothing
        for line in app.parting_words:
            _say(line)
    return app.return_code or 0


def _collect_garbage() -> None:
    """Let garbage be collected from now on; of what was loaded until here there is none."""
    gc.freeze()
    gc.enable()


_say = output.line
