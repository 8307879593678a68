"""A pasted block as timeline rows: a chat scroll, a log, a shell history, notes.

Nothing of the block is dropped without a word: a line without a time belongs to the line above it, or is a
row without a time; the rows are shown for review before they are added.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pmtui.interview.event_entry import EventEntry, described, parse_event
from pmtui.text.patterns import regex
from pmtui.text.reading import Moment, Refused
from pmtui.text.times import Context, leading_moment, parse_moment
from pmtui.text.zones import local, zone_of

MOST_LINES = 5_000
"""How many lines of a paste are read at once."""
LONGEST_LINE = 2_000
"""How much of a line is looked into, in characters; the rest of it is kept."""

_CHAT_HEAD = regex(
    r"(?P<name>[^\W\d_][^\n:<>|=]{0,40}?)(?:[^\S\n]{2,4}|\t|[^\S\n]?[—–-][^\S\n]|[^\S\n]{1,2}(?=\[))(?P<open>\[)?"
    r"(?P<time>[^\[\]\n]{4,40})(?(open)\])[^\S\n]*"
)
_CLOCK_ALONE = regex(r"\[?[0-9]{1,2}:[0-9]{2}\]?")
_BOT = regex(r"[^\S\n]+(?:APP|BOT|WORKFLOW)$")
_SYSLOG = regex(
    r"(?!(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\b)(?P<host>[\w.-]{1,64})[^\S\n](?P<lane>[\w./@-]{1,48})(?:\[[0-9]{1,10}\])?:[^\S\n]"
)
_ACCESS_LOG = regex(
    r"[^\[\n]{1,120}\[(?P<time>[0-9]{1,2}/[A-Za-z]{3}/[0-9]{4}:[0-9:]{8}(?: [+-][0-9]{4})?)\]"
)
_KLOG = regex(r"[IWEF](?P<month>[0-9]{2})(?P<day>[0-9]{2}) (?P<time>[0-9:]{8}(?:\.[0-9]{1,9})?)[^\S\n]+")
_EPOCH = regex(r"\[?(?P<seconds>1[0-9]{9})(?P<fraction>\.[0-9]{1,9})?\]?(?:[^\S\n]+|$)")
_BASH_STAMP = regex(r"#(?P<seconds>1[0-9]{9})$")
_ZSH = regex(r": (?P<seconds>1[0-9]{9}):[0-9]{1,9};(?P<command>.*)")
_HISTORY_NUMBER = regex(r"[^\S\n]*[0-9]{1,6}\*?[^\S\n]{1,3}(?=[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])")
_TABLE_EDGE = regex(r"[^\S\n]*\|[^\S\n]*")
_TABLE_RULE = regex(r"[|:=_~*+\s-]{3,}$")
_HEADING = regex(r"[#=*_\s-]*(?P<day>[^#=*_\n]{4,40}?)[#=*_:\s-]*$")
_ZONE_LINE = regex(
    r"(?:\ball (?:the )?times (?:are )?(?:given )?(?:in )?|\btimes are in |\btime ?zone:? )"
    r"(?P<zone>UTC|GMT|[A-Z][A-Za-z_]{1,20}/[A-Za-z_/]{1,40})",
    re.IGNORECASE,
)
_STARTS_ANEW = regex(r"[^\S\n]*(?:[-*•◦▪–][^\S\n]|[0-9]{1,3}[.)][^\S\n])")


@dataclass(slots=True)
class _Head:
    """The line of a chat that says who wrote what follows, and when."""

    name: str
    moment: Moment
    line: str
    half_days: bool
    used: bool = False


@dataclass(slots=True)
class _Reading:
    """Where the reading of a block stands."""

    context: Context
    phases: tuple[str, ...]
    rows: list[EventEntry]
    phase: str = ""
    head: _Head | None = None
    stamp: Moment | None = None
    fresh: bool = True


def parse_block(text: str, context: Context, phases: tuple[str, ...]) -> tuple[EventEntry, ...]:
    """Return the timeline rows of a pasted block, in its order.

    Each time carries the day and the count of `+7m` forward to the lines below it. A line that is a day alone
    is the day of what follows; "all times UTC" sets the zone of what follows.

    Args:
        text: The block. At most `MOST_LINES` lines are read: of more, a last row says where reading stopped.
        context: What the first time may leave unsaid.
        phases: The phases of the incident's kind, in order.
    """
    lines = text.splitlines()
    reading = _Reading(context, phases, [])
    for line in lines[:MOST_LINES]:
        _read_line(line.rstrip(), reading)
    _leave_head(reading)
    if len(lines) > MOST_LINES:
        reason = f"{MOST_LINES} lines were read, {len(lines) - MOST_LINES} were not: paste those separately"
        reading.rows.append(EventEntry(None, Refused(reason, (0, 0)), "", False, "", ""))
    return tuple(reading.rows)


def _read_line(line: str, reading: _Reading) -> None:
    bare = line[:LONGEST_LINE].strip()
    if not bare or _TABLE_RULE.match(bare):
        reading.fresh = True
        return
    _read_zone(bare, reading)
    for read in (_stamp_of_history, _chat_head, _day_alone):
        if read(bare, reading):
            return
    entry = _machine_line(line, reading) or _written_line(line, reading)
    if entry.moment is None and entry.refused is None:
        _without_time(line, entry, reading)
    else:
        _leave_head(reading)
        reading.stamp = None
        _add(entry, reading)


def _add(entry: EventEntry, reading: _Reading) -> None:
    reading.rows.append(entry)
    if not entry.phase_guessed:  # a wrong guess must not stand in the way of the next
        reading.phase = entry.phase or reading.phase
    reading.fresh = False
    if entry.moment:
        _carry(entry.moment, reading)


def _carry(moment: Moment, reading: _Reading) -> None:
    """Let what follows belong to the day of `moment` and count from it."""
    day = local(moment.at, reading.context.place).date()
    reading.context = replace(reading.context, day=day, after=moment.at)


def _without_time(line: str, entry: EventEntry, reading: _Reading) -> None:
    """Take a line without a time: the text under a chat head or a stamp, more of the line above, or a row."""
    if reading.stamp:
        moment, reading.stamp = reading.stamp, None
        _add(described(moment, line.strip(), reading.phases, reading.phase), reading)
    elif reading.head and reading.fresh:
        head = reading.head
        head.used = True
        _add(described(head.moment, line.strip(), reading.phases, reading.phase, lane=head.name), reading)
    elif not reading.rows or reading.fresh or _STARTS_ANEW.match(line):
        _add(entry, reading)
    else:
        last = reading.rows[-1]
        reading.rows[-1] = replace(last, what=f"{last.what} {line.strip()}".strip())


def _read_zone(line: str, reading: _Reading) -> None:
    found = _ZONE_LINE.search(line)
    name = found["zone"] if found else ""
    if name and zone_of("" if name.upper() in ("UTC", "GMT") else name):
        reading.context = replace(reading.context, zone="" if name.upper() in ("UTC", "GMT") else name)


def _stamp_of_history(line: str, reading: _Reading) -> bool:
    """Take the line `#1795528800` that a shell's history writes above a command."""
    found = _BASH_STAMP.match(line)
    if found:
        reading.stamp = _epoch(found)
        _carry(reading.stamp, reading)
    return found is not None


def _chat_head(line: str, reading: _Reading) -> bool:
    """Take a line `Dana Reyes  2:05 PM`, which says who wrote what follows, and when; or the time alone."""
    head = reading.head
    found = _CHAT_HEAD.fullmatch(line) if len(line) <= 100 else None
    if found:
        moment = parse_moment(found["time"], reading.context)
        name = _BOT.sub("", found["name"].strip())
        half_days = found["time"].rstrip().lower().endswith("m")
    elif head and _CLOCK_ALONE.fullmatch(line):
        moment, name, half_days = _same_half(line, head, reading.context), head.name, head.half_days
    else:
        return False
    if not isinstance(moment, Moment) or moment.precision == "day":
        return False
    _leave_head(reading)
    reading.head, reading.stamp, reading.fresh = _Head(name, moment, line, half_days), None, True
    _carry(moment, reading)
    return True


def _same_half(line: str, head: _Head, context: Context) -> Moment | Refused:
    """Read a time alone under a head; where the head's is of twelve hours (2:05 PM), the next `2:06`."""
    forms = (f"{line} AM", f"{line} PM") if head.half_days else (line,)
    read = [parse_moment(form, context) for form in forms]
    later = [moment for moment in read if isinstance(moment, Moment) and moment.at >= head.moment.at]
    return min(later, key=lambda moment: moment.at) if later else read[0]


def _leave_head(reading: _Reading) -> None:
    """Leave the head of a chat; one under which nothing stood was no head, and is a row itself."""
    head, reading.head = reading.head, None
    if head and not head.used:
        reading.rows.append(EventEntry(head.moment, None, "", False, "", head.line))


def _day_alone(line: str, reading: _Reading) -> bool:
    """Take a heading that is a day and nothing else: the lines below belong to it."""
    found = _HEADING.fullmatch(line) if len(line) <= 60 else None
    day = parse_moment(found["day"].strip(), reading.context) if found else None
    if not isinstance(day, Moment) or day.precision != "day" or day.until is not None:
        return False
    reading.context = replace(reading.context, day=local(day.at, reading.context.place).date(), after=None)
    _leave_head(reading)
    reading.fresh = True
    return True


def _epoch(found: re.Match[str]) -> Moment:
    return Moment(datetime.fromtimestamp(int(found["seconds"]), UTC), "exact", found.span())


def _machine_line(line: str, reading: _Reading) -> EventEntry | None:
    """Read what only machines write: seconds since 1970, access logs, Kubernetes logs, zsh's history."""
    if zsh := _ZSH.fullmatch(line):
        return described(_epoch(zsh), zsh["command"], reading.phases, reading.phase)
    if epoch := _EPOCH.match(line):
        return described(_epoch(epoch), line[epoch.end() :], reading.phases, reading.phase)
    if klog := _KLOG.match(line):
        year = reading.context.day.year if reading.context.day else reading.context.now.year
        written = f"{year}-{klog['month']}-{klog['day']} {klog['time']}"
        moment = parse_moment(written, reading.context)
        rest = line[klog.end() :]
        return described(moment, rest, reading.phases, reading.phase) if isinstance(moment, Moment) else None
    if (access := _ACCESS_LOG.match(line)) and isinstance(
        moment := parse_moment(access["time"], reading.context), Moment
    ):
        return described(moment, line, reading.phases, reading.phase)
    return None


def _written_line(line: str, reading: _Reading) -> EventEntry:
    """Read a line that begins with a time as people and most logs write it."""
    if number := _HISTORY_NUMBER.match(line):
        line = line[number.end() :]
    if edge := _TABLE_EDGE.match(line):
        line = line[edge.end() :].rstrip(" |")
    read = leading_moment(line, reading.context)
    if isinstance(read, tuple) and (syslog := _SYSLOG.match(read[1])) and read[0].precision == "exact":
        entry = described(
            read[0], read[1][syslog.end() :], reading.phases, reading.phase, lane=syslog["lane"]
        )
        return replace(entry, source=entry.source or syslog["host"])
    return parse_event(line, reading.context, reading.phases, reading.phase)
