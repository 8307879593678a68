"""How much work the engine may do on a tree before it says what it knows so far."""

from __future__ import annotations

from pmtui.values import dataclass


class OverBudgetError(Exception):
    """More steps would be needed than the budget allows.

    Attributes:
        reached: How far the work came, in a measure of whoever raised it.
    """

    def __init__(self, reached: float = 0.0) -> None:
        super().__init__()
        self.reached = reached


@dataclass(frozen=True, slots=True)
class Budget:
    """Counts of steps, never a clock: the same tree always gets the same answer.

    Attributes:
        diagrams: Steps for the decision diagrams of all modules together, failed tries counted in.
        first_try: Steps of a try with each of the quick orders.
        rungs: Then: steps of a try, and how many orders get one, those that got furthest before.
        solutions: Steps for minimal cut sets from the diagrams, and as many for minimal path sets.
        search: Steps for the search by order where that doesn't suffice, and as many for path sets.
    """

    diagrams: int = 450_000
    first_try: int = 2_500
    rungs: tuple[tuple[int, int], ...] = ((6_000, 12), (25_000, 4), (120_000, 2))
    solutions: int = 250_000
    search: int = 150_000


class Purse:
    """What is left of a count of steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int) -> None:
        """Take steps out; what was spent beyond the end leaves it empty."""
        self.left = max(0, self.left - steps)
