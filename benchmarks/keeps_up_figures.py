"""The lines of the table that keeps_up.py prints: which figure, beside which, and at most how much."""

from __future__ import annotations

from dataclasses import dataclass

from keeps_up_plan import FLOOR, STILL


@dataclass(frozen=True)
class Figure:
    """One line of the table: a figure of pmtui beside one of what it is compared with.

    Args:
        what: In words.
        group: The group whose results hold it.
        ours: Peer and path of the figure, such as `("input", "key.type.bytes")`; the median is taken.
        theirs: The same of the other one; a path of "" stands for none, `limit` then being a value.
        limit: The ratio, or the value, that it may be at most; None where nothing is promised.
        unit: Of both values.
    """

    what: str
    group: str
    ours: tuple[str, str]
    theirs: tuple[str, str]
    limit: float | None
    unit: str


_READY, _MOVED = (FLOOR, "ready_ms"), (STILL, "key.move.bytes")
_NOTHING = ("", "")
FIGURES = (
    Figure("start to the first useful screen, small", "start", ("small", "ready_ms"), _READY, 1.35, "ms"),
    Figure("start to the first useful screen, 5,000 rows", "start", ("large", "ready_ms"), _READY, 1.6, "ms"),
    Figure("start at the timeline, small", "start", ("small-timeline", "ready_ms"), _READY, 1.35, "ms"),
    Figure("start at the timeline, 5,000 rows", "start", ("large-timeline", "ready_ms"), _READY, 1.6, "ms"),
    Figure(
        "first byte after a key, Input",
        "keys",
        ("input", "key.type.first_ms"),
        (FLOOR, "key.type.first_ms"),
        1.2,
        "ms",
    ),
    Figure(
        "first byte after a key, TextArea (floor: Input)",
        "keys",
        ("area", "key.type.first_ms"),
        (FLOOR, "key.type.first_ms"),
        1.2,
        "ms",
    ),
    Figure(
        "last byte after a Tab", "walk", ("walk", "key.tab.last_ms"), (STILL, "key.move.last_ms"), 0.8, "ms"
    ),
    Figure(
        "bytes for a character, Input",
        "keys",
        ("input", "key.type.bytes"),
        (FLOOR, "key.type.bytes"),
        0.15,
        "B",
    ),
    Figure(
        "bytes for a character, TextArea",
        "keys",
        ("area", "key.type.bytes"),
        (FLOOR, "key.area.bytes"),
        0.05,
        "B",
    ),
    Figure(
        "the same typed slowly, findings and saved mark with it: Input",
        "life",
        ("input", "key.type.bytes"),
        (STILL, "key.type.bytes"),
        0.15,
        "B",
    ),
    Figure(
        "... the mean of it, Input",
        "life",
        ("input", "key.type.bytes.mean"),
        (STILL, "key.type.bytes.mean"),
        None,
        "B",
    ),
    Figure(
        "the same typed slowly: TextArea",
        "life",
        ("area", "key.type.bytes"),
        (STILL, "key.area.bytes"),
        0.05,
        "B",
    ),
    Figure(
        "... the mean of it, TextArea",
        "life",
        ("area", "key.type.bytes.mean"),
        (STILL, "key.area.bytes.mean"),
        None,
        "B",
    ),
    Figure("bytes for a Tab to the next question", "walk", ("walk", "key.tab.bytes"), _MOVED, 0.1, "B"),
    Figure("bytes for going to the next screen", "walk", ("walk", "key.step.bytes"), _MOVED, 0.6, "B"),
    Figure("sent while idle for 10 s", "idle", ("input", "idle_bytes"), _NOTHING, 0, "B"),
    Figure(
        "processor time while idle for 10 s (floor without blink)",
        "idle",
        ("input", "idle_cpu_ms"),
        (STILL, "idle_cpu_ms"),
        1.3,
        "ms",
    ),
    Figure("peak memory", "keys", ("input", "peak_rss_mb"), (FLOOR, "peak_rss_mb"), 1.6, "MB"),
    Figure(
        "peak memory at the start, 5,000 rows",
        "start",
        ("large", "peak_rss_mb"),
        (FLOOR, "peak_rss_mb"),
        None,
        "MB",
    ),
    Figure("quit key to the end, saved, small", "exit", ("small", "exit_ms"), (FLOOR, "exit_ms"), 0.5, "ms"),
    Figure(
        "quit key to the end, saved, 5,000 rows", "exit", ("large", "exit_ms"), (FLOOR, "exit_ms"), 0.5, "ms"
    ),
    Figure("`pmtui --version`, time", "commands", ("version", "wall_ms"), ("argparse", "wall_ms"), 2, "ms"),
    Figure(
        "`pmtui --version`, processor", "commands", ("version", "cpu_ms"), ("argparse", "cpu_ms"), 2, "ms"
    ),
    Figure("`pmtui check FILE`, time", "commands", ("check", "wall_ms"), ("pydantic", "wall_ms"), 2, "ms"),
    Figure("`pmtui check FILE`, processor", "commands", ("check", "cpu_ms"), ("pydantic", "cpu_ms"), 2, "ms"),
)

GROWING = (
    ("start to the first useful screen, ms", "ready_ms"),
    ("first byte after a key, ms", "key.type.first_ms"),
    ("bytes for a character", "key.type.bytes"),
    ("processor time for a character, ms", "key.type.cpu_ms_per_key"),
    ("last byte after a Tab, ms", "key.tab.last_ms"),
    ("last byte after a move in the list, ms", "key.list.last_ms"),
    ("^S after a character, last byte, ms", "key.save.last_ms"),
    ("quit key to the end, ms", "exit_ms"),
    ("peak memory, MB", "peak_rss_mb"),
)
"""What is shown for each of `SIZES`, with its path in the results of the group `growth`."""
