"""The merge driver with real git on real branches: what merges, what is asked, and that nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gitrepo import Repo, needs_git, program
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem

pytestmark = needs_git

NAME = "postmortems/2026-11-24-disk-full.toml"
BASE = """\
format = 1
id = "2026-11-24-disk-full"
title = "The disk was full"
status = "draft"
summary = "It was full."

[[timeline]]
id = "ev-1"
what = "The first alert came."

[[action]]
id = "ac-1"
what = "Alert at 80 % of the disk."
owner = "Kim"
"""


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    """A folder with a repository in it that is set up and holds one postmortem, and pmtui's program."""
    folder = tmp_path_factory.mktemp("prepared")
    repo = Repo(folder / "repo", program(folder / "bin"))
    assert repo.pmtui("git-setup").status == 0
    repo.write(NAME, BASE)
    repo.commit("base")
    return folder


@pytest.fixture
def repo(prepared, tmp_path) -> Repo:
    """A repository that is set up and holds one postmortem."""
    shutil.copytree(prepared / "repo", tmp_path / "repo")
    return opened(tmp_path / "repo", prepared / "bin")


def opened(folder: Path, programs: Path) -> Repo:
    repo = Repo(folder.parent / ".scratch", programs)
    shutil.rmtree(repo.folder)
    repo.folder = folder
    return repo


def read(repo: Repo, name: str = NAME) -> Postmortem:
    return tomlform.loads(repo.read(name).decode("utf-8"), name)


def edit(repo: Repo, *edits: Edit, name: str = NAME, message: str = "edit") -> None:
    """Change the postmortem of the branch that is checked out, and commit it."""
    repo.write(name, tomlform.dumps(apply(read(repo, name), edits)))
    repo.commit(message)


def event(name: str) -> Edit:
    return Edit(f"timeline.{name}", {"what": f"What {name} says."})


def action(name: str) -> Edit:
    return Edit(f"action.{name}", {"what": f"Do {name}.", "owner": "Noor"})


def events(repo: Repo) -> set[str]:
    return {row.id for row in read(repo).timeline}


def two_branches(repo: Repo, ours: list[Edit], theirs: list[Edit]) -> None:
    repo.branch("feature")
    edit(repo, *theirs, message="theirs")
    repo.go("main")
    edit(repo, *ours, message="ours")


def choose(repo: Repo, path: str, value: object) -> None:
    """Do what choosing does: set the field, take the row about it away."""
    pm = read(repo)
    edits = [Edit(f"conflict.{row.id}", None) for row in pm.conflict if row.field == path]
    assert edits
    repo.write(NAME, tomlform.dumps(apply(pm, [Edit(path, value), *edits])))
    repo.git("add", NAME)


# -- what merges --------------------------------------------------------------------------------------------


def test_two_branches_that_both_add_rows_and_answers_merge_without_a_conflict(repo):
    two_branches(
        repo,
        [event("ev-2"), action("ac-2"), Edit("impact.users", 100), Edit("lessons.well", ["It was quick."])],
        [
            event("ev-3"),
            action("ac-3"),
            Edit("impact.note", "Some waited."),
            Edit("action.ac-1.owner", "Ana"),
        ],
    )
    done = repo.run("merge", "-m", "merged", "feature")
    assert (done.status, done.err) == (0, "")
    pm = read(repo)
    assert events(repo) == {"ev-1", "ev-2", "ev-3"}
    assert {row.id for row in pm.action} == {"ac-1", "ac-2", "ac-3"}
    assert (pm.impact.users, pm.impact.note, pm.lessons.well) == (100, "Some waited.", ("It was quick.",))
    assert pm.action[0].owner == "Ana"
    assert pm.conflict == ()
    assert repo.git("status", "--porcelain", "--ignored") == ""


def test_git_alone_would_have_had_a_conflict_there(repo):
    two_branches(repo, [event("ev-2"), action("ac-2")], [event("ev-3"), action("ac-3")])
    repo.git("config", "--remove-section", "merge.pmtui")
    assert repo.run("merge", "-m", "merged", "feature").status == 1
    assert b"<<<<<<<" in repo.read(NAME)


def test_comments_of_both_stay(repo):
    repo.branch("feature")
    repo.write(NAME, BASE.replace("[[action]]", "# Ana: ask the vendor\n[[action]]") + 'ticket = "T-1"\n')
    repo.commit("theirs")
    repo.go("main")
    repo.write(NAME, "# Kim: draft, do not share\n" + BASE.replace("It was full.", "It was quite full."))
    repo.commit("ours")
    repo.git("merge", "-m", "merged", "feature")
    text = repo.read(NAME).decode()
    assert text.count("# Ana: ask the vendor") == 1
    assert text.count("# Kim: draft, do not share") == 1
    assert (read(repo).summary, read(repo).action[0].ticket) == ("It was quite full.", "T-1")


def test_a_file_that_one_side_gave_another_name_and_id(repo):
    new = "postmortems/2026-11-24-database-disk-full.toml"
    repo.branch("feature")
    repo.git("mv", NAME, new)
    edit(repo, Edit("id", "2026-11-24-database-disk-full"), Edit("title", "The database's disk"), name=new)
    repo.go("main")
    edit(repo, event("ev-2"))
    repo.git("merge", "-m", "merged", "feature")
    pm = read(repo, new)
    assert (pm.id, pm.title) == ("2026-11-24-database-disk-full", "The database's disk")
    assert {row.id for row in pm.timeline} == {"ev-1", "ev-2"}
    assert not (repo.folder / NAME).exists()


def test_both_have_added_the_file(repo):
    other = "postmortems/2026-11-25-queue.toml"
    text = 'format = 1\nid = "2026-11-25-queue"\ntitle = "The queue"\n'
    repo.branch("feature")
    repo.write(other, text + '\n[[timeline]]\nid = "ev-5"\nwhat = "It grew."\n')
    repo.commit("theirs")
    repo.go("main")
    repo.write(other, text + 'severity = "SEV2"\n\n[[timeline]]\nid = "ev-6"\nwhat = "It shrank."\n')
    repo.commit("ours")
    repo.git("merge", "-m", "merged", "feature")
    pm = read(repo, other)
    assert (pm.title, pm.severity, {row.id for row in pm.timeline}) == ("The queue", "SEV2", {"ev-5", "ev-6"})


def test_a_pull_between_two_clones(repo, prepared):
    ours = repo.folder.parent / "clone"
    clone = Repo(ours, prepared / "bin", clone=repo)
    assert clone.pmtui("git-setup").status == 0
    edit(clone, event("ev-2"))
    edit(repo, event("ev-3"))
    clone.git("pull", "--quiet", "--no-edit")
    assert events(clone) == {"ev-1", "ev-2", "ev-3"}


def test_a_third_persons_rebase_of_several_commits(repo):
    for name, edits in {
        "one": [event("ev-2"), Edit("severity", "SEV1")],
        "two": [event("ev-3"), Edit("summary", "The database's disk was full.")],
    }.items():
        repo.branch(name)
        edit(repo, *edits)
    repo.branch("three", "main")
    edit(repo, event("ev-4"), message="first")
    edit(repo, Edit("summary", "A log had filled the disk."), message="second")
    edit(repo, action("ac-4"), Edit("timeline.ev-4.lane", "Noor"), message="third")
    repo.go("main")
    repo.git("merge", "--quiet", "one")
    repo.git("merge", "--quiet", "two")
    repo.go("three")
    done = repo.run("rebase", "main")
    assert done.status == 1
    assert f"{NAME}: 1 field has two values" in done.err
    assert (read(repo).summary, repo.unmerged()) == ("The database's disk was full.", [NAME])
    choose(repo, "summary", "A log had filled the database's disk.")
    repo.git("rebase", "--continue")
    pm = read(repo)
    assert events(repo) == {"ev-1", "ev-2", "ev-3", "ev-4"}
    assert (pm.severity, pm.summary, pm.conflict) == ("SEV1", "A log had filled the database's disk.", ())
    assert (pm.timeline[-1].lane, [row.id for row in pm.action]) == ("Noor", ["ac-1", "ac-4"])
    assert repo.git("log", "--format=%s", "main..three").split() == ["third", "second", "first"]


def test_cherry_pick_revert_and_stash(repo):
    repo.branch("feature")
    edit(repo, event("ev-2"), message="theirs")
    edit(repo, event("ev-3"), message="theirs, too")
    repo.go("main")
    edit(repo, event("ev-4"), action("ac-2"))
    repo.git("cherry-pick", "feature")
    assert events(repo) == {"ev-1", "ev-3", "ev-4"}
    repo.git("cherry-pick", "feature~1")
    repo.git("revert", "--no-edit", "HEAD~1")
    assert events(repo) == {"ev-1", "ev-2", "ev-4"}
    repo.write(NAME, tomlform.dumps(apply(read(repo), [event("ev-5")])))
    repo.git("stash")
    edit(repo, event("ev-6"))
    repo.git("stash", "pop")
    assert events(repo) == {"ev-1", "ev-2", "ev-4", "ev-5", "ev-6"}


def test_two_that_have_merged_each_other_and_chose_differently_are_asked_again(repo):
    two_branches(repo, [Edit("summary", "Ours."), event("ev-2")], [Edit("summary", "Theirs."), event("ev-3")])
    for name, other, summary in (("left", "feature", "Ours."), ("right", "feature", "Theirs.")):
        repo.branch(name)
        assert repo.run("merge", "-m", "merged", other).status == 1
        choose(repo, "summary", summary)
        repo.git("commit", "--quiet", "-m", name)
    repo.go("left")
    done = repo.run("merge", "-m", "merged", "right")
    assert done.status == 1, "the one base that git makes of two must not take a side"
    [row] = read(repo).conflict
    assert (row.field, row.here, row.other) == ("summary", "Ours.", "Theirs.")
    assert events(repo) == {"ev-1", "ev-2", "ev-3"}


# -- a conflict ---------------------------------------------------------------------------------------------


def test_the_same_field_with_two_values_is_asked_and_the_file_stays_valid(repo):
    two_branches(
        repo,
        [Edit("summary", "Ours."), event("ev-2"), Edit("action.ac-1.owner", "Ana")],
        [Edit("summary", "Theirs."), event("ev-3"), Edit("action.ac-1.owner", "Noor")],
    )
    done = repo.run("merge", "feature")
    assert done.status == 1
    assert "CONFLICT (content)" in done.out
    told = f"pmtui: {NAME}: 2 fields have two values. Choose with `pmtui open {NAME}`, then `git add {NAME}`."
    assert told in done.err.splitlines()
    pm = read(repo)
    assert {(row.field, row.here, row.other) for row in pm.conflict} == {
        ("summary", "Ours.", "Theirs."),
        ("action.ac-1.owner", "Ana", "Noor"),
    }
    assert {row.from_ for row in pm.conflict} == {"feature"}
    assert (pm.summary, events(repo)) == ("Ours.", {"ev-1", "ev-2", "ev-3"})
    assert repo.unmerged() == [NAME]
    checked = repo.pmtui("check", NAME)
    assert checked.status < 2
    assert checked.err == ""
    assert "summary" in checked.out
    choose(repo, "summary", "Both.")
    choose(repo, "action.ac-1.owner", "Noor")
    repo.git("commit", "--quiet", "--no-edit")
    assert (read(repo).summary, read(repo).action[0].owner, read(repo).conflict) == ("Both.", "Noor", ())


def test_a_name_of_a_file_can_not_act_on_the_terminal_or_the_shell(repo):
    name = "postmortems/-x $(touch ran) \x1b[31m'.toml"
    repo.write(name, BASE)
    repo.commit("base")
    repo.branch("feature")
    edit(repo, Edit("summary", "Theirs."), name=name)
    repo.go("main")
    edit(repo, Edit("summary", "Ours."), name=name)
    done = repo.run("merge", "feature")
    assert done.status == 1
    assert "1 field has two values" in done.err
    assert "\x1b" not in done.err
    assert read(repo, name).conflict
    assert not list(repo.folder.rglob("ran"))


# -- what is no postmortem, and those who have no pmtui -----------------------------------------------------


@pytest.mark.parametrize("style", ["diff3", pytest.param("merge", marks=pytest.mark.long)])
def test_other_toml_merges_as_if_there_were_no_driver(repo, tmp_path, style):
    lines = "".join(f'key_{number} = "value {number}"\n' for number in range(12))
    one = (lines, lines.replace("value 5", "ours"), lines.replace("value 5", "theirs"))
    three = {
        "conflict.toml": one,
        "pyproject.toml": (lines, lines.replace("value 1", "ours"), lines.replace("value 9", "theirs")),
        "crlf.toml": tuple(text.replace("\n", "\r\n") for text in one),
        "short.toml": tuple(text[:-1] + " " + text[:20] for text in one),
        "added.toml": (None, "a = 1\nb = 2\n", "a = 1\nb = 3\n"),
        "broken.toml": (BASE, BASE + "]\n", BASE.replace("full.", "fuller.")),
        "future.toml": tuple(text.replace("format = 1", "format = 999") for text in _summaries()),
        "nameless.toml": tuple(text.replace('id = "2026-11-24-disk-full"\n', "") for text in _summaries()),
        "latin.toml": tuple(text.encode("utf-8") + b"# caf\xe9\n" for text in _summaries()),
        "binary.toml": (b"a\0", b"b\0", b"c\0"),
    }
    plain = Repo(tmp_path / "plain")
    left = {}
    for each in (repo, plain):
        each.git("config", "merge.conflictStyle", style)
        each.git("checkout", "--quiet", "--orphan", "start")
        each.git("rm", "-rfq", "--ignore-unmatch", ".")
        if each is repo:
            each.write(".gitattributes", "*.toml merge=pmtui\n*r*.toml conflict-marker-size=9\n")
        else:
            each.write(".gitattributes", "*r*.toml conflict-marker-size=9\n")
        for number, branch in enumerate(("base", "ours", "theirs")):
            if branch != "base":
                each.branch(branch, "start")
            for name, versions in three.items():
                if versions[number] is not None:
                    each.write(name, versions[number])
            each.git("add", "--all")
            each.git("commit", "--quiet", "-m", branch)
        each.go("ours")
        status = each.run("merge", "theirs").status
        left[each] = (status, each.unmerged(), {name: each.read(name) for name in three})
    base = [each.git("rev-parse", "--short", "start").strip().encode() for each in (repo, plain)]
    told = {name: text.replace(base[0], base[1]) for name, text in left[repo][2].items()}
    assert told == left[plain][2]
    assert left[repo][:2] == left[plain][:2]
    assert b"<<<<<<< HEAD" in told["conflict.toml"]


def _summaries() -> tuple[str, str, str]:
    return BASE, BASE.replace("It was full.", "Ours."), BASE.replace("It was full.", "Theirs.")


def test_a_clone_that_is_not_set_up_merges_as_ever(repo):
    two_branches(repo, [event("ev-2")], [Edit("severity", "SEV2")])
    clone = Repo(repo.folder.parent / "clone", clone=repo)
    clone.git("merge", "-m", "merged", "origin/feature")
    assert (events(clone), read(clone).severity) == ({"ev-1", "ev-2"}, "SEV2")
    edit(clone, Edit("summary", "Mine."))
    edit(repo, Edit("summary", "Ours."))
    clone.git("fetch", "--quiet")
    assert clone.run("merge", "origin/main").status == 1
    assert b"<<<<<<<" in clone.read(NAME)
    repo.git("fetch", "--quiet", str(clone.folder), "main")
    assert repo.run("merge", "FETCH_HEAD").status == 1
    assert read(repo).conflict


def test_it_loads_no_screen(tmp_path):
    for name in ("base", "ours", "theirs"):
        (tmp_path / name).write_text(BASE, encoding="utf-8")
    code = (
        "import sys; from pmtui.cli import main; status = main(['merge-driver', 'base', 'ours', 'theirs']);"
        "sys.exit(status or bool({'textual', 'rich', 'jinja2'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0
    assert (tmp_path / "ours").read_text(encoding="utf-8") == BASE
