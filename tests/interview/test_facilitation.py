"""Questions for the room: every idea of the list is there, in words of our own, beside a question."""

from typing import get_args

from pmtui import content
from pmtui.interview import facilitation, script
from pmtui.interview.asking import for_path
from pmtui.interview.question import Step
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

EMPTY = Postmortem(id="any", kind="production-outage")


def test_all_forty_four_ideas_are_there_each_with_its_source() -> None:
    ideas = {one.idea for one in facilitation.prompts()}
    assert ideas - {None} == set(range(1, 45))
    for one in facilitation.prompts():
        assert bool(one.source) == (one.idea is not None), one
        assert one.step in get_args(Step)


def test_every_source_is_named_and_used() -> None:
    data = content.toml("guide/prompts.toml")
    assert {one["from"] for one in data["prompt"] if "from" in one} == set(data["sources"])


def test_each_prompt_stands_beside_a_question_of_its_own_step_or_of_one_near() -> None:
    known = {question.id for question in script.questions("")}
    for one in facilitation.prompts():
        assert one.beside and set(one.beside) <= known
        assert all(one in facilitation.beside(question) for question in one.beside)
    assert all(facilitation.of_step(step) for step in ("timeline", "impact", "causes", "actions", "share"))
    assert facilitation.beside("no.such") == ()


def test_the_questions_about_causes_have_their_prompts_and_lose_none() -> None:
    first = for_path(EMPTY, "causes.why.new").prompts
    assert [one.ask for one in facilitation.beside("causes.why.new")] == list(first)
    assert len(first) >= 4
    for path in (
        "causes.why.new.else",
        "causes.why.new.not-caught",
        "causes.why.new.slow",
        "causes.root.new",
    ):
        assert for_path(EMPTY, path).prompts, path


def test_the_digging_questions_of_each_category_come_first_and_all() -> None:
    for one in script.categories():
        pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "Hosts look alike", "category": one.value})
        prompts = for_path(pm, "causes.root.rc-1.note").prompts
        assert prompts[: len(one.digging)] == tuple(one.digging), one.value
