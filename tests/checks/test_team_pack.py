"""A team's pack is hostile until it is read: what is broken is named with its reason; the rest holds."""

from __future__ import annotations

import time
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules import team_pack
from pmtui.checks.rules.book import Rulebook
from pmtui.checks.rules.form import KEYS, MOST_PHRASES
from pmtui.text.people import team_words

SOUND: dict[str, Any] = {
    "id": "acme.slang",
    "severity": "warning",
    "what": "A word of ours.",
    "why": "Others do not know it.",
    "next": "What do others call it?",
    "phrases": ["the big red button"],
    "matches": ["We pressed the big red button"],
    "passes": ["We rolled back"],
}
OTHER = {**SOUND, "id": "acme.other"}


def packed(*tables: dict[str, Any], **more: Any) -> Rulebook:
    return read(tomli_w.dumps({"rule": list(tables), **more}).encode())


def read(raw: bytes) -> Rulebook:
    return team_pack.joined([team_pack.read(raw, "acme.toml")])


def test_a_sound_pack_leaves_nothing_out() -> None:
    book = packed(SOUND, OTHER, lexicon={"roles": ["Release Captain"]}, severity={"blame.maybe": "off"})
    assert book.troubles == ()
    assert list(book.own) == ["acme.slang", "acme.other"]
    assert book.words.roles == {"release captain"}
    assert book.switches == {"blame.maybe": "off"}


BROKEN = [
    ({"colour": "red"}, "unknown key `colour`"),
    ({"what": None}, "`what` is missing"),
    ({"id": None}, "`id` is missing"),
    ({"matches": None}, "`matches` is missing"),
    ({"passes": []}, "`passes` is missing"),
    ({"phrases": None}, "neither `phrases` nor `patterns`"),
    ({"id": "slang"}, "an id is a family, a point and a name"),
    ({"id": "Acme.Slang"}, "an id is a family"),
    ({"id": "blame.slang"}, "the family `blame` is built in"),
    ({"severity": "fatal"}, "a severity is one of"),
    ({"severity": "off"}, "a severity is one of"),
    ({"severity": ["error"]}, "a severity is one of"),
    ({"severity_in": "error"}, "`severity_in` is a table"),
    ({"severity_in": {"page": "error"}}, "`page` is no role"),
    ({"severity_in": {"cause": 3}}, "a severity is one of"),
    ({"in": ["everywhere"]}, "`everywhere` is no role"),
    ({"in": "cause"}, "`in` is a list of texts"),
    ({"in": ["action"], "field": "cause"}, "which is not in its `in`"),
    ({"field": {}}, "`dict` is no role"),
    ({"what": 3}, "`what` is text in quotes"),
    ({"what": "A\x1b[2J"}, "can't be shown"),
    ({"what": "A\u202eB"}, "can't be shown"),
    ({"why": "two\nlines"}, "can't be shown, or a line break"),
    ({"next": "x" * 401}, "longer than 400"),
    ({"phrases": [3]}, "`phrases` is a list of texts"),
    ({"phrases": [""]}, "`phrases` is a list of texts"),
    ({"phrases": {"a": "b"}}, "`phrases` is a list of texts"),
    ({"phrases": ["x"] * (MOST_PHRASES + 1)}, "the most is 500"),
    ({"phrases": ["_ ..."]}, "at least one word has to be written out"),
    ({"phrases": ["a* ... b* ... c* ... d* ... e* ... f* ... g* ... h* ... i x* ... y"]}, "too many gaps"),
    ({"patterns": [r"\w+ed"]}, r"pattern `\w+ed`: the pattern repeats without a bound: write \w{1,30}"),
    ({"patterns": ["("]}, "pattern `(`: it is no regular expression"),
    ({"matches": ["We rolled back"], "passes": ["x"]}, "it does not find its example `We rolled back`"),
    ({"passes": ["The big red button"]}, "it finds `The big red button`, which it should pass"),
    ({"unless": ["we pressed"]}, "it does not find its example"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN)
def test_a_broken_rule_is_named_and_the_others_hold(change: dict[str, Any], reason: str) -> None:
    table = {key: value for key, value in (SOUND | change).items() if value is not None}
    book = packed(table, OTHER)
    [trouble] = book.troubles
    named = table.get("id", "number 1")
    assert str(trouble).startswith(f"acme.toml: rule {named} is left out: ")
    assert reason in trouble.reason and str(trouble).isprintable()
    assert list(book.own) == ["acme.other"]


def test_what_is_no_rule_is_named() -> None:
    assert "[[rule]]" in read(b"rule = 3").troubles[0].reason
    assert "[[rule]]" in read(b"rule = [3]").troubles[0].reason
    assert "[[rule]]" in read(b"[rule]\nid = 'acme.x'").troubles[0].reason
    assert "`rules`" in str(read(b"[[rules]]\nid = 'acme.x'").troubles[0])


def test_an_id_stands_once() -> None:
    [trouble] = packed(SOUND, SOUND).troubles
    assert trouble.reason == "another rule has this id"
    two = [team_pack.read(tomli_w.dumps({"rule": [SOUND]}).encode(), name) for name in ("a.toml", "b.toml")]
    book = team_pack.joined(two)
    assert str(book.troubles[0]).startswith("b.toml: rule acme.slang is left out: a rule of another pack")
    assert list(book.own) == ["acme.slang"]


def test_switches_are_ids_and_severities() -> None:
    table = {"blame.maybe": "loud", "blame.nonsense": "off", "zzz": "off", "acme.slang": "off", "tone": {}}
    book = packed(SOUND, severity={**table, "vague": {"word": "error", "x": {"y": 1}}})
    assert book.switches == {"acme.slang": "off", "vague.word": "error"}
    said = "\n".join(map(str, book.troubles))
    assert (
        "`blame.maybe` of [severity] is left out: a rule is set to one of off, hint, warning, error" in said
    )
    assert "`blame.nonsense` of [severity] is left out: there is no such rule" in said
    assert "`zzz`" in said and "`vague.x`" in said and "`tone`" in said
    assert read(b"severity = 3").troubles[0].what == "`severity`"


def test_words_are_words() -> None:
    book = packed(
        lexicon={"roles": ["ok"], "teams": ["a\x1bb"], "people": ["x"], "systems": "x", "names": [3]}
    )
    assert book.words == team_words.TeamWords(roles=frozenset({"ok"}))
    assert len(book.troubles) == 4 and all(str(each).isprintable() for each in book.troubles)
    assert packed(lexicon={"roles": ["a"] * 1001}).troubles
    assert packed(lexicon={"roles": ["a" * 61]}).troubles
    assert read(b"lexicon = []").troubles[0].what == "`lexicon`"


BOMBS = {
    "too large": b"#" * (team_pack.LARGEST + 1),
    "not UTF-8": b"\xff\xfe\x00",
    "no TOML": b"[[rule]",
    "deep lists": b"x = " + b"[" * 1900,
    "deep tables": b"x = " + b"{a=" * 600,
    "long key": b"a" + b".a" * 60_000 + b" = 1",
    "dotted keys": b"\n".join(b"a%d" % n + b".a" * 41 + b" = 1" for n in range(1300)),
    "quoted keys": b"\n".join(b"a%d" % n + b'."a.b"' * 41 + b" = 1" for n in range(400)),
    "quotes": b"\n".join([b'x = "' + b'\\"' * 900 + b"." * 50] * 60),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_pack_that_can_not_be_read_is_named_soon(name: str) -> None:
    start = time.process_time()
    book = read(BOMBS[name])
    assert time.process_time() - start < 3
    [trouble] = book.troubles
    assert trouble.what == "the pack" and str(trouble).isprintable()


def test_a_pack_as_large_as_it_may_be_is_read_soon() -> None:
    line = ".".join("a" * 40)
    keys = "\n".join(f"a{n}.{line} = 1" for n in range(1400))[: team_pack.LARGEST - 100].rpartition("\n")[0]
    start = time.process_time()
    book = read(keys.encode())
    assert time.process_time() - start < 5
    assert book.troubles


def test_many_rules_and_phrases_are_bounded() -> None:
    book = packed(*({**SOUND, "id": f"acme.r{n}"} for n in range(205)))
    assert len(book.own) == 200 and "at most 200 rules" in book.troubles[0].reason
    words = [f"the big red button {n}" for n in range(400)]
    book = packed(*({**SOUND, "id": f"acme.r{n}", "phrases": [*words, *SOUND["phrases"]]} for n in range(6)))
    assert len(book.own) == 4 and "at most 2000 phrases" in book.troubles[0].reason


def test_line_ends_of_windows_and_a_mark_of_order_are_fine() -> None:
    text = tomli_w.dumps({"rule": [SOUND]}).replace("\n", "\r\n")
    assert not read(b"\xef\xbb\xbf" + text.encode()).troubles


VALUES = st.recursive(
    st.none().map(lambda _: "")
    | st.booleans()
    | st.integers(-9, 9)
    | st.floats(allow_nan=False)
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), VALUES, max_size=4), VALUES, VALUES)
def test_whatever_a_pack_holds_is_read_or_named(change: dict[str, Any], lexicon: Any, switches: Any) -> None:
    try:
        raw = tomli_w.dumps(
            {"rule": [SOUND | change, OTHER], "lexicon": lexicon, "severity": switches}
        ).encode()
    except UnicodeEncodeError:  # lone surrogates are no TOML
        return
    book = read(raw)
    assert all(str(each).isprintable() for each in book.troubles)
    assert "acme.other" in book.own
    for rule in book.own.values():
        assert (rule.what + rule.why + rule.next).isprintable()
    with rulebook.in_force(book):
        assert rulebook.present() is book


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_named(raw: bytes) -> None:
    assert all(str(each).isprintable() for each in read(raw).troubles)
