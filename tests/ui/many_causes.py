"""A postmortem with eight root causes, twelve actions and a fault tree, for the tests of the Actions step."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmtui.model.postmortem import Postmortem

ROOTS = (
    ("rc-1", "Config reaches production by a way that no check stands on", "process-gap"),
    ("rc-2", "The gateway accepts endpoints that have been retired", "technical-debt"),
    ("rc-3", "Nothing pages when payments fall to zero", "process-gap"),
    ("rc-4", "A rollback needs three people and a list in a mail", "human-error"),
    ("rc-5", "The provider's status page is the only sign of its failures", "external-dependency"),
    ("rc-6", "Releases on Fridays are rewarded by the quarter's goal", "systemic"),
    ("rc-7", "Retries multiply load until the database refuses connections", "technical-debt"),
    ("rc-8", "The standby has never been switched to", "process-gap"),
)
ACTIONS: tuple[tuple[str, str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("Let the pipeline refuse a config that breaks its schema", "engineering", "Ada", ("rc-1",), ("config",)),
    ("Remove the retired endpoints from the gateway", "eliminate", "Ben", ("rc-2", "rc-1"), ("retired",)),
    ("Page when payments fall below 10 a minute", "engineering", "Cy", ("rc-3",), ()),
    ("Script the rollback so that one person runs it", "engineering", "Dana", ("rc-4",), ()),
    ("Write a wiki page on the rollback", "administrative", "Dana", ("rc-4",), ()),
    ("Measure the provider's answers ourselves", "engineering", "Eli", ("rc-5", "rc-3"), ()),
    ("Serve the cart without prices while the provider is away", "engineering", "Eli", ("rc-5",), ()),
    ("Remind everybody of the Friday rule", "training", "Fay", ("rc-6",), ()),
    ("Replace retries by a queue that drains slowly", "substitute", "Gus", ("rc-7",), ("retries",)),
    ("Drill the switch to the standby each month", "training", "Hana", ("rc-8",), ()),
    ("Switch to the standby by itself when the primary is silent", "engineering", "Hana", ("rc-8",), ()),
    ("Tidy the dashboards", "administrative", "Ivo", (), ()),
)
EVENTS = (
    ("config", "A bad config is deployed"),
    ("retired", "The gateway takes a retired endpoint"),
    ("alert", "No alert on payments"),
    ("away", "The provider is away"),
    ("retries", "Retries fill the database"),
    ("lag", "The standby lags behind"),
)


def many() -> Postmortem:
    """Return the postmortem."""
    roots = [{"id": name, "what": what, "category": category} for name, what, category in ROOTS]
    actions = [
        {
            "id": f"ac-{at}",
            "what": what,
            "level": level,
            "owner": owner,
            "due": date(2027, 1, at),
            "measure": "refused payments: 2 an hour -> 0",
            "answers": answers,
            "breaks": [f"b-{each}" for each in breaks],
            "status": "open",
        }
        for at, (what, level, owner, answers, breaks) in enumerate(ACTIONS, 1)
    ]
    factors: list[dict[str, Any]] = [
        {"id": "cf-1", "bone": "people", "what": "Three of five on call were new that week", "likely": True},
        {
            "id": "cf-2",
            "bone": "environment",
            "what": "A sale began at noon",
            "likely": True,
            "note": "Planned",
        },
    ]
    gates: list[dict[str, Any]] = [
        {"id": "g-top", "what": "Checkout is down", "gate": "or", "inputs": ["g-config", "g-load", "g-out"]},
        {"id": "g-config", "what": "Bad config", "gate": "and", "inputs": ["b-config", "b-retired"]},
        {"id": "g-load", "what": "Load", "gate": "and", "inputs": ["b-retries", "b-lag"]},
        {"id": "g-out", "what": "Unseen", "gate": "and", "inputs": ["b-alert", "b-away", "b-lag"]},
    ]
    causes = {
        "problem": "2,000 people could not pay for 40 minutes",
        "root": roots,
        "factor": factors,
        "top": "g-top",
        "gate": gates,
        "event": [{"id": f"b-{name}", "what": what, "state": "confirmed"} for name, what in EVENTS],
    }
    return Postmortem.model_validate(
        {
            "id": "2026-11-24-many",
            "title": "Checkout was down for 40 minutes",
            "kind": "production-outage",
            "severity": "SEV1",
            "zone": "UTC",
            "causes": causes,
            "action": actions,
        }
    )
