"""A person's name apart from what is done: "Priya: add ...", "... (Priya, Apr 1)", a cell of a table.

Nothing but the place and the name says that it is the owner, so only names that are known, or are written as
a given name and a family name, count in most places.
"""

from __future__ import annotations

import re

from pmtui.text.days import MONTH_NAMES
from pmtui.text.memory import remembered
from pmtui.text.owners.words import data, is_known, is_name, no_person
from pmtui.text.patterns import regex
from pmtui.text.reading import Owner, Span

_S = r"[^\S\n]"
_PROPER = r"(?:[^\W\d_a-z]\.|(?:[^\W\d_a-z][’'])?[^\W\d_a-z][^\W\d_]{1,24}(?:-[^\W\d_a-z][^\W\d_]{1,20})?)"
_OF = r"(?:van|de|von|da|el|al|bin|der|den|del|di|du|la|le)"
_NAME = rf"(?P<name>{_PROPER}(?:{_S}(?:{_OF}{_S}){{0,2}}{_PROPER}){{0,2}})"
_BULLET = r"(?:[-*•][^\S\n]{1,3}|[0-9]{1,3}[.)][^\S\n]{1,3}|\[[ xX]\][^\S\n]{1,3}){0,2}"
_MONTHS = frozenset(name.lower() for name in MONTH_NAMES)

_IN_FRONT = regex(
    rf"^{_S}{{0,8}}{_BULLET}(?P<whole>(?:[*_]{{1,3}})?{_NAME}(?:[*_]{{1,3}})?(?:{_S}\([^()\n]{{1,30}}\))?(?:[:,]|{_S}[-–—])(?:[*_]{{1,3}})?)(?={_S}[^\W\d_]{{2}})",
    re.MULTILINE,
)
_BOLD = regex(
    rf"(?:^{_S}{{0,8}}{_BULLET}(?P<whole>\*\*{_NAME}\*\*)(?={_S}[^\W\d_]{{2}})"
    rf"|(?P<whole_behind>\*\*{_NAME.replace('<name>', '<name_behind>')}\*\*)(?={_S}*(?:[/,].{{0,40}})?$))",
    re.MULTILINE,
)
_INITIALS = r"\*\*(?P<name>[A-Z]{2,3})\*\*"
_BOLD_INITIALS = regex(
    rf"(?:^{_S}{{0,8}}{_BULLET}|(?<=\s))(?P<whole>{_INITIALS})(?={_S}[^\W\d_]{{2}}|{_S}*(?:/.{{0,40}})?$)",
    re.MULTILINE,
)
_BRACKETS_IN_FRONT = regex(
    rf"^{_S}{{0,8}}{_BULLET}(?P<whole>[\[(]{_NAME}[\])]:?)(?={_S}[^\W\d_]{{2}})", re.MULTILINE
)
_BRACKETS = regex(rf"(?P<whole>[\[(]{_NAME}[\])])(?={_S}*[.,;]?{_S}*(?:$|\n|by |due |before ))")
_WITH_A_DAY = regex(
    rf"[\[(](?P<whole>{_NAME}[,;:]?{_S}(?:by{_S}|due{_S}|before{_S})?)"
    r"(?=[0-9]|end |Q[1-4]|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"|next|tomorrow|today|EO[DWMQY])"
)
_BEHIND = regex(
    rf"(?P<whole>{_S}(?:-{{1,2}}>|=>|→|➔|--|//|[-–—]){_S}{_NAME})(?={_S}*(?:$|[.,;(\[|\n]))", re.MULTILINE
)
_BETWEEN_COMMAS = regex(
    rf"(?P<whole>[,;]{_S}{_NAME})(?={_S}*(?:$|[,;.\n(\[]|by |due |before ))", re.MULTILINE
)
_CELL = regex(r"(?<=\|)[^|\n]{1,60}(?=\||$)", re.MULTILINE)
_HANDLE = regex(r"@?[a-z][a-z0-9_-]{1,24}(?:\.[a-z0-9_-]{1,24})?")


def find_apart(line: str) -> Owner | None:
    """Return the person whose name stands apart in front of, behind or within what is done; None for none."""
    if "|" in line and (owner := _in_a_cell(line)):
        return owner
    if "**" in line and (owner := _in_bold(line)):
        return owner
    for pattern, is_person in (
        (_IN_FRONT, is_known),
        (_BRACKETS_IN_FRONT, _is_full),
        (_WITH_A_DAY, is_name),
        (_BRACKETS, _is_full),
        (_BEHIND, is_name),
        (_BETWEEN_COMMAS, _is_full),
    ):
        for found in pattern.finditer(line):
            name = found["name"].rstrip(".") if len(found["name"]) > 2 else found["name"]
            if is_person(name) and name.lower() not in _MONTHS:
                return Owner(name, _trimmed(line, found.span("whole")))
    return None


def _in_bold(line: str) -> Owner | None:
    """Return the person whose name or initials stand in bold in front of or behind what is done."""
    for found in _BOLD.finditer(line):
        part = "" if found["name"] else "_behind"
        if is_known(found["name" + part]):
            return Owner(found["name" + part], found.span("whole" + part))
    for found in _BOLD_INITIALS.finditer(line):
        if found["name"].lower() not in _no_handles():
            return Owner(found["name"], found.span("whole"))
    return None


def _is_full(name: str) -> bool:
    """Return whether a name is known, or an initial and a family name."""
    return is_known(name) or (is_name(name) and re.match(r"[^\W\d_]\.[^\S\n]", name) is not None)


def _trimmed(line: str, span: Span) -> Span:
    start, end = span
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


@remembered(None)
def _no_handles() -> frozenset[str]:
    group, nobody, systems = no_person()
    return frozenset(data()["cells"]) | group | nobody | systems


def _in_a_cell(line: str) -> Owner | None:
    """Return the person or handle that fills a cell of a table: "| add a check | prevent | priya |"."""
    for found in _CELL.finditer(line):
        text = found.group().strip().split(",")[0].rstrip()
        start = found.start() + found.group().index(text) if text else 0
        handle = _HANDLE.fullmatch(text) is not None and text.lstrip("@") not in _no_handles()
        if handle or (is_name(text) and len(text) > 1 and text.lower() not in data()["cells"]):
            return Owner(text.lstrip("@"), (start, start + len(text)))
    return None
