"""How rows that hang together are told: the tie in a word or two, and what the other row says."""

from __future__ import annotations

from pmtui import content
from pmtui.analysis.causes.links import PROBLEM, Link, paths_by_id
from pmtui.interview.choices import short
from pmtui.interview.rows import words
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.text.times import show_moment


def tie_words(link: Link) -> str:
    """Return how two rows are tied, in a word or two."""
    said: str = content.toml("guide/links.toml")[link.side][link.tie]
    return said


def row_words(pm: Postmortem, path: str) -> str:
    """Return what the row at a path says, a timeline row with its time in front."""
    if path == "causes.problem":
        return f"the problem: {short(pm.causes.problem)}"
    row = paths.get(pm, path.rpartition(".")[0])
    said = words(row) if row is not None else ""
    if isinstance(row, TimelineEvent) and row.at is not None:
        return (
            f"{show_moment(row.at, row.precision or 'exact', pm.zone or 'UTC', None, with_day=False)} {said}"
        )
    return said


def in_words(pm: Postmortem, text: str) -> str:
    """Return a piece of evidence: the words of the row that it names, else the text itself."""
    if any(character.isspace() for character in text):
        return " ".join(text.split())  # no id: the rows need not be looked at, key by key
    shown = paths_by_id(pm)
    said = row_words(pm, shown[text]) if text in shown and text != PROBLEM else ""
    return said or " ".join(text.split())
