"""Impact in numbers: whether any number measures the extent, and the words that stand where one could."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmtui.checks import rules
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, whole
from pmtui.model.postmortem import Impact, Postmortem
from pmtui.text.measures import find_figures

_FIGURES = (
    "users", "users_percent", "revenue_loss", "complaints", "records", "slip_days", "cost", "churn",
    "rework_hours",
)  # fmt: skip
_TEXTS = ("could_not", "slo", "data_exposed", "regulators", "delay", "note")
_CLOCK = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ ]?[ap]m)?(?:[ ]?(?:UTC|GMT|[A-Z]{2,4}))?"
_FROM_TO = re.compile(
    rf"\b(?:between|from)?[ ]?{_CLOCK}[ ]?(?:and|to|until|till|-|\u2013)[ ]?{_CLOCK}", re.IGNORECASE
)
_PERCENT_WORDS = re.compile(
    r"\b(?:all|none|half|a (?:third|quarter) of|every)\b.{0,20}\bfor\b.{0,12}\b(?:hour|minute|day)s?\b", re.I
)
_AN_HOUR = re.compile(
    r"\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|half an?|the whole|twelve|twenty) "
    r"(?:hours?|minutes?|days?|weeks?|months?)|half of (?:all|the|our)|a (?:third|quarter) of)\b",
    re.IGNORECASE,
)


def measures_extent(text: str) -> bool:
    """Return whether a figure or a span of the clock in `text` says how far or how long something reached."""
    head = text[:4000]
    return bool(
        find_figures(head) or _FROM_TO.search(head) or _AN_HOUR.search(head) or _PERCENT_WORDS.search(head)
    )


def is_measured(impact: Impact, without: str = "") -> bool:
    """Return whether the impact says its extent in numbers, in its fields or its texts.

    Args:
        impact: The impact.
        without: The key of a text to leave out.
    """
    if any(getattr(impact, key) is not None for key in _FIGURES):
        return True
    if any(metric.before is not None or metric.after is not None for metric in impact.metric):
        return True
    return any(measures_extent(getattr(impact, key)) for key in _TEXTS if key != without)


def text_findings(pm: Postmortem, path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield the findings of numbers in one text of the impact, or the vague amounts of a summary."""
    if role == "impact":
        yield from _impact_text(pm, path, text)
    elif role == "summary" and not measures_extent(text):
        yield from _amounts(path, text, role)


def _amounts(path: str, text: str, role: Role) -> Iterator[Finding]:
    return (each for each in phrase_findings("vague", path, text, role) if each.rule == "vague.amount")


def _impact_text(pm: Postmortem, path: str, text: str) -> Iterator[Finding]:
    key = path.split(".")[1] if "." in path else ""
    if key not in ("note", "could_not", "delay", "data_exposed") or not text.strip():
        return
    amounts = list(_amounts(path, text, "impact"))
    if measures_extent(text):
        return
    if is_measured(pm.impact, without=key):
        yield from amounts
        return
    if key == "could_not" and not amounts:
        return
    span = amounts[0].span if amounts else whole(text)
    yield rules.rule("numbers.unquantified").finding(path, "impact", span=span)


def findings(pm: Postmortem, found: tuple[Finding, ...]) -> Iterator[Finding]:
    """Yield what the impact as a whole lacks, where no single text has been named for it.

    Args:
        pm: The postmortem.
        found: The findings of its texts.
    """
    if is_measured(pm.impact) or any(each.rule == "numbers.unquantified" for each in found):
        return
    if pm.impact != Impact() or pm.action or pm.status != "draft":
        yield rules.rule("numbers.unquantified").finding("impact.users", "impact")
