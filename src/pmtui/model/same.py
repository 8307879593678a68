"""When two values of TOML data are the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def same(one: Any, other: Any) -> bool:
    """Say whether two values of TOML data are the same, in the kind of number too; keys in any order."""
    if one is other:
        return True
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if type(one) is not type(other):
        return False
    return bool(one == other) or (isinstance(one, float) and math.isnan(one) and math.isnan(other))
