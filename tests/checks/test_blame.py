"""Blame: whose act it is, whether it is judged, in which field; and the rewrite that is offered."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks import blame, check, check_text
from pmtui.checks.rewrite import offer
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")

BLAMES = """\
The dev who wrote the migration never tested it on real data.
Ops pushed the change without telling anyone.
Because the intern had sudo rights he wiped the wrong volume.
The release engineer misread the dashboard and rolled forward.
Bob was too hasty with the rollback.
The outage is entirely down to the network team's incompetence.
Someone typed the wrong hostname.
Management ignored repeated warnings about capacity.
The root cause was a slip-up by a junior admin.
The person deploying was not paying attention.
You should have read the docs.
If our QA team had done its job the bug would not have shipped.
No one thought to verify the backups.
Caused by operator error.
Fault of the hosting provider's staff.
An admin had disabled the firewall by accident.
The team lacked the discipline to follow the process.
The security team took too long to respond.
Whoever approved this change needs retraining.
Who approved this?
Poor judgement on the part of the release manager.
The bug was introduced by a developer who did not understand the locking.
The outage happened when an engineer ran a clean-up command on the primary.
The admin left the bucket open to the public.
The engineer removed the primary instead of the replica.
The technician was working on the wrong server.
The culprit was an engineer who restarted the core switch.
One of our developers merged a pull request that had not been reviewed.""".splitlines()

TELLS = """\
The engineer on call paged the database team at 02:10.
The operator pod crashed in a loop.
The JDBC driver failed to close its connections.
The load balancer should have removed the node.
No alert covers the queue.
Customers failed to receive confirmation mails.
The mistake in the template was fixed at noon.
The on-call engineer thought the alert was a repeat of last week's.
The worker process ignored SIGTERM.
The team had not been told that the freeze was lifted.
The engineer could not see which cluster the prompt belonged to.
The reviewer had no way to see the rendered config.
Our monitoring missed the slow growth.
The certificate expired because the renewal job was not running.
The owner of the service is not recorded.
The on-call engineer found the wrong value in the template.
Engineers deployed the fix at 12:00, resulting in recovery within 5 minutes.
The engineer was given the wrong runbook by the alert link.
We keep the review blameless and do not ask who it was.
It isn't the engineer's fault that the prompt looks the same everywhere.
Jenkins ran the wrong branch.
The user table was dropped by the migration.""".splitlines()


def gravest(text: str, path: str = "causes.root.new") -> str:
    found = [each.severity for each in check_text(EMPTY, path, text, NOW) if each.rule.startswith("blame.")]
    return min(found, key=["error", "warning", "hint"].index, default="")


@pytest.mark.parametrize("text", BLAMES)
def test_blame_is_an_error_as_a_cause_and_a_warning_elsewhere(text: str) -> None:
    assert gravest(text) == "error"
    assert gravest(text, "summary") == "warning"
    assert gravest(text, "timeline.new") == "warning"


@pytest.mark.parametrize("text", TELLS)
def test_what_only_tells_is_left_alone(text: str) -> None:
    for path in ("causes.why.new", "timeline.new", "summary", "lessons.badly.0"):
        assert gravest(text, path) in ("", "hint"), path


@pytest.mark.parametrize(
    "text",
    [
        "We overlooked the size of the index",
        "I forgot the flag",
        "The index was overlooked",
        "The customer misconfigured their webhook",
        "This could have been avoided",
    ],
)
def test_what_can_be_read_either_way_is_a_hint(text: str) -> None:
    assert gravest(text) == "hint"
    assert gravest(text, "timeline.new") == "hint"


def test_a_timeline_tells_who_did_what_and_a_cause_does_not_end_there() -> None:
    text = "The on-call engineer deleted the replica set"
    assert gravest(text, "timeline.new") == ""
    assert gravest(text) == "warning"


def test_what_was_missing_is_a_cause_and_a_judgement_in_a_timeline() -> None:
    text = "There was insufficient monitoring"
    assert [each.rule for each in check_text(EMPTY, "timeline.new", text, NOW)] == ["blame.missing-fix"]
    assert gravest(text) == ""


def test_somebody_from_the_list_of_people_is_named_in_a_cause() -> None:
    pm = paths.put(EMPTY, "people", ({"name": "Xiulan Abara", "role": "database engineer"},))
    (found,) = check_text(pm, "causes.root.new", "Abara approved it", NOW)
    assert found.rule == "blame.listed-name"
    assert check_text(pm, "timeline.new", "Abara approved it", NOW) == ()


def test_each_finding_stands_at_its_sentence_in_a_longer_text() -> None:
    text = "- The queue grew.\n- Priya forgot the flag."
    (found,) = check_text(EMPTY, "summary", text, NOW)
    assert found.span is not None
    assert text[slice(*found.span)] == "Priya forgot"


# -- the rewrite ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rewritten"),
    [
        (
            "PM didn't validate requirements",
            "The ⟨release process⟩ could go ahead without requirements being validated",
        ),
        ("Designer made mistake", "The ⟨review or check⟩ let a mistake through to ⟨where it did harm⟩"),
        (
            "Sales dropped after Bernd pushed a bad certificate.",
            "Sales dropped after the ⟨deployment pipeline⟩ allowed a bad certificate to reach ⟨production⟩.",
        ),
        (
            "The technician accidentally shut down the second rack",
            "The ⟨tool or console⟩ allowed the second rack to be shut down",
        ),
        ("Human error caused the outage", "A ⟨step without a safeguard⟩ caused the outage"),
        ("Human error.", "The ⟨step or tool⟩ let ⟨the slip⟩ through unnoticed."),
        (
            "The alert was ignored by the clerk",
            "The alert could go unanswered, with ⟨no escalation or automatic step⟩ to follow",
        ),
        ("The engineer was careless", None),
    ],
)
def test_the_rewrite_keeps_the_words_and_loses_the_person(text: str, rewritten: str | None) -> None:
    found = check_text(EMPTY, "causes.root.new", text, NOW)[0]
    assert found.replacement == rewritten


def test_the_rewrite_leaves_the_rest_of_the_field_as_it_is() -> None:
    text = "The queue grew.\nPriya forgot to renew the certificate.\nIt was renewed at noon."
    (found,) = check_text(EMPTY, "summary", text, NOW)
    assert found.replacement == (
        "The queue grew.\nThe ⟨release process⟩ could go ahead without the certificate being renewed.\n"
        "It was renewed at noon."
    )


@pytest.mark.parametrize("text", BLAMES)
def test_what_is_offered_blames_nobody(text: str) -> None:
    made = offer(text, "cause")
    if made is not None and made.statement is not None:
        assert gravest(made.statement) in ("", "hint")


_WORDS = [
    *("the", "engineer", "operator", "we", "who", "forgot", "failed", "to", "check", "deployed", "a", "bad"),
    *(
        "config",
        "by",
        "deploying",
        "should",
        "have",
        "human",
        "error",
        "mistake",
        "was",
        "deleted",
        "because",
    ),
    *("accidentally", "nobody", "tested", "it", ",", "and", ".", "caused", "outage", "without", "review"),
    *("Priya", "didn't"),
]


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=14).map(" ".join))
def test_no_rewrite_of_any_sentence_blames(text: str) -> None:
    for each in check_text(EMPTY, "causes.root.new", text, NOW):
        assert each.span is not None
        assert 0 <= each.span[0] < each.span[1] <= len(text)
    made = offer(text, "cause")
    if made is not None and made.statement is not None:
        assert all(hit.severity == "hint" for hit in blame.hits(made.statement, "cause"))


def test_a_waived_finding_is_left_out() -> None:
    pm = paths.put(EMPTY, "summary", "Priya forgot the flag")
    assert [each.rule for each in check(pm, NOW)] == ["blame.named-person"]
    entry = {"rule": "blame.named-person", "field": "summary", "why": "she asked to be named"}
    pm = paths.put(pm, "history", (entry,))
    assert check(pm, NOW) == ()
    assert check_text(pm, "summary", "Priya forgot the flag", NOW) == ()
