"""Records: immutable, compared by what they hold, and told what they do not hold by their class."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given, settings

from pmtui.model.postmortem import Action, BasicEvent, Clock, Person, Postmortem, TimelineEvent, Why
from strategies import postmortems

EVENT = TimelineEvent.model_validate({"id": "ev-1", "what": "x", "x_b": [1], "x_a": 2})


def test_nothing_of_a_record_can_be_set_or_deleted() -> None:
    for name in ("what", "lane", "x_a", "x_new", "model_extra"):
        with pytest.raises(AttributeError):
            setattr(EVENT, name, "y")
        with pytest.raises(AttributeError):
            delattr(EVENT, name)
    assert TimelineEvent.model_validate({"id": "ev-1", "what": "x", "x_b": [1], "x_a": 2}) == EVENT


def test_a_field_that_was_not_given_is_the_same_as_one_that_holds_the_default() -> None:
    short, long = Action(id="ac-1"), Action(id="ac-1", what="", due=None, answers=())
    assert short == long
    assert hash(short) == hash(long)
    assert short.what == ""
    assert short.answers == ()
    assert short != Action(id="ac-1", what="x")
    assert short != Action(id="ac-2", what="")


def test_keys_that_are_not_known_count_and_keep_their_order() -> None:
    assert list(EVENT.model_extra) == ["x_b", "x_a"]
    assert EVENT.x_a == 2
    assert EVENT.model_copy(update={"x_a": 3}) != EVENT
    assert TimelineEvent(id="ev-1", what="x") != EVENT
    assert TimelineEvent(id="ev-1", what="x").model_extra == {}
    assert EVENT.model_copy(update={"what": "y", "x_c": 1}).model_extra == {"x_b": [1], "x_a": 2, "x_c": 1}
    assert EVENT.what == "x"


def test_records_of_different_kinds_are_never_the_same() -> None:
    assert Person(name="x") != {"name": "x"}
    assert BasicEvent(id="a", what="x") != TimelineEvent(id="a", what="x")


def test_rows_can_be_keys_and_a_whole_postmortem_can_not() -> None:
    assert {EVENT: 1}[EVENT.model_copy()] == 1
    with pytest.raises(TypeError):
        hash(Postmortem(id="a"))


def test_from_has_two_names() -> None:
    data = {"id": "a", "from": ["b"]}
    assert Why.model_validate(data) == Why(id="a", from_=("b",)) == Why(**data)
    assert Why.model_fields["from_"].alias == "from"


@pytest.mark.parametrize("values", [{}, {"id": "a b"}, {"id": "a", "what": 1}, {"id": "a", "answers": "x"}])
def test_a_constructor_refuses_what_does_not_fit(values: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="for Action"):
        Action(**values)


def test_a_constructor_converts_what_can_be() -> None:
    assert Action(id="a", what="x\r\ny", answers=["b"]) == Action(id="a", what="x\ny", answers=("b",))
    assert Action(id="a", log=[{"what": "x"}]).log[0].what == "x"


def test_each_postmortem_has_its_own_unfinished_texts() -> None:
    assert Postmortem(id="a").unfinished is not Postmortem(id="a").unfinished
    assert Postmortem.model_construct(id="a").unfinished == {}


def test_what_was_not_checked_is_kept_as_it_is() -> None:
    row = Action.model_construct(what=1, x_new=2)
    assert (row.what, row.x_new, row.answers) == (1, 2, ())
    with pytest.raises(AttributeError):
        _ = row.id


def test_what_a_class_says_of_its_fields() -> None:
    fields = Action.model_fields
    assert list(fields)[:3] == ["id", "what", "measure"]
    assert fields["id"].is_required()
    assert not fields["what"].is_required()
    assert fields["what"].annotation is str
    assert fields["log"].get_default() == ()
    assert Postmortem.model_fields["unfinished"].get_default(call_default_factory=True) == {}
    assert Postmortem.model_fields["clock"].annotation is Clock


@given(postmortems())
@settings(max_examples=40, deadline=None)
def test_a_copy_is_the_same_and_shares_nothing_that_can_change(pm: Postmortem) -> None:
    for made in (copy.copy(pm), copy.deepcopy(pm), pickle.loads(pickle.dumps(pm)), pm.model_copy()):
        assert made == pm
        assert repr(made) == repr(pm)
        assert made.model_extra == pm.model_extra
    deep = copy.deepcopy(pm)
    deep.unfinished["x"] = "y"
    deep.model_extra.clear()
    assert deep != pm
