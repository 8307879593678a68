"""The page docs/checks.md, made from the rule packs: `python -m pmtui.checks.rules.docs > docs/checks.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from pmtui import content
from pmtui.checks.rules.book import built_in, built_in_families
from pmtui.checks.rules.rule import Rule
from pmtui.text.patterns import regex

_MARKS = regex(r"([\\*_<>\[\]`])")


def page() -> str:
    """Return the page in Markdown: every built-in rule, family by family."""
    return "\n".join(_lines(content.toml("templates/checks_page.toml"))) + "\n"


def _lines(texts: dict[str, Any]) -> Iterator[str]:
    yield f"# {texts['title']}"
    for part in ("intro", "roles"):
        yield ""
        yield from texts[part].strip().splitlines()
    for family in dict.fromkeys((*texts["family"], *built_in_families())):
        yield from ("", f"## {family}", "", texts["family"][family])
        for rule in built_in(family).values():
            yield from _rule(rule, texts["words"])


def _rule(rule: Rule, words: dict[str, str]) -> Iterator[str]:
    yield from ("", f"### `{rule.id}`", "", _severities(rule, words), "")
    yield f"- {words['what']}: {_plain(rule.what)}"
    yield f"- {words['why']}: {_plain(rule.why)}"
    yield f"- {words['next']}: {_plain(rule.next)}"
    yield f"- {words['silence'].format(id=rule.id)}"
    for key in ("matches", "passes"):
        examples = getattr(rule, key)
        if examples:
            yield from ("", words[key].format(role=f"`{rule.tried_in}`"), "")
            yield from (f"- {_plain(example)}" for example in examples)


def _severities(rule: Rule, words: dict[str, str]) -> str:
    """Return how grave the rule is, and in which fields it is graver or milder, or not looked for."""
    roles_by: dict[str, list[str]] = {}
    for role, severity in rule.severity_in.items():
        roles_by.setdefault(f"**{severity}**", []).append(role)
    parts = [f"**{rule.severity}**"]
    for grade, roles in roles_by.items():
        parts.append(words["differs"].format(severity=grade, roles=_listed(roles)))
    only = " " + words["in"].format(roles=_listed(sorted(rule.roles))) if rule.roles else ""
    return "; ".join(parts) + "." + only


def _listed(roles: list[str]) -> str:
    return ", ".join(f"`{role}`" for role in roles)


def _plain(text: str) -> str:
    """Return a text as Markdown that shows it as it is."""
    return _MARKS.sub(r"\\\1", text)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(page())
