"""What is known of the row in hand, beneath its line: its fields in a line each, and what it is tied to."""

from __future__ import annotations

from dataclasses import replace

from pmtui.analysis.causes.links import Link, links
from pmtui.interview.asking import asked
from pmtui.interview.ties import in_words, row_words, tie_words
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem
from pmtui.screens.causes.views import Sight, view_of
from pmtui.screens.values import answer_line, row_of
from pmtui.widgets.board_line import BoardLine

_OWN_LINE = ("because", "what")
"""The fields that the row's own line shows."""
_TIES = ("from", "explains", "inputs")
"""The fields that name other rows: the links say the same in words."""
_SHOWN = {
    "whys": ("explains", "evidence"),
    "fishbone": (),
    "tree": ("input", "evidence"),
    "roots": (),
}
"""The ties that each view draws or tells by itself."""
_INDENT = 6


def details(sight: Sight) -> list[BoardLine]:
    """Return the lines beneath the row in hand; none where the question in front is about no row."""
    row = row_of(sight.pm, sight.front)
    if not row:
        return []
    out = []
    for one in asked(sight.pm, "causes"):
        name = one.path.removeprefix(f"{row}.")
        if one.path.startswith(f"{row}.") and name not in (*_OWN_LINE, *_TIES):
            if one.path.endswith(".evidence"):
                out.append(_evidence(sight, one.path))
            elif one.answered or one.path == sight.front or not one.question.offered:
                out.append(answer_line(sight.pm, one, sight.worst(one.path), indent=_INDENT))
    shown = _SHOWN[view_of(sight.front)]
    out += [_tied(sight.pm, link) for link in links(sight.pm, row) if link.tie not in shown]
    return [replace(line, belongs=True) for line in out]


def _evidence(sight: Sight, path: str) -> BoardLine:
    told = [in_words(sight.pm, item) for item in paths.get(sight.pm, path) or ()]
    said = "; ".join(told)
    return BoardLine(
        path=path,
        text=f"{' ' * _INDENT}{'Evidence':<15}{said or 'none yet (v)'}",
        style="" if said else "dim",
    )


def _tied(pm: Postmortem, link: Link) -> BoardLine:
    sign = "←" if link.side == "from" else "→"
    return BoardLine(
        path=link.path, text=f"{' ' * _INDENT}{tie_words(link):<15}{sign} {row_words(pm, link.path)}"
    )
