"""docs/checks.md is what the rule packs say; the examples of docs/rules.md do what the page says."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui import keys
from pmtui.checks import check_text, rules
from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules import docs as rule_docs
from pmtui.checks.rules import team_pack
from pmtui.checks.rules.book import Rulebook
from pmtui.checks.rules.form import KEYS
from pmtui.model.postmortem import Postmortem
from pmtui.store import settings, team_rules
from pmtui.text.people import team_words

DOCS = Path(__file__).resolve().parents[1] / "docs"
CHECKS = (DOCS / "checks.md").read_text(encoding="utf-8")
RULES = (DOCS / "rules.md").read_text(encoding="utf-8")
PACKS = re.findall(r"(?s)```toml\n(.+?)```", RULES)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")


def book(*texts: str) -> Rulebook:
    return team_pack.joined([team_pack.read(text.encode(), f"{n}.toml") for n, text in enumerate(texts)])


def found(text: str, path: str = "causes.root.new") -> dict[str, str]:
    return {each.rule: each.severity for each in check_text(EMPTY, path, text, NOW)}


def test_the_page_of_the_checks_is_what_the_packs_say() -> None:
    again = ".venv/bin/python -m pmtui.checks.rules.docs > docs/checks.md"
    assert rule_docs.page() == CHECKS, f"make it again: {again}"
    assert again in CHECKS


def test_the_page_of_the_checks_has_every_rule() -> None:
    ids = [rule_id for family in rules.families() for rule_id in rules.pack(family)]
    assert sorted(re.findall(r"(?m)^### `(.+)`$", CHECKS)) == sorted(ids)


def test_the_key_that_waives_is_the_one_on_the_pages() -> None:
    assert keys.by_id("waive").key == "f9"
    assert "F9" in CHECKS and "F9" in RULES


@pytest.mark.parametrize("pack", PACKS)
def test_each_example_of_the_page_is_a_sound_pack(pack: str) -> None:
    assert not book(pack).troubles


def test_all_examples_together_are_sound() -> None:
    assert len(PACKS) == 3
    assert not book(*PACKS).troubles


def test_the_switches_do_what_the_page_says() -> None:
    own, team = "We forgot to extend the quota", "The platform team did not test the failover"
    before = found(own, "timeline.new"), found(team, "timeline.new")
    assert before[1]["blame.team-fault"] == "warning"
    with rulebook.in_force(book(PACKS[0])):
        assert "blame.own-fault" not in found(own, "timeline.new")
        assert found(team, "timeline.new")["blame.team-fault"] == "error"
    assert (found(own, "timeline.new"), found(team, "timeline.new")) == before


def test_the_rule_is_found_with_its_pack_alone() -> None:
    text = "The old lady ran out of disk, see TKT-4711"
    assert "acme.nickname" not in found(text)
    with rulebook.in_force(book(PACKS[1])):
        assert found(text)["acme.nickname"] == "warning"
        assert found(text, "timeline.new")["acme.nickname"] == "hint"
        assert "acme.nickname" not in found("The old lady of Threadneedle Street")
        [each] = [one for one in check_text(EMPTY, "summary", text, NOW) if one.rule == "acme.nickname"]
        assert each.span == (0, 12)


WATSON, OTTOLINE = "Watson forgot to renew the lease", "Ottoline deleted the table by mistake"


def test_the_lexicon_does_what_the_page_says() -> None:
    assert WATSON in RULES and OTTOLINE in RULES
    assert "blame.named-person" in found(WATSON) and "blame.named-person" not in found(OTTOLINE)
    with rulebook.in_force(book(PACKS[2])):
        assert not [rule for rule in found(WATSON) if rule.startswith("blame.")]
        assert "blame.named-person" in found(OTTOLINE)
    assert "blame.named-person" in found(WATSON)


def test_the_settings_on_the_pages_are_taken(tmp_path: Path) -> None:
    for page in (CHECKS, RULES):
        shown = re.search(r"(?m)^    \[rules\]\n(?:    .+\n)+", page)
        assert shown
        text = re.sub("(?m)^    ", "", shown[0])
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        assert dict(settings.load(tmp_path / "config.toml").rules) == tomllib.loads(text)["rules"]
        found = team_rules.load(tmp_path / "library", [], {"PMTUI_CONFIG": str(tmp_path / "config.toml")})
        assert not found.troubles and found.switches == tomllib.loads(text)["rules"]


def test_the_page_names_every_key_list_and_bound() -> None:
    assert set(
        re.findall(r"(?m)^\| (`\w.+?`) \|", RULES.split("## Adding a rule")[1].split("## Ext")[0])
    ) == {
        *("`id`", "`severity`", "`severity_in`", "`in`", "`what`, `why`, `next`", "`phrases`", "`patterns`"),
        *("`unless`", "`matches`, `passes`", "`field`"),
    }
    for key in KEYS:
        assert f"`{key}`" in RULES, key
    for key in team_words.KEYS:
        assert re.search(rf"(?m)^{key} = ", RULES), key
    bounds = f"{team_pack.LARGEST // 1024} kB, with {team_pack.MOST_RULES} rules, "
    bounds += f"{team_pack.MOST_PHRASES:,} phrases and {team_pack.MOST_PATTERNS} patterns"
    assert bounds in RULES
