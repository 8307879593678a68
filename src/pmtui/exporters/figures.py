"""Figures as documents say them: counts, shares, money, and durations with both their ends."""

from __future__ import annotations

from collections.abc import Mapping

from pmtui.analysis.durations import durations
from pmtui.model.postmortem import Clock, Impact


def number(value: float) -> str:
    """Return a figure with its thousands set apart: 50,000; 19.5."""
    if isinstance(value, int):
        return f"{value:,}"
    text = repr(value)
    whole, dot, rest = text.partition(".")
    if not whole.lstrip("-").isdigit() or rest == "0":
        return f"{value:,.0f}" if rest == "0" else text
    return f"{int(whole):,}{dot}{rest}" if int(whole) else text


def money(value: float | None, currency: str) -> str:
    """Return an amount with its currency before it: USD 20,000."""
    return "" if value is None else f"{currency} {number(value)}".strip()


def duration_facts(clock: Clock, zone: str, moments: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the durations that have at least one end, each with both: label and value.

    Args:
        clock: The key moments.
        zone: The postmortem's zone.
        moments: The moments that are known, by their name, as the document says them.
    """
    out = []
    for each in durations(clock, zone):
        ends = [moments[name] for name in (each.from_, each.to) if moments.get(name)]
        if each.state == "recorded":
            out.append((_headed(each.label), f"{each.words} ({ends[0]} to {ends[1]})"))
        elif each.state == "invalid" or (each.state == "pending" and ends):
            out.append((_headed(each.label), each.words))
    return out


def _headed(label: str) -> str:
    return label[:1].upper() + label[1:]


def impact_facts(impact: Impact, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the impact as a table: label and value, without what is not filled in."""
    found = [
        ("users", _users(impact)),
        ("could_not", impact.could_not),
        ("revenue_loss", money(impact.revenue_loss, impact.currency)),
        ("cost", money(impact.cost, impact.currency)),
        ("complaints", _count(impact.complaints)),
        ("slo", impact.slo),
        ("data_exposed", impact.data_exposed),
        ("records", _count(impact.records)),
        ("regulators", impact.regulators),
        ("slip_days", _count(impact.slip_days, "days")),
        ("churn", _count(impact.churn)),
        ("rework_hours", _count(impact.rework_hours, "hours")),
        ("delay", impact.delay),
    ]
    out = [(labels.get(name, name), value) for name, value in found if value]
    if impact.currency and impact.revenue_loss is None and impact.cost is None:
        out.append(("Currency", impact.currency))
    return out


def _users(impact: Impact) -> str:
    share = "" if impact.users_percent is None else f"{number(impact.users_percent)} %"
    if impact.users is None:
        return share and f"{share} of all"
    return f"{number(impact.users)} ({share} of all)" if share else number(impact.users)


def _count(value: float | None, unit: str = "") -> str:
    return "" if value is None else f"{number(value)} {unit}".strip()
