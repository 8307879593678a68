"""The words of the report, and what events and orders are called in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pmtui import content
from pmtui.analysis.faulttree.labelled import Labelled

FILE = "templates/fault_tree.toml"
MOST = 40
"""Events of one set that are said."""
ORDERS = 12
"""Orders whose counts are said."""


def word(key: str) -> str:
    """Return the words for `key`."""
    return str(_all()[key])


def listed(key: str) -> list[str]:
    """Return the list of words for `key`."""
    return [str(each) for each in _all()[key]]


def number(count: int) -> str:
    """Return a count as people read it: whole up to some trillions, then its order of magnitude."""
    if count < 10**15:
        return f"{count:,}"
    digits = str(count)
    return f"{digits[0]}.{digits[1:3]}e{len(digits) - 1}"


def counted(key: str, count: int, **more: object) -> str:
    """Return the words for one or for many, with the count in them."""
    one, many = listed(key)
    return (one if count == 1 else many).format(number(count), count=number(count), **more)


def orders(counts: Sequence[int]) -> str:
    """Return counts of cut sets from order 1 in words, such as "2 alone, 8 pairs, 70 of 4"."""
    alone, pair, pairs, triple, triples, others = listed("orders")
    names = {1: (alone, alone), 2: (pair, pairs), 3: (triple, triples)}
    found = [(order, count) for order, count in enumerate(counts, 1) if count]
    said = []
    for order, count in found:
        one, many = names.get(order, (others, others))
        said.append((one if count == 1 else many).format(number(count), count=number(count), order=order))
    if len(said) > ORDERS:
        said[ORDERS - 1 : -1] = ["..."]
    return ", ".join(said) or word("no_orders")


class Events:
    """What the events of a tree are called.

    Args:
        labelled: The tree.
        states: What is known of events of a postmortem, by their ids.
    """

    def __init__(self, labelled: Labelled, states: Mapping[str, str]) -> None:
        self._labelled = labelled
        self._states = states

    def said(self, name: str) -> str:
        """Return an event's words with its name, and what is known of it."""
        words = self._labelled.words.get(name)
        parts = [f"{words} [{name}]" if words and words != name else name]
        if state := _all()["state"].get(self._states.get(name, "")):
            parts.append(str(state))
        if name in self._labelled.undeveloped:
            parts.append(word("undeveloped"))
        return " ".join(parts)

    def set(self, number: int, names: Sequence[str]) -> Iterator[str]:
        """Yield the lines of a set: one where its events have names only, else one an event; MOST at most."""
        head = f"  {number:>3}  "
        left, names = len(names) - MOST, names[:MOST]
        if not any(self._labelled.words.get(name) for name in names):
            more = [word("set_more").format(f"{left:,}")] if left > 0 else []
            yield head + ", ".join([*(self.said(name) for name in names), *more])
            return
        for place, name in enumerate(names):
            yield f"{head if not place else ' ' * len(head)}{self.said(name)}"
        if left > 0:
            yield " " * len(head) + word("set_more").format(f"{left:,}")


def _all() -> dict[str, Any]:
    return content.toml(FILE)
