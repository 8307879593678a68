"""Regular expressions of a team's rules: taken where they are sure to end soon, refused with a reason else.

Python's own parser takes the pattern apart; nothing else in the program knows that parser. A pattern is fit
when each repeat is bounded, and when the ways in which it can be tried from one place of a sentence are few.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from re import _parser as parser  # type: ignore[attr-defined]  # its nodes are read here, and only here
from typing import Any

LONGEST = 300
"""Characters of a pattern."""
MOST_REPEATS = 100
"""The highest bound of one repeat."""
MOST_NESTED = 300
"""The highest product of bounds, one inside the other."""
MOST_WAYS = 1_000
"""In how many ways a pattern may be tried from one place of the text."""

_Nodes = Sequence[tuple[Any, Any]]
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_ONE = ("LITERAL", "NOT_LITERAL", "IN", "ANY")
_SAMPLE = [*map(chr, range(128)), "é", "Ж", "あ", "٣", "’", "–", "\u00a0"]
"""Characters in which the sets of two neighbours are compared: ASCII, and some of each sort beyond it."""
_EVERYTHING = frozenset(_SAMPLE)
_ASCII = frozenset(_SAMPLE[:128])


def fit(pattern: str) -> re.Pattern[str]:
    """Return the pattern, compiled, upper and lower case alike.

    Raises:
        ValueError: It is no regular expression, could run away, or matches where nothing is; the message
            says why and what to write instead, and can be shown.
    """
    if len(pattern) > LONGEST:
        raise ValueError(f"the pattern is longer than {LONGEST} characters: make two of it")
    check(pattern)
    return re.compile(pattern, re.IGNORECASE)


def check(pattern: str) -> None:
    """Raise ValueError, as `fit` does, for a pattern of any length; compile nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = parser.parse(pattern, re.IGNORECASE)
    except (re.error, Warning, OverflowError, RecursionError) as error:
        what = error.msg if isinstance(error, re.error) else str(error)
        raise ValueError(f"it is no regular expression: {ascii(what)[1:-1]}") from None
    nodes = tuple(tree)
    _bounded(nodes, 1)
    if tree.getwidth()[0] < 1:
        raise ValueError("the pattern also matches where nothing is: at least one character has to be there")
    if _ways(nodes, _EVERYTHING) > MOST_WAYS:
        raise ValueError(
            "the pattern can be tried in too many ways: lower the bounds, or put between two repeats a "
            r'character that neither takes, as the space in "\w{1,30} \w{1,30}"'
        )


# -- bounds -----------------------------------------------------------------------------------------------


def _bounded(nodes: _Nodes, around: int) -> None:
    """Refuse what has no bound, or bounds whose product is over the limit, and what is not known here."""
    for op, value in nodes:
        name = str(op)
        if name in _REPEATS:
            _, most, body = value
            _within(most, around)
            _bounded(tuple(body), around * max(1, int(most)))
        elif name in ("GROUPREF", "GROUPREF_EXISTS"):
            raise ValueError(r"the pattern refers back to a group: write the words out in place of \1")
        elif name not in (*_ONE, "AT", "BRANCH", "SUBPATTERN", "ASSERT", "ASSERT_NOT", "ATOMIC_GROUP"):
            raise ValueError(f"the pattern holds {name.lower()}, which is not known here")
        for part in _inner(name, value):
            _bounded(part, around)


def _within(most: Any, around: int) -> None:
    if most is parser.MAXREPEAT:
        raise ValueError(
            r"the pattern repeats without a bound: write \w{1,30} in place of \w+, and .{0,30} in place of .*"
        )
    if int(most) > MOST_REPEATS:
        raise ValueError(f"the pattern repeats up to {int(most)} times: the most is {MOST_REPEATS}")
    if around * int(most) > MOST_NESTED:
        raise ValueError(
            f"the pattern has repeats inside repeats that come to more than {MOST_NESTED}: lower the bounds"
        )


def _inner(name: str, value: Any) -> Iterator[_Nodes]:
    """Yield the parts of a node that is no repeat."""
    if name == "BRANCH":
        yield from (tuple(branch) for branch in value[1])
    elif name == "SUBPATTERN":
        yield tuple(value[3])
    elif name in ("ASSERT", "ASSERT_NOT"):
        yield tuple(value[1])
    elif name == "ATOMIC_GROUP":
        yield tuple(value)


# -- ways -------------------------------------------------------------------------------------------------


def _ways(nodes: _Nodes, behind: frozenset[str]) -> int:
    """Return at most in how many ways the nodes can be tried from one place, cut off above the limit.

    Args:
        nodes: What stands in order.
        behind: The characters with which what follows can begin.
    """
    ways = 1
    for op, value in reversed(nodes):
        name = str(op)
        ways *= _ways_of(name, value, behind)
        if ways > MOST_WAYS:
            return MOST_WAYS + 1
        first, can_be_empty = _first(((op, value),))
        behind = (first | behind) - _kept_out(name, value) if can_be_empty else first
    return ways


def _kept_out(name: str, value: Any) -> frozenset[str]:
    r"""Return the characters that can not follow, as a (?!\w) says."""
    if name != "ASSERT_NOT" or value[0] != 1 or len(value[1]) != 1 or str(value[1][0][0]) != "IN":
        return frozenset()
    known = (str(part) for op, part in value[1][0][1] if str(op) == "CATEGORY")
    turned = any(str(op) == "NEGATE" for op, _ in value[1][0][1])
    return frozenset[str]() if turned else frozenset[str]().union(*map(_category, known))


def _ways_of(name: str, value: Any, behind: frozenset[str]) -> int:
    if name not in _REPEATS:
        return max(1, _ways_of_one(tuple(_inner(name, value)), behind))
    least, most, body = int(value[0]), int(value[1]), tuple(value[2])
    first, _ = _first(body)
    each = _ways(body, first | behind)
    ends = 1 if first.isdisjoint(behind) else most - least + 1  # where it may end is plain, or to be tried
    return min(MOST_WAYS + 1, ends * each ** min(most, 20)) if each > 1 else ends


def _ways_of_one(branches: Sequence[_Nodes], behind: frozenset[str]) -> int:
    """Return the ways of branches: of those that begin with the same character, all may be tried."""
    if len(branches) < 2:
        return sum(_ways(branch, behind) for branch in branches)
    by_first: dict[str, int] = {}
    for branch in branches:
        ways = _ways(branch, behind)
        first, can_be_empty = _first(branch)
        for each in first | behind if can_be_empty else first:
            by_first[each] = by_first.get(each, 0) + ways
    return max(by_first.values(), default=1)


def _first(nodes: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str], bool]:
    """Return with which characters (of the sample) nodes can begin, and whether they may take none."""
    found: frozenset[str] = frozenset()
    for op, value in nodes:
        name = str(op)
        if name in _ONE:
            return found | _set(name, value), False
        if name in _REPEATS:
            first, empty = _first(tuple(value[2]))
            empty = empty or int(value[0]) == 0
        elif name in ("AT", "ASSERT", "ASSERT_NOT"):
            first, empty = frozenset(), True
        else:
            parts = [_first(part) for part in _inner(name, value)]
            first = frozenset().union(*(part[0] for part in parts))
            empty = any(part[1] for part in parts)
        found |= first
        if not empty:
            return found, False
    return found, True


def _set(name: str, value: Any) -> frozenset[str]:
    """Return the characters of the sample that one node takes, upper and lower case alike."""
    if name == "ANY":
        return _EVERYTHING
    if name == "LITERAL":
        return _alike(value, value)
    if name == "NOT_LITERAL":
        return _EVERYTHING - (_alike(value, value) & _ASCII)
    turned, taken = False, frozenset[str]()
    for op, part in value:
        kind = str(op)
        if kind == "NEGATE":
            turned = True
        elif kind == "CATEGORY":
            taken |= _category(str(part))
        else:
            taken |= _alike(*((part, part) if kind == "LITERAL" else part))
    return _EVERYTHING - (taken & _ASCII) if turned else taken


@lru_cache(maxsize=1024)
def _alike(low: int, high: int) -> frozenset[str]:
    """Return a range of code points in either case; what lies beyond ASCII may be any of those beyond it."""
    plain = {each for each in _ASCII if low <= ord(each.lower()) <= high or low <= ord(each.upper()) <= high}
    return frozenset(plain) if high < 128 else frozenset(plain) | (_EVERYTHING - _ASCII)


@cache
def _category(name: str) -> frozenset[str]:
    return frozenset(each for each in _SAMPLE if re.match(_CATEGORIES[name], each))


_CATEGORIES = {
    f"CATEGORY_{'NOT_' if sign.isupper() else ''}{kind}": f"\\{sign}"
    for kind, signs in (("WORD", "wW"), ("DIGIT", "dD"), ("SPACE", "sS"))
    for sign in signs
}
