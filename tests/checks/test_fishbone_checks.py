"""The fishbone: people on its bones, likely factors that nothing became of, bones that were not looked at."""

from datetime import UTC, datetime
from typing import Any

import pytest

from pmtui.checks import check, check_text
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHAT = "Versions of the hosts are shown on no screen"
ROOT = {"id": "rc-1", "what": "Nothing compares the list of hosts with what runs"}


def made(*factors: dict[str, Any], **causes: Any) -> Postmortem:
    rows = tuple({"id": f"cf-{n}", "bone": "people", **each} for n, each in enumerate(factors, 1))
    return Postmortem.model_validate({"id": "2026-11-24-a", "causes": {"factor": rows, **causes}})


def found(pm: Postmortem) -> dict[str, tuple[str, str]]:
    mine = (each for each in check(pm, NOW) if each.rule.startswith("fishbone."))
    return {each.rule: (each.path, each.severity) for each in mine}


@pytest.mark.parametrize(
    ("what", "severity"),
    [
        ("The newest engineer was on call", "hint"),
        ("The engineer forgot the second step", "hint"),
        ("Dana Reyes forgot the second host", "hint"),
        ("The engineer on call had one screen for 40 alarms", ""),
        ("Nights on call come to everyone once in two weeks", ""),
        ("The daily work of several engineers takes place on production", ""),
        ("Work on the load had gone on for four hours, with one pair of eyes", ""),
        (WHAT, ""),
    ],
)
def test_a_factor_says_what_made_it_possible_not_who(what: str, severity: str) -> None:
    wanted = {"fishbone.person": ("causes.factor.cf-1.what", severity)} if severity else {}
    assert found(made({"what": what})) == wanted
    while_typed = check_text(made(), "causes.factor.new", f"people: {what}", NOW)
    assert {f.severity for f in while_typed if f.rule == "fishbone.person"} == (
        {severity} if severity else set()
    )


def test_a_likely_factor_is_taken_into_another_view() -> None:
    pm = made({"what": WHAT, "likely": True})
    open_one = {"fishbone.not-taken-on": ("causes.factor.cf-1.what", "hint")}
    assert found(pm) == open_one
    assert found(made({"what": WHAT, "likely": False})) == found(made({"what": WHAT})) == {}
    for path, row in (
        ("causes.why.why-1", {"because": WHAT, "explains": ("problem",), "from": ("cf-1",)}),
        ("causes.why.why-1", {"because": WHAT, "explains": ("problem",), "evidence": ("cf-1",)}),
        ("causes.event.b-1", {"what": WHAT, "from": ("cf-1",)}),
        ("causes.root.rc-1", {"what": WHAT, "from": ("cf-1",)}),
    ):
        taken = found(paths.put(pm, path, row))
        assert "fishbone.not-taken-on" not in taken, path
    assert found(made({"what": WHAT, "likely": True, "note": "The screen was planned for March."})) == {}
    assert found(made({"what": WHAT, "likely": True, "from": ("why-1",)})) == {}


def test_bones_that_were_not_looked_at_are_named_at_the_end_of_the_step() -> None:
    pm = made({"what": WHAT, "bone": "technology"})
    assert found(pm) == {}, "while root causes are still to be named"
    pm = paths.put(pm, "causes.root.rc-1", ROOT)
    assert found(pm) == {"fishbone.not-looked": ("causes.none_found", "hint")}
    [one] = [each for each in check(pm, NOW) if each.rule == "fishbone.not-looked"]
    assert one.what == "Nothing is said about people, process and environment."
    assert found(paths.put(pm, "causes.none_found", ("people", "process", "environment"))) == {}
    own = paths.put(pm, "causes.bones", ("technology", "suppliers"))
    assert "suppliers" in next(each.what for each in check(own, NOW) if each.rule == "fishbone.not-looked")
    assert found(made(root=(ROOT,))) == {}, "who draws no fishbone is not asked for bones"
