"""Clinical knowledge as data: cut-offs, criteria, drug facts, wording. Each file tells its sources and their dates."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table `name`.toml of this folder; numbers with a decimal point become `Decimal`. Not to be changed."""
    text = resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)
