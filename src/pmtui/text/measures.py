"""What measures something in a sentence: figures with units, thresholds, before and after, complete sets.

The figures of single fields are read by `figures`; its functions are found here too.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from pmtui import content
from pmtui.text.figures import Figure, parse_money, parse_number, parse_percent
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused, Span
from pmtui.values import dataclass

__all__ = [
    "MetricReading",
    "find_complete_sets",
    "find_figures",
    "find_measures",
    "has_change",
    "parse_metric",
    "parse_money",
    "parse_number",
    "parse_percent",
]

LONGEST_TEXT = 2_000
"""How far into a text measures are looked for, in characters."""

_AMOUNT = (
    r"[~≈]?(?:[A-Z]{0,2}[$€£₹])?"
    r"(?:[0-9]{1,3}(?:[,\u00a0\u202f ][0-9]{3}){1,4}(?![0-9])|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
    r"(?:[^\S\n]?(?:million|billion|thousand|mn|bn|[kKMB](?![A-Za-z])))?"
)
_UNIT = (
    r"(?:[^\S\n]?(?:%|‰|per[^\S\n]?cent|pct|percentage points?|ms|[µu]s|ns|seconds?|secs?|s"
    r"|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|months?|years?|[KMGTP]i?B(?:/s|ps)?|[kKMGT]?bit/s|[KMG]?bps|rps|qps|req/s|Hz|x|°C)(?![A-Za-z0-9]))"
)
_RATE = r"(?:[^\S\n]?/[^\S\n]?[a-z]{1,12}|[^\S\n](?:per|a|an|each|every)[^\S\n][a-z]{1,12})"
_CLOCK_SPAN = r"[0-9]{1,3}(?::[0-9]{2}){1,2}(?=[^\S\n](?:h|hours?|min|minutes?)(?![a-z]))"
_ONE = rf"{_AMOUNT}{_UNIT}?{_RATE}?"
_ARROW = r"[^\S\n]?(?:-{1,2}>|=>|→|➔|⟶)[^\S\n]?"
_CHANGE = regex(
    rf"(?=[0-9<>≤≥~≈$€£₹A-Zf])(?:from[^\S\n])?(?:[<>≤≥]=?[^\S\n]?)?{_ONE}(?:{_ARROW}|[^\S\n](?:(?:down|up)[^\S\n])?to[^\S\n])(?:[<>≤≥]=?[^\S\n]?)?{_ONE}"
)
_MAY_CHANGE = regex(
    r"(?:>|→|➔|⟶|[^\S\n]to[^\S\n])[^\S\n]?(?:[<>≤≥]=?[^\S\n]?)?[~≈]?(?:[A-Z]{0,2}[$€£₹])?[0-9]"
)
"""What stands behind the arrow of every change: most texts are spared the long pattern."""
_MEASURE = regex(
    rf"(?<![\w#@/$€£.:-])(?=[0-9<>≤≥~≈$€£₹]|[A-Z]{{1,2}}[$€£₹]|under|below|above|over|within|at[^\S\n]|up[^\S\n])(?:(?:[<>≤≥]=?|under|below|above|over|within|at[^\S\n]least|at[^\S\n]most|up[^\S\n]to)[^\S\n]?)?"
    rf"(?:{_CLOCK_SPAN}|(?:[0-9]{{1,6}}(?:-|–|[^\S\n]to[^\S\n]))?{_ONE})(?![\w]|[.:/-][0-9]|-?(?:rc|beta|alpha)[0-9])",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"


@cache
def _no_measure() -> re.Pattern[str]:
    """Return what holds a number and measures nothing: dates, clock times, versions, codes, names."""
    data: dict[str, Any] = content.toml("text/measures.toml")["names"]
    before, codes, counted = ("|".join(data[key]) for key in ("before_numbers", "behind_codes", "counted"))
    return re.compile(
        r"(?:(?<![A-Za-z])(?=[A-Za-z])|(?=[0-9#]))(?:"
        r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:[T ][0-9:.]{1,15})?|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"
        rf"|\b(?:{before})[^\S\n#.:-]{{0,2}}#?[0-9]{{1,12}}(?:\.[0-9]{{1,12}}){{0,6}}"
        rf"|\b[1-5][0-9]{{2}}s?[^\S\n](?:{codes})[a-z]{{0,12}}|\b[45][0-9]{{2}}s\b"
        r"|#[0-9]{1,12}|\b[0-9]{1,12}(?:\.[0-9]{1,12}){2,6}[\w.-]{0,40}|https?://\S{1,300}"
        rf"|\b[0-9]{{1,2}}(?:st|nd|rd|th)?[^\S\n](?:{_MONTHS})[a-z]{{0,7}}(?:[^\S\n,]{{1,2}}[0-9]{{4}})?"
        rf"|\b(?:{_MONTHS})[a-z]{{0,7}}\.?[^\S\n][0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?[^\S\n][0-9]{{4}})?"
        r"|\b(?:in|since|of|year|by|until|the|early|late|mid)[^\S\n-](?:19|20)[0-9]{2}s?\b"
        rf"(?![^\S\n](?:{counted}))"
        r"|\b[0-9]{1,2}[^\S\n]?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?![a-z])|\b[0-9]{1,2}\)(?=[^\S\n])"
        r"|(?<=[a-z,\" ])(?<=[^.!?:]\s)(?-i:[A-Z])[a-z]{2,14}[^\S\n][0-9]{1,4}"
        rf"(?![\w%.,:-]|[^\S\n](?:of|out|percent|million|thousand|times|{counted})))",
        re.IGNORECASE,
    )


_SIDE = regex(rf"(?P<figure>{_AMOUNT})[^\S\n]?(?P<unit>[^\s,;0-9()]{{0,20}})")
_FILLER = regex(
    r"(?:[^\S\n,:=(-]|^)?[^\S\n]*(?:[:=]|(?:dropped|drops?|fell|falls?|rose|rises?|went|goes|moved?|grew|grows?|jumped|sank"
    r"|increased?s?|decreased?s?|reduced?|improved?|was|is|from|of|down|up|at)(?![a-z]))[^\S\n]*$",
    re.IGNORECASE,
)
_SPLIT = regex(rf"{_ARROW}|[^\S\n](?:(?:down|up)[^\S\n])?to[^\S\n]")


_SECONDS: dict[str, Figure] = {"ms": 0.001, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1}
_SECONDS |= {"m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60}
_SECONDS |= {
    "h": 3600,
    "hr": 3600,
    "hrs": 3600,
    "hour": 3600,
    "hours": 3600,
    "d": 86400,
    "day": 86400,
    "days": 86400,
}


@dataclass(frozen=True, slots=True)
class MetricReading:
    """A metric before and after, as one line gives it: `NPS 50 -> 30`, `error rate 0.1 % -> 12 %`."""

    name: str
    before: Figure
    after: Figure
    unit: str


@cache
def _sets() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of complete sets, of what only looks like one, and of figures in words."""
    data: dict[str, Any] = content.toml("text/measures.toml")
    excepted = "|".join(re.escape(phrase) for phrase in data["sets"]["except"])
    strong = "|".join(re.escape(word) for word in data["sets"]["strong"])
    words = "|".join(re.escape(word) for word in data["words"]["numbers"])
    return (
        re.compile(
            rf"(?<![\w-])(?:{strong})(?:[^\S\n]{{1,3}}(?:of[^\S\n])?(?:the[^\S\n]|our[^\S\n])?[\w`'/-]{{2,40}})",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![\w-])(?:{excepted})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{words})(?![\w-])(?=[^\S\n][\w`])", re.IGNORECASE),
    )


def find_measures(text: str) -> tuple[Span, ...]:
    """Return where `text` measures something, in order, without overlaps: its figures and complete sets."""
    figures = list(find_figures(text))
    return tuple(sorted(_free(list(find_complete_sets(text)), figures)))


_DIGIT = regex("[0-9]")


@lru_cache(maxsize=1024)
def find_figures(text: str) -> tuple[Span, ...]:
    """Return where `text` gives a figure: with its unit, threshold, rate; before and after as one; in words.

    Dates, clock times, versions, tickets, status codes and names such as p99 measure nothing.
    """
    line = text[:LONGEST_TEXT]
    _, _, words = _sets()
    spans: list[Span] = []
    if _DIGIT.search(line):  # without one, only words can count
        changes = [found.span() for found in _CHANGE.finditer(line)] if _MAY_CHANGE.search(line) else []
        measures = [found.span() for found in _MEASURE.finditer(line)]
        taken = _no_measures(line, changes + measures)
        changes = [span for span in changes if not _within(span, taken)]
        spans = _free(measures, changes, taken)
    return tuple(sorted(_free([found.span() for found in words.finditer(line)], spans)))


_AROUND = 60
"""How far from a figure what makes it no measure can begin or end, in characters; a link can be longer."""


def _no_measures(line: str, spans: list[Span]) -> list[Span]:
    """Return what holds a number and measures nothing, as far as it can touch one of `spans`."""
    if not spans or "://" in line:
        return [found.span() for found in _no_measure().finditer(line)] if spans else []
    windows: list[list[int]] = []
    for start, end in sorted(spans):
        if windows and start - _AROUND <= windows[-1][1]:
            windows[-1][1] = max(windows[-1][1], end + _AROUND)
        else:
            windows.append([max(0, start - _AROUND), end + _AROUND])
    return [found.span() for start, end in windows for found in _no_measure().finditer(line, start, end)]


def find_complete_sets(text: str) -> tuple[Span, ...]:
    """Return where `text` names a complete set: "all queues", "every subdomain"; not "after all"."""
    sets, excepted, _ = _sets()
    line = text[:LONGEST_TEXT]
    taken = [found.span() for found in excepted.finditer(line)]
    return tuple(_free([found.span() for found in sets.finditer(line)], [], taken))


def _within(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _free(candidates: list[Span], spans: list[Span], taken: list[Span] | None = None) -> list[Span]:
    """Return `spans` and those candidates that overlap neither them nor what is `taken`."""
    out = list(spans)
    covered = bytearray(max((end for _, end in (*candidates, *spans, *(taken or ()))), default=0))
    for start, end in (*spans, *(taken or ())):
        covered[start:end] = b"\1" * (end - start)
    for start, end in candidates:
        if covered.find(1, start, end) < 0:
            out.append((start, end))
            covered[start:end] = b"\1" * (end - start)
    return out


def has_change(text: str) -> Span | None:
    """Return where `text` tells a figure before and after (`3/month -> 0`); None where it does not."""
    line = text[:LONGEST_TEXT]
    found = _CHANGE.search(line) if _MAY_CHANGE.search(line) else None
    return found.span() if found else None


def parse_metric(text: str) -> MetricReading | Refused:
    """Return name, before, after and unit of a metric: `NPS 50 -> 30`, `p99 from 0.8 s to 12 s`."""
    whole: Span = (0, len(text))
    line = text.strip()
    if len(line) > 200:
        return Refused("this is too long for one metric: give its name, before and after", whole)
    found = _CHANGE.search(line)
    if not found:
        return Refused("give the name and both figures, such as NPS 50 -> 30", whole)
    name = line[: found.start()]
    while (filler := _FILLER.search(name)) and filler.start() < len(name):
        name = name[: filler.start()].rstrip()
    name = name.strip(" ,:=-(")
    if not name:
        return Refused("what is measured: give its name before the figures, such as NPS 50 -> 30", whole)
    between = _SPLIT.search(line, found.start())
    if between is None:
        return Refused("give the name and both figures, such as NPS 50 -> 30", whole)
    before, after = _side(line[found.start() : between.start()]), _side(line[between.end() :])
    if isinstance(before, Refused) or isinstance(after, Refused):
        reason = (
            before.reason
            if isinstance(before, Refused)
            else after.reason
            if isinstance(after, Refused)
            else ""
        )
        return Refused(reason, whole)
    if before[1] and after[1] and before[1] != after[1]:
        return _in_one_unit(name, before, after, whole)
    return MetricReading(name, before[0], after[0], after[1] or before[1])


def _in_one_unit(
    name: str, a: tuple[Figure, str], b: tuple[Figure, str], whole: Span
) -> MetricReading | Refused:
    """Bring two times (`2 hr`, `30 min`) to the smaller of their units; refuse any other pair."""
    lengths = _SECONDS.get(a[1]), _SECONDS.get(b[1])
    if lengths[0] is None or lengths[1] is None:
        return Refused(f"the two figures have different units, {a[1]} and {b[1]}: give both in one", whole)
    unit, length = (a[1], lengths[0]) if lengths[0] < lengths[1] else (b[1], lengths[1])
    before, after = (
        round(figure * of / length, 6) for figure, of in ((a[0], lengths[0]), (b[0], lengths[1]))
    )
    return MetricReading(name, _whole(before), _whole(after), unit)


def _whole(figure: Figure) -> Figure:
    return int(figure) if figure == int(figure) else figure


def _side(text: str) -> tuple[Figure, str] | Refused:
    """Return the figure and the unit at one side of the arrow."""
    text = re.sub(r"^(?:from[^\S\n])?[<>≤≥=~≈]*[^\S\n]?", "", text.strip())
    found = _SIDE.match(text)
    if not found:
        return Refused("give both figures, such as 50 -> 30", (0, len(text)))
    sign = re.match(r"[A-Z]{0,2}[$€£₹]", found["figure"])
    value = parse_number(found["figure"][sign.end() :] if sign else found["figure"])
    unit = found["unit"].rstrip(".)")
    return value if isinstance(value, Refused) else (value, (sign.group() if sign else "") + unit)
