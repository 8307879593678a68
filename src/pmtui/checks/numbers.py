"""Impact in numbers: whether any number measures the extent, and the words that stand where one could."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pmtui import content
from pmtui.checks import rules
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, whole
from pmtui.text.measures import find_figures
from pmtui.text.patterns import regex

if TYPE_CHECKING:
    from pmtui.model.postmortem import Impact, Postmortem

_FIGURES = (
    "users", "users_percent", "revenue_loss", "complaints", "records", "slip_days", "cost", "churn",
    "rework_hours",
)  # fmt: skip
_TEXTS = ("could_not", "slo", "data_exposed", "regulators", "delay", "note")
_CLOCK = (
    r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:[ ]?[ap]\.?m\.?)?|\d{1,2}[ ]?[ap]\.?m\.?)"
    r"(?:[ ]?(?:UTC|GMT|[A-Z]{2,4}))?"
)
_FROM_TO = regex(
    rf"\b(?:between|from)?[ ]?{_CLOCK}[ ]?(?:and|to|until|till|-|\u2013)[ ]?{_CLOCK}", re.IGNORECASE
)
_PERCENT_WORDS = regex(
    r"\b(?:all|none|half|a (?:third|quarter) of|every)\b.{0,20}\bfor\b.{0,12}\b(?:hour|minute|day)s?\b", re.I
)


@cache
def _in_words() -> re.Pattern[str]:
    """Return the pattern of numbers in words, with the words of content/rules/numbers.toml."""
    words = content.toml("rules/numbers.toml")["words"]
    small, parts, large, units, counted = (
        "|".join(words[key]) for key in ("small", "parts", "large", "units", "counted")
    )
    return re.compile(
        rf"\b(?:(?:{small})[ -](?:{units})s?|half of (?:all|the|our)|(?:an?|one) (?:{parts}) of"
        rf"|(?:an?|one|two|three|four|five|six) (?:{large})(?! of)|(?:two|three|four|nine)[- ](?:{parts})s"
        r"|(?:two|three|four|five|ten|hundred)fold|doubled|tripled|quadrupled|halved"
        rf"|(?:an? |only |just )?(?:one|single) (?:{counted})|one in (?:{small}|a hundred|a thousand)"
        r"|\d{1,6}/\d{1,6}(?!/)(?= (?:of )?[a-z])|\d{1,3}h ?\d{1,2}(?:m|min)?|\d{1,3}m ?\d{1,2}s)\b",
        re.IGNORECASE,
    )


def measures_extent(text: str) -> bool:
    """Return whether a figure or a span of the clock in `text` says how far or how long something reached."""
    head = text[:4000]
    return bool(
        find_figures(head) or any(pattern.search(head) for pattern in (_FROM_TO, _in_words(), _PERCENT_WORDS))
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


def item_findings(path: str, text: str) -> Iterator[Finding]:
    """Yield what a sentence on the impact lacks that is judged by its text alone: a number, exact words.

    Args:
        path: The path that the findings carry.
        text: The sentence or item.
    """
    if not text.strip():
        return
    amounts = list(_amounts(path, text, "impact"))
    if measures_extent(text):
        yield from amounts
        return
    span = amounts[0].span if amounts else whole(text)
    yield rules.rule("numbers.unquantified").finding(path, "impact", span=span)


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
    if pm.impact != type(pm.impact)() or pm.action or pm.status != "draft":
        yield rules.rule("numbers.unquantified").finding("impact.users", "impact")
