"""The command line of a benchmark with a data set: one file read, predictions written to another."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def arguments(about: str) -> tuple[list[Any], Path]:
    """(The rows of the data set that the command line names, where its predictions go.)"""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="where the predictions go, as JSON")
    options = parser.parse_args()
    return json.loads(options.dataset.read_text("utf-8")), options.out


def write(predictions: Mapping[str, object], out: Path) -> None:
    """The predictions as JSON, and a line that says how many there are."""
    out.write_text(json.dumps(predictions, ensure_ascii=False, indent=0), "utf-8")
    print(f"{len(predictions)} predictions written to {out}")
