"""What keeps_up.py runs, as data: programs, on which postmortem, and which keys are typed.

Keys are written as ptyperf writes them: `<Tab*5>`, `<Type:60>`, `<#label>` for what is reported together.
"""

from __future__ import annotations

from dataclasses import dataclass

FLOOR, STILL = "floor", "floor without blink"
SMALL, LARGE = 10, 5_000
SIZES = (10, 100, 1_000, 5_000)
"""Timeline rows of the postmortems that growth is measured on."""

KEY_BAR = r"[\s\S]*\n ▌[\s\S]*\^Q quit"
TRIAGE = r"Title +Orders could[\s\S]*What could we learn from it" + KEY_BAR
TIMELINE = r"the primary database [\s\S]*next event[\s\S]*What happened next\?" + KEY_BAR
CAUSES = r"Migrations run without a limit[\s\S]*How was it possible" + KEY_BAR
SUMMARY = r"Summary +Orders could[\s\S]*What happened, for someone" + KEY_BAR
"""A screen is there when it shows a row of its list, the question, its field, and the end of the key bar."""

FLOOR_READY = r"Your name[\s\S]*notes go here"
BLAME = "The operator forgot to check"
VAGUE = "Obviously the engineer did"
"""What is typed slowly: findings come while it is typed, and change."""


@dataclass(frozen=True)
class Peer:
    """One program to measure: pmtui on a made-up postmortem, or the floor.

    Args:
        name: Its name in the results of its group; `FLOOR` and `STILL` are the floor's.
        rows: Timeline rows of the postmortem.
        at: The field that pmtui opens in; empty for where it begins by itself.
        ready: What the screen matches when it is complete.
        keys: What is typed.
    """

    name: str
    rows: int = 0
    at: str = ""
    ready: str = FLOOR_READY
    keys: str = ""


@dataclass(frozen=True)
class Group:
    """Programs that are measured in turns, one run of each after the other.

    Args:
        name: What `--only` calls it.
        peers: The programs.
        quiet: Milliseconds without output that end what a key caused.
        idle: Seconds to watch with no key pressed.
    """

    name: str
    peers: tuple[Peer, ...]
    quiet: float = 50
    idle: float = 0


_TYPED = "<#type><Type:60>"
_MOVES = "<#move><Tab*5><S-Tab*5>"
_FLOOR_KEYS = f"{_TYPED}{_MOVES}<#-x><Tab><#area><Type:40>"
_WALK = (  # through triage and impact by Tab, and on to the last step
    "<#tab><Tab*5><S-Tab*5><#step><F7*2><#-x><Sleep:600><#tab><Tab*4><S-Tab*4><#step><F7*5>"
)
_SAVED = "<#-x><Type:12><Sleep:1500><WaitFor:saved$>"
_SAVES = "<#-x>a<#save><C-s>" * 3
_GROWS = (
    f"<#type><Type:16><#-x><Sleep:600>{_SAVES}<#-x><Sleep:600><Tab><#tab><Tab*3><S-Tab*3>"
    "<#-x><S-Tab><Sleep:600><Esc><#list><Up*4><PgUp*2><Home><End>"
)

GROUPS = (
    Group(
        "start",
        (
            Peer("small", SMALL, "", TRIAGE),
            Peer("large", LARGE, "", TRIAGE),
            Peer("small-timeline", SMALL, "timeline.new", TIMELINE),
            Peer("large-timeline", LARGE, "timeline.new", TIMELINE),
            Peer(FLOOR),
        ),
    ),
    Group(
        "keys",
        (
            Peer("input", SMALL, "causes.why.new", CAUSES, _TYPED),
            Peer("area", SMALL, "summary", SUMMARY, "<#type><Type:40>"),
            Peer(FLOOR, keys=_FLOOR_KEYS),
        ),
    ),
    Group(
        "life",
        (
            Peer("input", SMALL, "causes.why.new", CAUSES, f"<#type>{BLAME}"),
            Peer("area", SMALL, "summary", SUMMARY, f"<#type>{VAGUE}"),
            Peer(STILL, keys="<#type><Type:8><#-x><Tab><#area><Type:8>"),
        ),
        quiet=400,
    ),
    # A question or a screen comes in several frames: all of them count, but no blink of the floor's.
    Group("walk", (Peer("walk", SMALL, "", TRIAGE, _WALK), Peer(STILL, keys=_MOVES)), quiet=300),
    Group(
        "idle",
        (
            Peer("input", SMALL, "causes.why.new", CAUSES, f"<#-x>{BLAME}<Sleep:1500><WaitFor:saved$>"),
            Peer(STILL, keys=f"<#-x>{BLAME}<Sleep:1500>"),
        ),
        idle=10,
    ),
    Group(
        "exit",
        (
            Peer("small", SMALL, "causes.why.new", CAUSES, _SAVED),
            Peer("large", LARGE, "causes.why.new", CAUSES, _SAVED),
            Peer(FLOOR, keys="<#-x><Type:12><Sleep:1500>"),
        ),
    ),
    Group(
        "growth", tuple(Peer(str(rows), rows, "timeline.new", TIMELINE, _GROWS) for rows in SIZES), quiet=100
    ),
)

COMMANDS: dict[str, tuple[str, ...]] = {
    "version": ("pmtui", "--version"),
    "argparse": ("python", "-c", "import argparse"),
    "check": ("pmtui", "check", "FILE"),
    "pydantic": ("python", "-c", "from pydantic import BaseModel; import tomllib"),
}
"""What is run in turns without a terminal; `FILE` stands for a small postmortem."""

COMMAND_RUNS = 15
NAMES = (*(group.name for group in GROUPS), "commands")
"""What `--only` knows."""
