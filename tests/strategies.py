"""Hypothesis strategies for whole postmortems: all tables, unknown keys, nasty texts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args

from hypothesis import strategies as st

from pmtui.model import postmortem as records
from pmtui.model.postmortem import Postmortem

NASTY = (
    "",
    " ",
    "\n",
    "\n\nafter two blank lines",
    'three """ quotes',
    'ends in quotes ""',
    'four """" and five """""',
    "'''",
    "back\\slash \\n \\",
    "ends with a backslash\\\nnext line\\",
    "tab\tand bell\a and escape \x1b[31m and delete \x7f",
    "nul \x00 byte",
    "next line \x85 and line separator \u2028",
    "# not a comment",
    "[not.a.table]",
    "[[rows]]\nkey = 1",
    "trailing blanks   \n   leading blanks",
    "emoji \U0001f525, combining e\u0301, right-to-left \u05d0\u05d1",
    "true",
    "2026-11-24",
    "a long line " * 20,
)
"""Texts that a careless writer or reader of TOML gets wrong."""

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=40),
    st.lists(st.text(st.sampled_from("abc \"'\\#[]=\t"), max_size=30), max_size=4).map("\n".join),
)
"""Text as a field may hold it, also with line breaks."""

instants = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
"""Aware moments in UTC."""

days = st.dates(date(1970, 1, 1), date(2100, 1, 1))
row_ids = st.from_regex(r"[a-z]{1,3}-[a-z0-9]{1,5}", fullmatch=True)
postmortem_ids = st.from_regex(
    "20[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])-[a-z]{1,9}", fullmatch=True
)
counts = st.integers(0, 10**12)
numbers = st.one_of(
    st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False, width=32).map(float)
)
percents = st.one_of(st.integers(0, 100), st.floats(0, 100))

_offsets = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_plain = st.one_of(
    texts,
    st.just("both\r\nline ends\n"),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    days,
    st.times().map(lambda at: at.replace(tzinfo=None)),
    st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=st.none() | _offsets),
)
_unknown_keys = st.one_of(
    st.from_regex(r"x_[a-z]{1,6}", fullmatch=True),
    st.sampled_from(["x.dotted", "x ", 'x"', "x\n", "x_\u00e9", "copy"]),
)
unknown = st.recursive(
    _plain,
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(_unknown_keys, below, max_size=3)),
    max_leaves=6,
)
"""Whatever a newer version may put under a key that this one does not know, empty values included."""


def _extras() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.just({}), st.just({}), st.dictionaries(_unknown_keys, unknown, min_size=1, max_size=2)
    )


def table(extras: bool = True, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Give tables with each of the fields there or not, and with keys that are not known."""
    known = st.fixed_dictionaries({}, optional=fields)
    if not extras:
        return known
    return st.tuples(known, _extras()).map(lambda both: {**both[0], **both[1]})


def rows(most: int = 3, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Give rows with ids that are unique in their table."""
    one = st.tuples(row_ids, table(**fields)).map(lambda both: {"id": both[0], **both[1]})
    return st.lists(one, max_size=most, unique_by=lambda row: row["id"])


def one_of(literal: Any) -> st.SearchStrategy[str]:
    """Give the words of a Literal type."""
    return st.sampled_from(get_args(literal))


_some = st.lists(texts, max_size=3)
_moments = ("introduced", "started", "detected", "declared", "acknowledged", "mitigated", "resolved")
_precision = one_of(records.Precision)

_impact = {
    **dict.fromkeys(("users", "complaints", "records", "churn"), counts),
    **dict.fromkeys(("revenue_loss", "slip_days", "cost", "rework_hours"), numbers),
    **dict.fromkeys(("could_not", "currency", "slo", "data_exposed", "regulators", "delay", "note"), texts),
    "users_percent": percents,
    "metric": st.lists(table(name=texts, before=numbers, after=numbers, unit=texts), max_size=2),
}
_causes = {
    **dict.fromkeys(("lead_up", "trigger", "known_before", "problem", "only_one", "top"), texts),
    **dict.fromkeys(("mitigators", "bones", "none_found"), _some),
    "why": rows(
        explains=_some,
        because=texts,
        leg=one_of(records.Leg),
        evidence=_some,
        confidence=one_of(records.Confidence),
        stop=one_of(records.Stop),
        note=texts,
    ),
    "factor": rows(2, bone=texts, what=texts, likely=st.booleans(), note=texts, **{"from": _some}),
    "gate": rows(2, what=texts, gate=one_of(records.GateKind), k=st.integers(1, 9), inputs=_some),
    "event": rows(
        2,
        what=texts,
        state=one_of(records.EventState),
        evidence=_some,
        undeveloped=st.booleans(),
        probability=st.floats(0, 1),
    ),
    "root": rows(2, what=texts, category=one_of(records.Category), note=texts, **{"from": _some}),
}
_action = {
    **dict.fromkeys(("what", "measure", "owner", "ticket"), texts),
    "due": days,
    "horizon": one_of(records.Horizon),
    "level": one_of(records.Level),
    "impact": one_of(records.HighLow),
    "effort": one_of(records.HighLow),
    "answers": _some,
    "breaks": _some,
    "status": one_of(records.ActionStatus),
    "log": st.lists(table(at=instants, what=texts), max_size=2),
}
_top = {
    **dict.fromkeys(("title", "kind", "severity", "zone", "summary"), texts),
    "status": one_of(records.Status),
    "services": _some,
    "tags": _some,
    "created": instants,
    "triage": table(
        ongoing=st.booleans(),
        purpose=one_of(records.Purpose),
        learning=texts,
        decision=one_of(records.TriageDecision),
        why=texts,
    ),
    "people": st.lists(table(name=texts, role=texts), max_size=2),
    "clock": table(
        **dict.fromkeys(_moments, instants),
        precision=table(**dict.fromkeys(_moments, _precision)),
        until=table(**dict.fromkeys(_moments, instants)),
    ),
    "timeline": rows(
        at=instants,
        until=instants,
        precision=_precision,
        **dict.fromkeys(("phase", "lane", "what", "source", "evidence", "believed"), texts),
    ),
    "impact": table(**_impact),
    "causes": table(**_causes),
    "action": rows(**_action),
    "not_doing": st.lists(table(what=texts, why=texts), max_size=2),
    "lessons": table(**dict.fromkeys(("well", "badly", "lucky", "surprised", "questions"), _some)),
    "review": table(
        override=st.lists(table(criterion=texts, score=st.integers(1, 5), why=texts), max_size=2),
        why_late=texts,
    ),
    "share": table(external=texts, audiences=_some, shared=instants, presented=days, archived=texts),
    "history": st.lists(
        table(at=instants, **dict.fromkeys(("what", "rule", "field", "why", "who"), texts)), max_size=2
    ),
    "conflict": rows(
        2, field=texts, here=_plain, other=_plain, removed=st.booleans(), at=instants, **{"from": texts}
    ),
    "unfinished": st.dictionaries(
        st.sampled_from(["clock.started", "timeline.new", "action.ac-1.due"]), texts
    ),
}


_whole = st.tuples(postmortem_ids, table(**_top))


@st.composite
def postmortem_data(draw: st.DrawFn) -> dict[str, Any]:
    """Give postmortems as plain data, as `tomllib` reads them."""
    name, data = draw(_whole)
    return {"id": name, **data}


@st.composite
def postmortems(draw: st.DrawFn) -> Postmortem:
    """Give postmortems that use any of the fields, with keys that are not known."""
    return Postmortem.model_validate(draw(postmortem_data()))


_leaf_ids = ("b-1", "b-2", "b-3")
_gate_ids = ("g-1", "g-2", "g-3")
_why_ids = tuple(f"why-{number}" for number in range(1, 7))
_wide = st.sampled_from(
    [
        "主数据库的磁盘写满了",
        "\U0001f525 queue",
        "e\u0301te\u0301",
        "https://example.org/" + "x" * 90,
        "one two " * 40,
    ]
)
_words = texts | _wide
_bones = (
    st.sampled_from(["people", "process", "technology", "environment", "Zulieferer", "長い骨の名前"]) | texts
)


def _linked(ids: tuple[str, ...], below: tuple[str, ...], **fields: st.SearchStrategy[Any]) -> Any:
    refs = st.lists(st.sampled_from(below) | texts, max_size=4)
    named = {key: refs if value is None else value for key, value in fields.items()}
    rows_of = [st.fixed_dictionaries({"id": st.just(name), **named}) for name in ids]
    return st.integers(0, len(ids)).flatmap(lambda count: st.tuples(*rows_of[:count]))


@st.composite
def linked_causes(draw: st.DrawFn) -> records.Causes:
    """Give causes whose rows name each other: ladders that branch, join and close, trees with loops."""
    data = {
        "problem": draw(_words),
        "bones": draw(st.lists(_bones, max_size=7)),
        "none_found": draw(st.lists(_bones, max_size=3)),
        "top": draw(st.sampled_from(["", *_gate_ids, *_leaf_ids, "gone"])),
        "why": draw(
            _linked(
                _why_ids,
                ("problem", *_why_ids),
                explains=None,
                because=_words,
                leg=st.none() | one_of(records.Leg),
                confidence=st.none() | one_of(records.Confidence),
                stop=st.none() | one_of(records.Stop),
                evidence=_some,
            )
        ),
        "factor": draw(
            _linked(
                tuple(f"cf-{number}" for number in range(1, 9)),
                _why_ids,
                bone=_bones,
                what=_words,
                likely=st.none() | st.booleans(),
                **{"from": None},
            )
        ),
        "gate": draw(
            _linked(
                _gate_ids,
                (*_gate_ids, *_leaf_ids),
                what=_words,
                gate=one_of(records.GateKind),
                k=st.none() | st.integers(1, 4),
                inputs=None,
            )
        ),
        "event": draw(
            _linked(
                _leaf_ids,
                _why_ids,
                what=_words,
                state=st.none() | one_of(records.EventState),
                undeveloped=st.none() | st.booleans(),
                **{"from": None},
            )
        ),
    }
    return records.Causes.model_validate(data)
