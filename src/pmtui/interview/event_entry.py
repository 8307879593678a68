"""The quick entry of a timeline row: `14:05 pager: p99 above 2 s (believed: payment provider)`."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from pmtui import content
from pmtui.interview.signs import guess_phase, named_phase
from pmtui.text.patterns import regex
from pmtui.text.reading import Moment, Refused
from pmtui.text.times import Context, leading_moment, show_moment
from pmtui.values import dataclass

_BULLET = regex(r"[^\S\n]*(?:[-*•◦▪–][^\S\n]+|[0-9]{1,3}[.)][^\S\n]+)?")
_PHASE = regex(r"\[(?P<phase>[^\[\]]{1,40})\][^\S\n]*[:,-]?[^\S\n]*")
_NICK = regex(r"<[^\S\n]?[@+%&~]?(?P<lane>[\w.|^`-]{1,40})>[^\S\n]*")
_LANE = regex(r"(?P<lane>@?[^\W_][\w.@/&+#-]{0,39}(?:[^\S\n][\w.@/&+#-]{1,30}){0,2}):[^\S\n]+(?=\S)")
_BELIEVED = regex(
    r"(?:\((?:believed|thought)(?: then)?:(?P<inside>[^()]{1,400})\)"
    r"|[;,.][^\S\n]*believed(?: then)?:(?P<rest>[^\n]{1,400}))$",
    re.IGNORECASE,
)
_SOURCE = regex(r"\((?:source|via):(?P<value>[^()\n]{1,200})\)$", re.IGNORECASE)
_EVIDENCE = regex(
    r"(?:^|(?<=[\s(]))(?:evidence:[^\S\n]?)?<?(?P<value>https?://[^\s<>()]{1,1000}(?:\([^\s<>()]{0,100}\)[^\s<>()]{0,200})?)>?\)?$",
    re.IGNORECASE,
)
LONGEST_LINE = 4_000
"""Up to which length the end of a line is looked at for what it was believed to be, source and evidence."""

_LEFT_OPEN = " \t-–—,;:("


@dataclass(frozen=True, slots=True)
class EventEntry:
    """A timeline row as one line gave it.

    Attributes:
        moment: When; None where the line gives no time, or one that was refused.
        refused: Why its time was not understood; the line is then kept whole in `what`.
        phase: One of the incident's phases; empty where the line says none and none is guessed.
        phase_guessed: Whether the phase is a guess from a clear word.
        lane: Who or what acted: `pager` in `14:05 pager: ...`.
        what: What happened.
        source: Where it was taken from, as `(source: ...)` gives it.
        evidence: The address at the end of the line.
        believed: What was thought then, as `(believed: ...)` gives it.
    """

    moment: Moment | None
    refused: Refused | None
    phase: str
    phase_guessed: bool
    lane: str
    what: str
    source: str = ""
    evidence: str = ""
    believed: str = ""

    def shown(self, zone: str) -> tuple[str, ...]:
        """Return what was understood besides the words: time in `zone`, phase, lane and the rest."""
        pieces = [shown_time(self.moment, zone) if self.moment else "no time"]
        if self.refused:
            pieces[0] = f"time not understood: {self.refused.reason}"
        if self.phase:
            pieces.append(f"{self.phase} (guess)" if self.phase_guessed else self.phase)
        if self.lane:
            pieces.append(self.lane)
        for label, value in (
            ("believed", self.believed),
            ("source", self.source),
            ("evidence", self.evidence),
        ):
            if value:
                pieces.append(f"{label}: {value}")
        return tuple(pieces)

    def row(self) -> dict[str, Any]:
        """Return the keys of a timeline row that this entry fills, without an id."""
        moment = self.moment
        at: dict[str, datetime | str | None] = {}
        if moment:
            at = {"at": moment.at, "until": moment.until, "precision": moment.precision}
        texts = {
            "phase": self.phase,
            "lane": self.lane,
            "what": self.what,
            "source": self.source,
            "evidence": self.evidence,
            "believed": self.believed,
        }
        return {key: value for key, value in {**at, **texts}.items() if value}


def shown_time(moment: Moment, zone: str) -> str:
    """Return a moment with its day and the name of the zone, as the parse beneath a field shows it."""
    text = show_moment(moment.at, moment.precision, zone, moment.until, with_day=True)
    return text if moment.precision == "day" else f"{text} {zone or 'UTC'}"


def parse_event(line: str, context: Context, phases: tuple[str, ...], previous_phase: str = "") -> EventEntry:
    """Return what one line says of a timeline row; it never fails, what is not understood stays in `what`.

    Args:
        line: What was typed: a time, `[phase]`, `lane:`, what happened, `(believed: ...)`, an address.
        context: What the time may leave unsaid.
        phases: The phases of the incident's kind, in order.
        previous_phase: The phase of the row before; an earlier one is not guessed.
    """
    bullet = _BULLET.match(line)
    text = line[bullet.end() if bullet else 0 :].rstrip()
    read = leading_moment(text, context)
    if isinstance(read, Refused):
        shift = len(line) - len(line[bullet.end() if bullet else 0 :])
        span = (read.span[0] + shift, read.span[1] + shift)
        return EventEntry(None, Refused(read.reason, span), "", False, "", text)
    moment, rest = read if read else (None, text)
    return described(moment, rest, phases, previous_phase)


def described(
    moment: Moment | None, rest: str, phases: tuple[str, ...], previous_phase: str = "", lane: str = ""
) -> EventEntry:
    """Return the row of a known moment, from what stands behind the time; a given `lane` goes first."""
    phase, rest = _take_phase(rest, phases)
    written, rest = ("", rest) if lane else _take_lane(rest)
    if not phase and (named := named_phase(written, phases)):
        phase, written = named, ""
        written, rest = _take_lane(rest)
    if not phase:
        phase, rest = _take_phase(rest, phases)
    rest, ends = _take_ends(rest.strip())
    guessed = "" if phase else _guess(rest, lane or written, phases, previous_phase)
    return EventEntry(
        moment=moment,
        refused=None,
        phase=phase or guessed,
        phase_guessed=bool(guessed),
        lane=lane or written,
        what=rest,
        source=ends.get("source", ""),
        evidence=ends.get("evidence", ""),
        believed=ends.get("believed", ""),
    )


def _take_phase(text: str, phases: tuple[str, ...]) -> tuple[str, str]:
    found = _PHASE.match(text)
    phase = named_phase(found["phase"], phases) if found else ""
    return (phase, text[found.end() :]) if found and phase else ("", text)


def _guess(what: str, lane: str, phases: tuple[str, ...], previous_phase: str) -> str:
    """Guess the phase from what happened, else from who acted: a pager that says "resolved" resolves."""
    return guess_phase(what, phases, previous_phase) or guess_phase(lane, phases, previous_phase)


def _take_lane(text: str) -> tuple[str, str]:
    if nick := _NICK.match(text):
        return nick["lane"], text[nick.end() :]
    found = _LANE.match(text)
    if not found or not _is_lane(found["lane"]):
        return "", text
    return found["lane"], text[found.end() :]


def _is_lane(phrase: str) -> bool:
    """Return whether the words before a colon are who or what acted, rather than part of the sentence."""
    data = content.toml("text/lanes.toml")
    words = phrase.lower().split()
    if phrase.lower() in data["never"] or words[0] in data["openers"]:
        return False
    verbs = (word for word in phrase.split() if word.islower() and word.endswith(("ed", "ing")))
    if any(word not in data["nouns"] for word in verbs):
        return False
    return len(words) < 3 or phrase.istitle()


def _take_ends(text: str) -> tuple[str, dict[str, str]]:
    """Take address, belief and source off the end of `text`, in any order, each once; never all of it."""
    ends: dict[str, str] = {}
    patterns = {"evidence": _EVIDENCE, "believed": _BELIEVED, "source": _SOURCE}
    while len(text) <= LONGEST_LINE:
        for name, pattern in patterns.items():
            found = pattern.search(text) if name not in ends else None
            left = text[: found.start()].rstrip(_LEFT_OPEN) if found else ""
            if found and left:
                values = [value for value in found.groupdict().values() if value]
                ends[name], text = values[0].strip(), left
                break
        else:
            break
    return text, ends
