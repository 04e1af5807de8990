"""Word lists and templates beside the code: TOML files of a package's `data` folder, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_data(package: str, name: str) -> dict[str, Any]:
    """One TOML file of `<package>/data`, by its name without the ending."""
    return tomllib.loads(files(package).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
