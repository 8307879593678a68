"""The lines that change what is there: news of an action, and a person's own score."""

from __future__ import annotations

import re
from datetime import date

from pmtui.interview.entry_line import Entered, Entry, Line, Shown
from pmtui.model.edit import Edit
from pmtui.text.deadlines import find_deadline
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused

_SCORE = regex(r"\s*([1-5])(?:/5)?(?![0-9.])[\s,;:.–-]*(?:because\s+)?(.*)", re.DOTALL)
_NO_SCORE = ("none", "-", "0")
_BETWEEN = " \t,;:.–—-|"


def _slip(line: Line) -> tuple[date | None, str] | Refused:
    """Return the day that news begin with, if they do, and the words behind it."""
    found = find_deadline(line.text, line.today)
    begins = re.match(r"(?:(?:now|due|moved|slipped)\s+)?(?:to\s+)?", line.text, re.IGNORECASE)
    if found is None or found.span[0] > (begins.end() if begins else 0):
        return None, line.text
    if isinstance(found, Refused):
        return found
    rest = line.text[found.span[1] :].strip(_BETWEEN)
    return found.day, re.sub(r"^(?:because|since)\s+", "", rest, flags=re.IGNORECASE)


def _enter_slip(line: Line) -> Entered:
    read = _slip(line)
    if isinstance(read, Refused):
        return Refused(f"The day was not understood: {read.reason}", read.span)
    day, why = read
    row = line.path.removesuffix(".log.new")
    action = next((action for action in line.pm.action if f"action.{action.id}" == row), None)
    if action is None:
        return Refused("This action is not there any more.", (0, len(line.text)))
    log = f"{row}.log.{len(action.log)}"
    if day is None or day == action.due:
        return (Edit(log, {"at": line.context.now, "what": line.text}),)
    if not why:
        return Refused("What moved it? Put a word on it behind the day.", (0, len(line.text)))
    before = f"from {action.due} to {day}" if action.due else f"to {day}"
    said = {"at": line.context.now, "what": f"due moved {before}: {why}"}
    return (Edit(log, said), Edit(f"{row}.due", day))


def _shown_slip(line: Line) -> Shown:
    read = _slip(line)
    if isinstance(read, Refused):
        return (), read.reason
    day, why = read
    return ((f"due {day}", why) if why else (f"due {day}", "no reason yet")) if day else ("news", why), ""


def _score(line: Line) -> tuple[int, str] | Refused | None:
    """Return the score and its reason; None where the person takes their own score back."""
    if line.text.lower() in _NO_SCORE:
        return None
    found = _SCORE.match(line.text)
    if not found:
        return Refused("A score from 1 to 5, and why: 4, the log was lost. `none` takes yours back.", (0, 1))
    if not found[2].strip():
        return Refused("Why this score? A word behind it is kept beside the worked-out one.", found.span(1))
    return int(found[1]), found[2].strip()


def _enter_score(line: Line) -> Entered:
    read = _score(line)
    if isinstance(read, Refused):
        return read
    criterion = line.path.removeprefix("review.override.")
    own = line.pm.review.override
    at = next((number for number, one in enumerate(own) if one.criterion == criterion), len(own))
    if read is None:
        if at == len(own):
            return Refused("There is no score of yours to take back.", (0, len(line.text)))
        return (Edit(f"review.override.{at}", None),)
    row = {"criterion": criterion, "score": read[0], "why": read[1]}
    return (Edit(f"review.override.{at}", row),)


def _shown_score(line: Line) -> Shown:
    read = _score(line)
    if isinstance(read, Refused):
        return (), read.reason
    return (("the worked-out score",) if read is None else (f"score {read[0]}", read[1])), ""


NEWS = Entry(_enter_slip, _shown_slip)
"""News of an action; a day in front moves its deadline."""
SCORE = Entry(_enter_score, _shown_score)
"""A person's own score for a criterion of the rubric, and why."""
