"""The engine against published trees and worked examples, where they lie beside the project."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import pytest

from pmtui.analysis.faulttree.analysis import analyse
from pmtui.analysis.faulttree.shape import faults
from pmtui.analysis.faulttree.tree import Gate, Tree, TreeError
from pmtui.importers import mef

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "faulttrees"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no trees to measure with: {CORPUS} is absent")


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((CORPUS / name).read_text()) if CORPUS.is_dir() else {}
    return read


def _tree(case: dict[str, Any]) -> Tree:
    kinds = {"inhibit": "and"}
    gates = {
        name: Gate(kinds.get(gate["type"], gate["type"]), tuple(gate["inputs"]), gate.get("k"))
        for name, gate in case["gates"].items()
    }
    house = case.get("house_events") or {}
    named = dict.fromkeys(one for gate in gates.values() for one in gate.inputs)
    events = tuple(one for one in named if one not in gates and one not in house)
    return Tree(case.get("top") or next(iter(gates)), gates, events, house, case.get("probabilities") or {})


def _is_coherent(case: dict[str, Any]) -> bool:
    return all(gate["type"] in ("and", "or", "atleast", "inhibit") for gate in case["gates"].values())


VECTORS = [case for case in _read("vectors.json").get("vectors", []) if _is_coherent(case)]
REJECTED = [one for one in _read("vectors.json").get("must_reject", []) if one["id"] != "two_tops"]
MANIFEST = _read("manifest.json").get("trees", [])
TREES = [row for row in MANIFEST if row["connectives"].keys() <= {"and", "or", "k"}]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["id"])
def test_worked_examples(case: dict[str, Any]) -> None:
    found, expected = analyse(_tree(case)), case["expect"]
    assert sorted(map(list, found.sets())) == sorted(sorted(one) for one in expected["minimal_cut_sets"])
    paths = sorted(map(list, found.path_sets_listed(1000)))
    assert paths == sorted(sorted(one) for one in expected["minimal_path_sets"])
    assert list(found.single_points) == sorted(expected["single_points_of_failure"])
    if "probability_exact" in expected:
        assert found.probability == pytest.approx(expected["probability_exact"], rel=1e-12)
    for row in found.importance() if "importance" in expected else ():
        wanted = expected["importance"][row.event]
        for measure in ("birnbaum", "criticality", "diagnostic", "raw", "rrw"):
            value = math.inf if wanted[measure] is None else wanted[measure]
            assert getattr(row, measure) == pytest.approx(value, rel=1e-9), (row.event, measure)


@pytest.mark.parametrize("case", REJECTED, ids=lambda case: case["id"])
def test_what_must_be_rejected_is(case: dict[str, Any]) -> None:
    tree = _tree(case)
    assert any(fault.fatal for fault in faults(tree))
    with pytest.raises(TreeError):
        analyse(tree)


@pytest.mark.parametrize("row", TREES, ids=lambda row: row["file"])
def test_published_trees(row: dict[str, Any]) -> None:
    found = analyse(mef.read(CORPUS / row["file"]).tree)
    other = row["relibmss_0_21_1"]
    assert found.cut_sets == other["minimal_cut_sets"]
    assert found.path_sets == other["minimal_path_sets"]
    assert found.probability == pytest.approx(other["probability"], rel=1e-12)
    assert found.by_order is not None
    assert sum(found.by_order) == found.cut_sets
    if "cut_sets_sha256" not in row:
        with pytest.raises(StopIteration):
            next(found.sets(max_order=3))  # it can't be listed whole, but what is small can
        return
    assert list(found.by_order) == row["scram_0_16_2_bdd"]["by_order"]
    assert list(found.single_points) == row["single_points_of_failure"]
    text = "\n".join(" ".join(one) for one in found.sets())
    assert hashlib.sha256(text.encode()).hexdigest() == row["cut_sets_sha256"]
