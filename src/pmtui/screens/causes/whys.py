"""The ladder of whys as a view: the problem, the rungs, and the two further legs where they are open."""

from __future__ import annotations

from pmtui.interview import ladder
from pmtui.screens.causes import rungs
from pmtui.screens.causes.details import details
from pmtui.screens.causes.views import ENTRIES, Sight
from pmtui.screens.values import SIGN, row_of, said_of_empty
from pmtui.widgets.board_line import BoardLine

NEW_WHY = ENTRIES["whys"]
LEGS = {
    "not-caught": ("causes.why.new.not-caught", "+ how did it pass what stands before users?"),
    "slow": ("causes.why.new.slow", "+ what made it take so long?"),
}
"""The legs besides the first, by their name: the line that begins one, and what it asks."""


def lines(sight: Sight) -> list[BoardLine]:
    """Return the problem, the ladder with the row in hand spread out, and the legs that are not begun."""
    causes = sight.pm.causes
    front = sight.front if sight.front == NEW_WHY or sight.front.startswith(f"{NEW_WHY}.") else ""
    shown = front or ("" if causes.why else NEW_WHY)
    hint = [] if causes.why else said_of_empty("ladder")
    begun = {why.leg for why in causes.why}
    return [
        _problem(sight),
        *(BoardLine(text=f"   {words}", style="dim", selectable=False) for words in hint),
        *_spread(sight, rungs.lines_of(causes, sight.worst, shown, sight.target if front == NEW_WHY else "")),
        *(
            BoardLine(path=path, text=f" 1 {words}", style="dim")
            for leg, (path, words) in LEGS.items()
            if causes.why and leg not in begun and path != front
        ),
    ]


def _problem(sight: Sight) -> BoardLine:
    said = " ".join(sight.pm.causes.problem.split())
    style = "" if said else "open"
    mark = SIGN[sight.worst("causes.problem")]
    return BoardLine(path="causes.problem", text=f"   {said or 'the problem ?'}", style=style, mark=mark)


def _spread(sight: Sight, listed: list[BoardLine]) -> list[BoardLine]:
    """Put the details of the row in hand beneath its line."""
    row = row_of(sight.pm, sight.front)
    at = next((n for n, line in enumerate(listed) if row and line.path.startswith(f"{row}.")), None)
    if at is None:
        return listed
    return [*listed[: at + 1], *details(sight), *listed[at + 1 :]]


def info(sight: Sight) -> str:
    """Return how far the ladder has come, while a why is asked for."""
    causes = sight.pm.causes
    if not sight.front.startswith(NEW_WHY) or not causes.why:
        return ""
    deep = ladder.deepest(causes)
    whys = "1 why deep" if deep == 1 else f"{deep} whys deep"
    if ladder.changeable(causes) or deep >= ladder.DEEP:
        return f"{whys}: that is far enough; an empty Enter goes on."
    return f"{whys}. It ends at what the organisation can change, often about five."
