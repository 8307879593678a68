"""The whole road in a terminal of 80x24, by keys alone: from the notes of a night to the two files."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from road import Road, saved

from pmtui.model.postmortem import Postmortem

pytestmark = pytest.mark.pty

TITLE = "The live database was emptied and no backup of it could be restored"
LEARNING = "A way back that nobody has ever walked is only a hope"
SERVICES = ("GitLab.com", "PostgreSQL")


@dataclass(frozen=True)
class Row:
    """A row of the timeline: what is typed, and what it should have become."""

    typed: str
    at: datetime
    what: str
    precision: str | None = "minute"
    more: dict[str, str] = field(default_factory=dict)


def jan(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2017, 1, day, hour, minute, tzinfo=UTC)


def feb(hour: int, minute: int = 0) -> datetime:
    return datetime(2017, 2, 1, hour, minute, tzinfo=UTC)


ROWS = (
    Row(
        "2017-01-31 17:20 staging: a copy of the live volume is taken for a test of load balancing",
        jan(31, 17, 20),
        "a copy of the live volume is taken for a test of load balancing",
        more={"lane": "staging"},
    ),
    Row("19:00 users: new comments no longer go through", jan(31, 19), "new comments no longer go through"),
    Row(
        "21:00 writes are locked up by a wave of spam", jan(31, 21), "writes are locked up by a wave of spam"
    ),
    Row(
        "22:00 pager: the standby has stopped to follow (source: page 4411)",
        jan(31, 22),
        "the standby has stopped to follow",
        more={"lane": "pager", "source": "page 4411"},
    ),
    Row(
        "~22:30 [investigation] the standby asks for log segments that the primary no longer has",
        jan(31, 22, 30),
        "the standby asks for log segments that the primary no longer has",
        "approximate",
        {"phase": "investigation"},
    ),
    Row(
        "+15m primary: more senders are allowed, and the restart is refused",
        jan(31, 22, 45),
        "more senders are allowed, and the restart is refused",
        more={"lane": "primary"},
    ),
    Row(
        "23:00 standby: the base copy hangs without a word (believed: the old files are in its way)",
        jan(31, 23),
        "the base copy hangs without a word",
        more={"believed": "the old files are in its way"},
    ),
    Row(
        "23:27 the data folder is removed on the primary, taken for the standby",
        jan(31, 23, 27),
        "the data folder is removed on the primary, taken for the standby",
    ),
    Row(
        "+1m it is stopped; 4.5 GB of 300 are left", jan(31, 23, 28), "it is stopped; 4.5 GB of 300 are left"
    ),
    Row(
        "~23:45 the nightly dumps turn out to be empty",
        jan(31, 23, 45),
        "the nightly dumps turn out to be empty",
        "approximate",
    ),
    Row(
        "~00:15 [mitigation] the copy on staging is the only one of use",
        feb(0, 15),
        "the copy on staging is the only one of use",
        "approximate",
        {"phase": "mitigation"},
    ),
    Row(
        "00:36 the site is closed on purpose and the copy back begins",
        feb(0, 36),
        "the site is closed on purpose and the copy back begins",
    ),
    Row(
        "2017-02-01 18:14 [resolution] GitLab.com is open again",
        feb(18, 14),
        "GitLab.com is open again",
        more={"phase": "resolution"},
    ),
    Row(
        "2017-01-30 the dump of that night ends with nothing in it",
        jan(30, 0),
        "the dump of that night ends with nothing in it",
        "day",
    ),
)

PROBLEM = "GitLab.com was closed for 18 hours and the data of 6 hours before it is gone"
WHYS = (
    "The data folder of the primary was emptied in place of that of the standby",
    "Both hosts greet with the same prompt, so nothing on the screen tells them apart",
    "A standby is rebuilt by hand, without a written way to do it",
    "Rebuilding was thought of as rare, and nobody was given the time to script it",
    "Work on keeping data has no owner, so it never comes before features",
)
BRANCH = (
    "The hours for it went into the launch of another part",
    "What is planned is weighed by what users ask for, and nobody asks for a restore",
)
ELSE = "No copy of the data could be brought back within an hour"
TRIGGER = "The standby fell behind and had to be built anew"
EVIDENCE = "the log of the chat, 23:27"
MITIGATOR = "The copy on staging had been taken by hand"
NOT_CAUGHT = "Nothing looks at whether a dump has anything in it"
FACTORS = {
    "people: two were on call for the third hour of an unknown fault": ("people", False),
    "process: no restore is ever rehearsed!": ("process", True),
    "technology: failure mails of the dump job are rejected by the mail server": ("technology", False),
}
ROOTS = (
    ("Nobody owns that data can be restored", "systemic", "5"),
    ("A host can be emptied without telling primary from standby", "process-gap", "2"),
)

ACTIONS = (
    "Add a nightly restore of the dump with an alert, failed restores unnoticed 30 -> 0, by 2017-03-01 "
    "(Owner: Kim Osei)",
    "Block deletes on a host that serves as primary, hosts emptied by mistake 1 -> 0, by 2017-02-10 "
    "(Owner: Ana Ruiz)",
)
WELL = ("The restore was told in public, hour by hour",)
BADLY = ("No restore had ever been tried", "Mails of failures reached nobody")
LUCKY = ("The copy on staging was six hours old and not a day",)
SUMMARY = """The live database was emptied by hand while its standby was built anew.
What was written in the six hours before is gone."""
NOT_DOING = "A second site, because a month of it costs more than such a day"


def triage(road: Road) -> None:
    road.walk(
        to="Timeline",
        triage_ongoing="1",
        triage_purpose="1",
        triage_learning=LEARNING,
        triage_decision="1",
        kind="1",
        title=TITLE,
        severity="1",
        zone="UTC",
        services=[*SERVICES],
    )


def timeline(road: Road) -> None:
    road.walk(
        to="Impact",
        clock_started="2017-01-31 19:00",
        clock_detected="31 Jan 2017 22:00",
        timeline_new=[row.typed for row in ROWS],
        clock_mitigated="2017-02-01 18:14",
        clock_resolved="2017-02-01 18:14",
        clock_acknowledged="~2017-01-31 22:05",
        people_new=["Dana Field, database engineer on call"],
    )


def impact(road: Road) -> None:
    road.walk(
        to="Causes",
        impact_users="5K",
        impact_could_not="open or change any project",
        impact_slo="99.95 % a month: 22 minutes allowed, 1,114 used",
        impact_complaints="1.2k",
        impact_metric_new=["new accounts kept 700 -> 0"],
        impact_note=["Counted from the rows that are missing.", "Repositories are not touched."],
    )


def causes(road: Road) -> None:
    road.rows("causes.problem", PROBLEM)
    road.rows("causes.why.new", *WHYS)
    road.term.send("<F6>")
    road.term.wait_for("what else made it possible")
    road.term.type("".join(f"{why}\r" for why in BRANCH))
    road.term.send("<Enter>")
    road.go_to("causes.why.new.else")
    road.walk(
        to="Actions",
        causes_why_new_else=[ELSE],
        causes_why_new_not_caught=[NOT_CAUGHT],
        causes_trigger=TRIGGER,
        causes_factor_new=[*FACTORS],
        causes_root_new=[what for what, _, _ in ROOTS],
        causes_root_category_each=[key for _, _, key in ROOTS],
        causes_why_evidence=[EVIDENCE],
        causes_mitigators=[MITIGATOR],
    )


def actions(road: Road) -> None:
    road.walk(
        to="Share",
        action_new_each=[*ACTIONS],
        action_level_each=["3", "3"],
        action_impact_each=["1", "2"],
        not_doing_new=[NOT_DOING],
    )


def share(road: Road) -> None:
    road.walk(
        to="Track",
        lessons_well=list(WELL),
        lessons_badly=list(BADLY),
        lessons_lucky=list(LUCKY),
        summary=SUMMARY.split("\n"),
        share_audiences=["engineering", "support"],
        share_external=["Your repositories are safe; comments of six hours are lost."],
        share_shared="2017-02-02 09:00",
        share_presented="2017-02-03",
        share_archived="wiki/PM-2017-01",
    )


def track(road: Road) -> None:
    road.walk(to="Review", track_status_each=["2", "3"])


def test_from_the_notes_of_a_night_to_both_files(terminal, tmp_path):
    """Each answer typed stands in the saved file and in the Markdown, value by value."""
    road = Road(terminal("new", "--library", str(tmp_path / "kept")))
    for part in (triage, timeline, impact, causes, actions, share, track):
        part(road)
    road.term.send("<F8>")
    road.term.wait_for("Markdown written to")
    path = road.quit()
    pm = saved(path)
    assert pm.unfinished == {}
    for told in (told_triage, told_timeline, told_impact, told_causes, told_actions, told_share):
        told(pm)
    in_the_document(path.with_suffix(".md").read_text())


def told_triage(pm: Postmortem) -> None:
    assert (pm.triage.ongoing, pm.triage.purpose, pm.triage.decision) == (False, "learning", "postmortem")
    assert pm.triage.learning == LEARNING
    assert (pm.kind, pm.title, pm.severity, pm.zone) == ("production-outage", TITLE, "SEV1", "UTC")
    assert pm.services == SERVICES


def told_timeline(pm: Postmortem) -> None:
    assert (pm.clock.started, pm.clock.detected) == (jan(31, 19), jan(31, 22))
    assert (pm.clock.mitigated, pm.clock.resolved) == (feb(18, 14), feb(18, 14))
    assert (pm.clock.acknowledged, pm.clock.precision.acknowledged) == (jan(31, 22, 5), "approximate")
    in_order = sorted(ROWS, key=lambda row: row.at)
    assert [(row.at, row.what) for row in pm.timeline] == [(row.at, row.what) for row in in_order]
    for kept, row in zip(pm.timeline, in_order, strict=True):
        assert kept.precision == row.precision, row.typed
        assert {name: getattr(kept, name) for name in row.more} == row.more
    assert [(one.name, one.role) for one in pm.people] == [("Dana Field", "database engineer on call")]


def told_impact(pm: Postmortem) -> None:
    assert (pm.impact.users, pm.impact.complaints) == (5000, 1200)
    assert pm.impact.could_not == "open or change any project"
    assert pm.impact.slo == "99.95 % a month: 22 minutes allowed, 1,114 used"
    metric = pm.impact.metric[0]
    assert (metric.name, metric.before, metric.after) == ("new accounts kept", 700, 0)
    assert pm.impact.note == "Counted from the rows that are missing.\nRepositories are not touched."


def told_causes(pm: Postmortem) -> None:
    causes = pm.causes
    assert causes.problem == PROBLEM
    because = {why.because: why for why in causes.why}
    assert list(because) == [*WHYS, *BRANCH, ELSE, NOT_CAUGHT]
    above = {why.id: why.because for why in causes.why} | {"problem": PROBLEM}
    assert [above[because[why].explains[0]] for why in WHYS] == [PROBLEM, *WHYS[:-1]]
    assert [above[because[why].explains[0]] for why in BRANCH] == [WHYS[3], BRANCH[0]]
    assert because[ELSE].explains == because[NOT_CAUGHT].explains == ("problem",)
    assert because[NOT_CAUGHT].leg == "not-caught"
    assert any(why.evidence == (EVIDENCE,) for why in causes.why)
    kept = [(factor.bone, factor.what, factor.likely or False) for factor in causes.factor]
    assert kept == [
        (bone, typed.partition(": ")[2].rstrip("!"), likely) for typed, (bone, likely) in FACTORS.items()
    ]
    assert [(root.what, root.category) for root in causes.root] == [(what, kind) for what, kind, _ in ROOTS]
    assert causes.trigger == TRIGGER
    assert causes.mitigators == (MITIGATOR,)


def told_actions(pm: Postmortem) -> None:
    first, second = pm.action
    assert first.what == "Add a nightly restore of the dump with an alert"
    assert first.measure == "failed restores unnoticed 30 -> 0"
    assert (first.owner, first.due) == ("Kim Osei", date(2017, 3, 1))
    assert second.what == "Block deletes on a host that serves as primary"
    assert second.measure == "hosts emptied by mistake 1 -> 0"
    assert (second.owner, second.due) == ("Ana Ruiz", date(2017, 2, 10))
    assert [one.level for one in pm.action] == ["engineering", "engineering"]
    assert [(one.impact, one.effort) for one in pm.action] == [("high", "low"), ("high", "high")]
    assert [one.answers for one in pm.action] == [(root.id,) for root in pm.causes.root]
    assert [one.status for one in pm.action] == ["in-progress", "done"]
    (row,) = pm.not_doing
    assert f"{row.what}, because {row.why}" == NOT_DOING


def told_share(pm: Postmortem) -> None:
    assert (pm.lessons.well, pm.lessons.badly, pm.lessons.lucky) == (WELL, BADLY, LUCKY)
    assert pm.summary == SUMMARY
    assert pm.share.audiences == ("engineering", "support")
    assert (pm.share.shared, pm.share.presented) == (
        datetime(2017, 2, 2, 9, tzinfo=UTC),
        date(2017, 2, 3),
    )
    assert pm.share.archived == "wiki/PM-2017-01"


def in_the_document(markdown: str) -> None:
    """Every sentence typed stands in the Markdown, as a reader sees it."""
    shown = markdown.replace("\\", "")
    actions = [typed.partition(",")[0] for typed in ACTIONS]
    people = ["Kim Osei", "Ana Ruiz", "2017-03-01", "2017-02-10"]
    sentences = [
        TITLE,
        PROBLEM,
        *WHYS,
        *BRANCH,
        ELSE,
        NOT_CAUGHT,
        TRIGGER,
        MITIGATOR,
        *(typed.partition(": ")[2].rstrip("!") for typed in FACTORS),
        *(what for what, _, _ in ROOTS),
        *(row.what for row in ROWS),
        *actions,
        *people,
        *WELL,
        *BADLY,
        *LUCKY,
        *SUMMARY.split("\n"),
        "open or change any project",
        "5,000",
        "1,200",
        "~22:30",
    ]
    assert [sentence for sentence in sentences if sentence not in shown] == []
