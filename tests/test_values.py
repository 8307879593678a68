"""Values are what Python's dataclasses are, but for the time that it takes to make their classes."""

import copy
import dataclasses
import pickle
from dataclasses import field, fields, replace

import pytest

from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A value of ours."""

    start: int
    end: int = 0
    words: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Wide(Span):
    """One that has more."""

    by: str = "you"


@dataclass(frozen=True, slots=True)
class Named:
    """One that shows itself."""

    name: str

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{self.name}>"


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """The same as Python makes it."""

    start: int
    end: int = 0
    words: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", compare=False)


def test_equal_and_hashed_by_what_is_compared() -> None:
    assert Span(1, 2, note="a") == Span(1, 2, note="b")
    assert hash(Span(1, 2, note="a")) == hash(Span(1, 2, note="b"))
    assert Span(1, 2) != Span(1, 3)
    assert {Span(1), Span(1), Span(2)} == {Span(2), Span(1)}
    assert Named("a") == Named("a") != Named("b")
    assert len({Named("a"), Named("a")}) == 1


def test_another_class_is_another_value() -> None:
    assert Span(1) != Wide(1)
    assert Span(1) != (1, 0, ())
    assert Wide(1, by="me") != Wide(1)


def test_shown_as_python_shows_it() -> None:
    assert repr(Span(1, 2, ("a",), "n")) == repr(Theirs(1, 2, ("a",), "n")).replace("Theirs", "Span")
    assert (repr(Named("a")), str(Named("a"))) == ("<a>", "a")


def test_what_python_does_with_dataclasses_it_does_with_these() -> None:
    one = Wide(1, 2, by="me")
    assert replace(one, end=3) == Wide(1, 3, by="me")
    assert [each.name for each in fields(one)] == ["start", "end", "words", "note", "by"]
    assert dataclasses.asdict(one) == {"start": 1, "end": 2, "words": (), "note": "", "by": "me"}
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one
    with pytest.raises(TypeError):
        Span()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]
    match one:
        case Wide(start, end):
            assert (start, end) == (1, 2)


def test_any_other_kind_is_python_s_own() -> None:
    @dataclass
    class Open:
        value: int = 0

    @dataclass(frozen=True)
    class Held:
        value: int = 0

    Open().value = 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        Held().value = 1  # type: ignore[misc]
