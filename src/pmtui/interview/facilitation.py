"""Questions for the room: prompts that help people to tell more, each with where its idea comes from."""

from __future__ import annotations

from functools import cache

from pmtui import content
from pmtui.interview.question import Step
from pmtui.values import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt.

    Attributes:
        ask: The question.
        step: The step that it belongs to.
        beside: The ids of the questions of the interview beside which it is offered.
        idea: Its number in the list of docs/root-cause.md; None for one of our own.
        source: Where the idea comes from; empty for one of our own.
    """

    ask: str
    step: Step
    beside: tuple[str, ...]
    idea: int | None = None
    source: str = ""


@cache
def prompts() -> tuple[Prompt, ...]:
    """Return every prompt, in the order of the steps."""
    data = content.toml("guide/prompts.toml")
    sources: dict[str, str] = data["sources"]
    return tuple(
        Prompt(
            one["ask"],
            one["step"],
            tuple(one["with"]),
            one.get("idea"),
            sources[one["from"]] if "from" in one else "",
        )
        for one in data["prompt"]
    )


@cache
def beside(question: str) -> tuple[Prompt, ...]:
    """Return the prompts offered beside a question, by its id."""
    return tuple(one for one in prompts() if question in one.beside)


@cache
def of_step(step: Step) -> tuple[Prompt, ...]:
    """Return the prompts of a step."""
    return tuple(one for one in prompts() if one.step == step)
