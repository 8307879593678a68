"""What the terminal can do, from the environment; asked before Textual is loaded.

How the app makes `NO_COLOR` mean no colour at all (Textual 8.2.8 picks its colour filter once, in
`App.__init__`, from `ansi_color` or else from the default theme):

    theme = theme_for(capability, wanted)
    super().__init__(driver_class=SteadyDriver, ansi_color=uses_terminal_colours(theme) or None)
    self.theme = theme
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import IO, Literal

from pmtui.values import dataclass

Colours = Literal["none", "16", "256", "truecolor"]


@dataclass(frozen=True, slots=True)
class Capability:
    """What was found out about the terminal.

    Attributes:
        interactive: Whether a screen can be drawn and keys be read.
        why_not: Where it can't: the reason, as a sentence without a full stop; else empty.
        colours: How many colours are used: none (`NO_COLOR`), 16, 256 or truecolor.
        light: Whether the terminal says that its background is light.
        linux_console: Whether this is the bare console, whose font lacks block elements.
        in_tmux: Whether tmux stands between the program and the terminal.
        over_ssh: Whether the terminal is at the other end of an SSH connection.
    """

    interactive: bool
    why_not: str
    colours: Colours
    light: bool
    linux_console: bool
    in_tmux: bool
    over_ssh: bool


def look(environ: Mapping[str, str], stdin_tty: bool, stdout_tty: bool) -> Capability:
    """Return what the terminal can do.

    Args:
        environ: The process's environment.
        stdin_tty: Whether standard input is a terminal (`is_terminal(sys.stdin)`).
        stdout_tty: Whether standard output is a terminal.
    """
    why_not = _why_not(environ, stdin_tty, stdout_tty)
    return Capability(
        interactive=not why_not,
        why_not=why_not,
        colours=_colours(environ),
        light=environ.get("COLORFGBG", "").rpartition(";")[2] in {"7", "15"},
        linux_console=environ.get("TERM") == "linux",
        in_tmux=bool(environ.get("TMUX")),
        over_ssh=any(environ.get(name) for name in ("SSH_TTY", "SSH_CONNECTION", "SSH_CLIENT")),
    )


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether a standard stream is a terminal; one that was closed before the start is None."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def prepare_environment(environ: MutableMapping[str, str]) -> None:
    """Set what Textual reads while it is loaded; call it before. What the person set stays.

    No animation and no smooth scrolling: each is many frames where one will do. The wait after Esc is
    short where a key's bytes can't come apart, and long where they can: too short, and the rest of an
    arrow key is typed into the answer; too long, and only Esc is slow, which is never the only way.
    tmux hands on keys whole; over SSH a key can come in two packets.
    """
    for name, value in _for_textual(environ).items():
        environ.setdefault(name, value)
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]  # https://no-color.org: it counts when it is not empty; to Textual it does


def for_other_programs(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what `prepare_environment` set: an editor reads ESCDELAY, too."""
    ours = _for_textual(environ)
    return {name: value for name, value in environ.items() if ours.get(name) != value}


def theme_for(capability: Capability, wanted: str = "") -> str:
    """Return the name of the theme to start with.

    Args:
        capability: What the terminal can do.
        wanted: What the person asked for: a theme's name, `dark`, `light`, or nothing. It is taken as it
            is, except that without colours only the terminal's own (`ansi-dark`, `ansi-light`) will do.

    Returns:
        `pmtui-dark` or `pmtui-light` where there are 256 colours and more, else the terminal's own
        `ansi-dark` or `ansi-light`, or `wanted`.
    """
    few = capability.colours in {"none", "16"}
    if wanted in {"", "dark", "light"}:
        light = wanted == "light" or (not wanted and capability.light)
    elif capability.colours == "none" and not uses_terminal_colours(wanted):
        light = wanted.endswith("light")
    else:
        return wanted
    return f"{'ansi' if few else 'pmtui'}-{'light' if light else 'dark'}"


def uses_terminal_colours(theme: str) -> bool:
    """Return whether a theme takes the terminal's own colours instead of bringing some."""
    return theme.startswith("ansi-")


def _for_textual(environ: Mapping[str, str]) -> dict[str, str]:
    capability = look(environ, True, True)
    return {
        "TEXTUAL_ANIMATIONS": "none",
        "TEXTUAL_SMOOTH_SCROLL": "0",
        "ESCDELAY": "25" if capability.in_tmux else "150" if capability.over_ssh else "50",  # milliseconds
    }


def _why_not(environ: Mapping[str, str], stdin_tty: bool, stdout_tty: bool) -> str:
    if not stdin_tty and not stdout_tty:
        return "there is no terminal"
    if not stdin_tty:
        return "standard input is not a terminal"
    if not stdout_tty:
        return "standard output is not a terminal"
    if environ.get("TERM") == "dumb":
        return "the terminal says that it can't draw a screen (TERM=dumb)"
    return ""


def _colours(environ: Mapping[str, str]) -> Colours:
    """Return the colours that Rich, and so Textual, uses in this environment."""
    if environ.get("NO_COLOR"):
        return "none"
    if environ.get("COLORTERM", "").strip().lower() in {"truecolor", "24bit"}:
        return "truecolor"
    ending = environ.get("TERM", "").strip().lower().rpartition("-")[2]
    return "256" if ending in {"256color", "kitty"} else "16"
