"""`pmtui git-setup` in real repositories: what it adds, what it leaves, and where it says no."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gitrepo import Repo, needs_git, program
from pmtui.commands import git_setup

pytestmark = needs_git

CONFLICT = ('a = "1"\n', 'a = "ours"\n', 'a = "theirs"\n')


@pytest.fixture
def repo(tmp_path) -> Repo:
    """An empty repository; pmtui is on the PATH."""
    return Repo(tmp_path / "a repo", program(tmp_path / "bin"))


def attribute(repo: Repo, name: str) -> str:
    return repo.git("check-attr", "merge", "--", name).rpartition(": ")[2].strip()


def start_merge(repo: Repo, base: str, ours: str, theirs: str):
    """Merge three versions of a file that is no postmortem."""
    repo.commit("base", x__toml=base)
    repo.branch("feature")
    repo.commit("theirs", x__toml=theirs)
    repo.go("main")
    repo.commit("ours", x__toml=ours)
    return repo.run("merge", "-m", "merged", "feature")


def test_it_adds_three_things_and_says_so(repo):
    done = repo.pmtui("git-setup")
    assert (done.status, done.err) == (0, "")
    assert repo.read(".gitattributes") == b"*.toml merge=pmtui\n"
    driver = repo.git("config", "--local", "merge.pmtui.driver")
    assert " merge-driver %O %A %B %P " in driver
    assert repo.git("config", "--local", "merge.pmtui.name").strip()
    assert repo.git("config", "--local", "merge.pmtui.recursive") == "pmtui-base\n"
    assert " merge-driver --for-base %O %A %B %P " in repo.git("config", "--local", "merge.pmtui-base.driver")
    assert b".pmtui-*" in (repo.folder / ".git/info/exclude").read_bytes().splitlines()
    for word in (
        ".gitattributes",
        "merge.pmtui.driver",
        "info/exclude",
        "git add .gitattributes",
        "each other clone",
    ):
        assert word in done.out
    repo.write(".pmtui-123.tmp", "x")
    assert repo.git("status", "--porcelain") == "?? .gitattributes\n"
    assert attribute(repo, "deep/down/x.toml") == "pmtui"


def test_the_second_time_nothing_changes(repo):
    repo.pmtui("git-setup")
    kept = [repo.folder / name for name in (".gitattributes", ".git/config", ".git/info/exclude")]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept]
    done = repo.pmtui("git-setup")
    assert done.status == 0
    assert done.out.count("already") == 3
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in kept] == before


def test_it_works_from_a_folder_below(repo):
    (repo.folder / "deep" / "down").mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "pmtui", "git-setup"],
        cwd=repo.folder / "deep" / "down",
        env=repo.environ,
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert repo.read(".gitattributes") == b"*.toml merge=pmtui\n"
    assert [path.name for path in (repo.folder / "deep").rglob("*")] == ["down"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"*.png binary\n# the end", b"*.toml merge=pmtui\n*.png binary\n# the end\n"),
        (b"*.py text\n# the end", b"*.py text\n# the end\n*.toml merge=pmtui\n"),
        (b"*.py text\r\n*.md text\r\n", b"*.py text\r\n*.md text\r\n*.toml merge=pmtui\r\n"),
        (
            b"# merge\n*.py text\nCargo.toml merge=union\n",
            b"# merge\n*.py text\n*.toml merge=pmtui\nCargo.toml merge=union\n",
        ),
        (b"postmortems/*.toml merge=pmtui\n", b"postmortems/*.toml merge=pmtui\n"),
        (b"# *.toml merge=pmtui\n", b"# *.toml merge=pmtui\n*.toml merge=pmtui\n"),
        (b"\xff.bin text\n", b"\xff.bin text\n*.toml merge=pmtui\n"),
    ],
)
def test_what_stands_in_gitattributes_stays_and_stays_in_force(repo, old, new):
    repo.write(".gitattributes", old)
    (repo.folder / ".gitattributes").chmod(0o640)
    assert repo.pmtui("git-setup").status == 0
    assert repo.read(".gitattributes") == new
    assert (repo.folder / ".gitattributes").stat().st_mode & 0o777 == 0o640
    if b"Cargo" in old:
        assert attribute(repo, "Cargo.toml") == "union"
    assert attribute(repo, "postmortems/x.toml") == "pmtui"


@pytest.mark.parametrize(
    "line", ["*.toml merge=union", "* merge=ours", "*.toml -merge", "*.toml binary", "*.toml merge"]
)
def test_another_driver_is_named_and_left(repo, line):
    repo.write(".gitattributes", f"*.py text\n{line}\n")
    before = repo.read(".git/config")
    done = repo.pmtui("git-setup")
    assert (done.status, done.out) == (2, "")
    assert ".gitattributes:2: " in done.err
    assert repo.read(".gitattributes").decode() == f"*.py text\n{line}\n"
    assert repo.read(".git/config") == before


def test_a_driver_that_the_user_has_for_all_repositories_is_left(repo):
    (repo.folder.parent / "home" / ".config" / "git").mkdir(parents=True)
    (repo.folder.parent / "home" / ".config" / "git" / "attributes").write_text("*.toml merge=mine\n")
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "merge=mine" in done.err
    assert not (repo.folder / ".gitattributes").exists()


def test_links_in_the_place_of_its_files_are_not_followed(repo, tmp_path):
    target = tmp_path / "precious"
    target.write_text("x\n", encoding="utf-8")
    (repo.folder / ".gitattributes").symlink_to(target)
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "is a link" in done.err
    assert target.read_text(encoding="utf-8") == "x\n"


def test_where_there_is_no_repository_it_says_so(tmp_path):
    outside = Repo(tmp_path / "repo", program(tmp_path / "bin"))
    shutil.rmtree(outside.folder / ".git")
    done = outside.pmtui("git-setup")
    assert (done.status, done.out) == (2, "")
    assert "not a git repository" in done.err
    assert "git init" in done.err
    assert not list(outside.folder.iterdir())


def test_a_bare_repository_and_the_folder_of_git_itself_are_refused(repo):
    inside = subprocess.run(
        [sys.executable, "-m", "pmtui", "git-setup"],
        cwd=repo.folder / ".git",
        env=repo.environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert inside.returncode == 2
    assert "git itself" in inside.stderr
    repo.git("config", "core.bare", "true")
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "bare" in done.err
    assert not (repo.folder / ".gitattributes").exists()


def test_without_git_and_with_an_old_one_it_says_so(repo, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    repo.environ["PATH"] = str(empty)
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "no git on the PATH" in done.err
    (empty / "git").write_text("#!/bin/sh\necho git version 1.8.3.1\n", encoding="utf-8")
    (empty / "git").chmod(0o755)
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "it is 1.8, and 2.5 is needed" in done.err


def test_a_setting_that_git_can_not_write_is_said_with_gits_words(repo):
    (repo.folder / ".git" / "config.lock").touch()
    done = repo.pmtui("git-setup")
    assert done.status == 2
    assert "could not lock config file" in done.err


def test_it_works_in_another_work_tree_of_the_repository(repo):
    repo.commit("first", x__toml="a = 1\n")
    repo.git("worktree", "add", "--quiet", "../tree", "-b", "other")
    tree = repo.folder.parent / "tree"
    other = object.__new__(Repo)
    other.folder, other.environ = tree, repo.environ
    assert other.pmtui("git-setup").status == 0
    assert other.read(".gitattributes") == b"*.toml merge=pmtui\n"
    assert not (repo.folder / ".gitattributes").exists()
    assert repo.git("config", "--local", "merge.pmtui.recursive") == "pmtui-base\n"
    tree.joinpath(".pmtui-1.tmp").touch()
    assert ".pmtui-" not in other.git("status", "--porcelain")


def test_a_submodule_is_a_repository_of_its_own(repo, tmp_path):
    inner = Repo(tmp_path / "inner")
    inner.commit("first", x__toml="a = 1\n")
    repo.commit("first")
    repo.git("-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(inner.folder), "sub")
    sub = object.__new__(Repo)
    sub.folder, sub.environ = repo.folder / "sub", repo.environ
    assert sub.pmtui("git-setup").status == 0
    assert sub.read(".gitattributes") == b"*.toml merge=pmtui\n"
    assert not (repo.folder / ".gitattributes").exists()
    assert repo.run("config", "--local", "merge.pmtui.driver").status == 1


# -- the command --------------------------------------------------------------------------------------------


def test_a_program_that_is_not_on_the_path_is_named_for_the_shell(repo, tmp_path):
    script = program(tmp_path / "it's my 100%O tools $HOME") / "pmtui"
    script.write_text(
        f"#!{sys.executable} -P\nimport sys\nfrom pmtui.cli import main\nsys.exit(main())\n", encoding="utf-8"
    )
    repo.environ["PATH"] = os.environ["PATH"]
    subprocess.run([script, "git-setup"], cwd=repo.folder, env=repo.environ, check=True, capture_output=True)
    assert "my 100%%O tools" in repo.git("config", "merge.pmtui.driver")
    script.write_text('#!/bin/sh\necho "asked: $*"\nexit 0\n', encoding="utf-8")
    done = start_merge(repo, *CONFLICT)
    assert (done.status, repo.read("x.toml")) == (0, b'a = "ours"\n')
    assert "asked: merge-driver .merge_file_" in done.out + done.err


@pytest.mark.parametrize("start", ["no-such-program", "sh -c 'kill -9 $$'", "sh -c 'exit 70'"])
def test_where_the_program_is_gone_killed_or_fails_the_shell_has_git_merge(repo, start):
    repo.pmtui("git-setup")
    repo.git("config", "merge.pmtui.driver", git_setup.driver(start))
    done = start_merge(repo, *CONFLICT)
    assert done.status == 1
    text = repo.read("x.toml").decode()
    assert [line[:7] for line in text.splitlines()] == ["<<<<<<<", 'a = "ou', "=======", 'a = "th', ">>>>>>>"]
    assert repo.unmerged() == ["x.toml"]


@pytest.mark.parametrize("status", [0, 1])
def test_what_the_program_says_is_not_done_over(repo, status):
    repo.pmtui("git-setup")
    repo.git("config", "merge.pmtui.driver", git_setup.driver(f"sh -c 'exit {status}'"))
    done = start_merge(repo, *CONFLICT)
    assert (done.status == 0, repo.read("x.toml")) == (status == 0, b'a = "ours"\n')


def test_the_command_starts_this_program(monkeypatch, tmp_path):
    bin_ = program(tmp_path / "bin")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "a python" / "python3"))
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "somewhere" / "__main__.py")])
    monkeypatch.setenv("PATH", str(bin_))
    assert git_setup.program() == f"'{tmp_path}/a python/python3' -P -m pmtui"
    monkeypatch.setattr(sys, "argv", [str(bin_ / "pmtui")])
    assert git_setup.program() == "pmtui"
    monkeypatch.setattr(sys, "prefix", str(tmp_path))  # a virtual environment that is active just now
    assert git_setup.program() == str(bin_ / "pmtui")
    monkeypatch.setenv("PATH", str(program(tmp_path / "another")))
    assert git_setup.program() == str(bin_ / "pmtui")


def test_a_folder_of_our_name_in_the_repository_is_not_run(repo):
    repo.pmtui("git-setup")
    repo.git("config", "merge.pmtui.driver", git_setup.driver(f"'{sys.executable}' -P -m pmtui"))
    repo.write("pmtui/__init__.py", "import pathlib\npathlib.Path('ran').touch()\n")
    repo.write("pmtui/__main__.py", "")
    done = start_merge(repo, *CONFLICT)
    assert done.status == 1
    assert b"<<<<<<< HEAD" in repo.read("x.toml")
    assert not (repo.folder / "ran").exists()


def test_it_loads_neither_the_screen_nor_the_model(tmp_path):
    code = (
        "import sys, pmtui.commands.git_setup;"
        "sys.exit(bool({'textual', 'rich', 'pydantic'} & {*sys.modules}))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_the_line_is_the_one_that_the_document_names():
    text = (Path(__file__).resolve().parents[1] / "docs" / "git.md").read_text(encoding="utf-8")
    assert git_setup.LINE in text
