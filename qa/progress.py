"""How far a long run is: one line on a terminal, drawn anew; nothing anywhere else."""

from __future__ import annotations

import sys
import time
from typing import TextIO

EVERY = 0.1  # seconds between two drawings
SETTLED = 1.0  # seconds from which on a rate says something
WIDTH = 78


class Progress:
    """`step` it at each thing done, `clear` it at the end.

    total: how many things; weight: what they weigh together (bytes), by which the time left is told.
    """

    def __init__(self, total: int, weight: int, stream: TextIO | None = None) -> None:
        self.total = total
        self.weight = weight
        self._stream = stream if stream is not None else sys.stderr
        self._began = self._drawn = time.monotonic()
        self._done = 0
        self._behind = 0

    def step(self, name: str, weight: int) -> None:
        self._done += 1
        self.total = max(self.total, self._done)
        self._behind += weight
        now = time.monotonic()
        if now - self._drawn >= EVERY:
            self._drawn = now
            self._stream.write(f"\r\x1b[K{self.line(now - self._began, name)}")
            self._stream.flush()

    def clear(self) -> None:
        self._stream.write("\r\x1b[K")
        self._stream.flush()

    def line(self, seconds: float, name: str) -> str:
        """What is shown after so many seconds: "120/500 · 43.1 a second · 9 s left · name"."""
        parts = [f"{self._done:,}/{self.total:,}"]
        if seconds >= SETTLED:
            parts.append(f"{self._done / seconds:,.1f} a second")
            if 0 < self._behind <= self.weight:
                parts.append(f"{clock(seconds * (self.weight - self._behind) / self._behind)} left")
        shown = "".join(char if char.isascii() and char.isprintable() else "?" for char in name)
        return " · ".join([*parts, shown])[:WIDTH]


def clock(seconds: float) -> str:
    """A stretch of time as people say it: "9 s", "4 min 05 s", "2 h 10 min"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"
