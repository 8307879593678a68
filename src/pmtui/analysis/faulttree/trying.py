"""Trying orders for a module's diagram: short tries of many, then longer ones of those that got far."""

from __future__ import annotations

from collections.abc import Iterable

from pmtui.analysis.faulttree.budget import Budget, OverBudgetError, Purse
from pmtui.analysis.faulttree.deep import room_for
from pmtui.analysis.faulttree.diagram import Diagram, diagram
from pmtui.analysis.faulttree.modules import Module
from pmtui.analysis.faulttree.orders import Order, pulled, walked


def solve(module: Module, budget: Budget, purse: Purse) -> Diagram | None:
    """Return the module's diagram by the first order that gets by with a rung's steps, the lowest rung first.

    None where none does, or the purse is empty before.
    """
    tried = _Tries(module, purse)
    found = tried.of(walked(module), budget.first_try)
    if found is not None:
        return found
    orders = (*pulled(module), *walked(module))
    for steps, most in budget.rungs:
        found = tried.of(tried.furthest(orders, most), steps)
        if found is not None:
            return found
    return None


class _Tries:
    """Tries of orders of one module, and how far each got in its last one."""

    def __init__(self, module: Module, purse: Purse) -> None:
        self._module = module
        self._purse = purse
        self._reached: dict[Order, float] = {}
        self._tried: dict[Order, int] = {}

    def of(self, orders: Iterable[Order], steps: int) -> Diagram | None:
        for order in orders:
            if self._purse.left < steps:
                return None
            if self._tried.get(order, -1) >= steps:
                continue
            try:
                with room_for(len(order)):
                    found, taken = diagram(self._module, order, steps)
            except OverBudgetError as end:
                self._purse.spend(steps)
                self._reached[order] = end.reached
                self._tried[order] = steps
            else:
                self._purse.spend(taken)
                return found
        return None

    def furthest(self, orders: Iterable[Order], most: int) -> list[Order]:
        """Return the orders that got furthest, at most so many; those never tried come first."""
        ranked = sorted(dict.fromkeys(orders), key=lambda order: -self._reached.get(order, float("inf")))
        return ranked[:most]
