"""The verbs and nouns of actions, from content/rules/smart.toml, with the classes of the verbs."""

from __future__ import annotations

from functools import cache
from typing import Any

from pmtui import content


@cache
def words_data() -> dict[str, Any]:
    """Return content/rules/smart.toml."""
    return content.toml("rules/smart.toml")


@cache
def word_set(key: str) -> frozenset[str]:
    """Return one list of words; generic words with the modifiers before them."""
    words = words_data()["words"]
    return frozenset(words[key]) | (frozenset(words["modifiers"]) if key == "generic" else frozenset())


@cache
def _kinds() -> dict[str, str]:
    """Return each verb's base form with its class."""
    return {verb: kind for kind, verbs in words_data()["verbs"].items() for verb in verbs}


@cache
def verb_of(low: str) -> tuple[str, str]:
    """Return base form and class of a word as a verb of an action; two empty texts where it is none."""
    kinds, irregular = _kinds(), words_data()["irregular"]
    if low in kinds:
        return low, kinds[low]
    for base in (irregular.get(low, ""), *_stems(low)):
        if base in kinds:
            return base, kinds[base]
    return "", ""


def _stems(low: str) -> tuple[str, ...]:
    for ending in ("ing", "ied", "ed", "ies", "es", "s"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            stem = low[: -len(ending)]
            if ending in ("ied", "ies"):
                return (stem + "y",)
            undoubled = (stem[:-1],) if stem[-1] == stem[-2] else ()
            return (stem, stem + "e", *undoubled)
    return ()


@cache
def verb_phrases() -> dict[str, list[tuple[list[str], str]]]:
    """Return the verbs of two words and more by their first word, each with its class."""
    out: dict[str, list[tuple[list[str], str]]] = {}
    for phrase, kind in words_data()["verb_phrases"].items():
        out.setdefault(phrase.split()[0], []).append((phrase.split(), kind))
    return out
