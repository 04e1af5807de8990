"""What a question and an indexing cost, as ratios to their floors: `python -m tests.bench.speed`.

Prints three tables, all from one run, so that a slow machine slows both sides of each ratio:
a cold `qa ask` against importing spaCy and making its blank English pipeline, a question on a warm
process with its share in spaCy, rapidfuzz and SQLite, and indexing a release on a warm process.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from unittest import mock

from tests.gold import SAMPLE, SAMPLE_GOLD, SHARED, Record, read_gold

DEMO_QUESTIONS = SAMPLE.with_name("demo-questions.txt")
FLOOR = "import spacy; spacy.blank('en')"
QUESTION = "What were net sales in the third quarter of fiscal 2004?"
MILLI = 1000.0

COLD_AIM, WARM_AIM, INDEX_AIM = 1.6, 2.0, 150.0  # a ratio, ms, ms

# The few functions through which the engine reaches each library: module, then a name in it.
FUNNELS = {
    "rapidfuzz": [("rapidfuzz.process", "extract"), ("rapidfuzz.process", "extractOne")],
    "SQLite": [("index.store", "Index._all")],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9, help="cold starts of each kind (default 9)")
    parser.add_argument("--rounds", type=int, default=5, help="times each question is asked warm (default 5)")
    options = parser.parse_args()
    cold(options.runs)
    for filing, gold in releases():
        warm(filing, read_gold(gold), options.rounds)
    for filing, _ in releases():
        indexing(filing, rounds=4 * options.rounds)


def releases() -> Iterator[tuple[Path, Path]]:
    """The filings to measure on and their questions: the sample, and a real release where there is one."""
    yield SAMPLE, SAMPLE_GOLD
    gold = SHARED / "gold" / "valence.jsonl"
    if gold.is_file():
        yield SHARED / "data" / "filings" / read_gold(gold)[0]["filing"], gold


# --- cold ----------------------------------------------------------------------------------------


def cold(runs: int) -> None:
    """Whole processes, interleaved, so that what else the machine does falls on all alike."""
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "filings.db"
        python = [sys.executable]
        subprocess.run([*python, "-m", "qa", "index", "--db", index, SAMPLE], check=True, capture_output=True)
        commands: dict[str, list[Any]] = {
            "floor": [*python, "-c", FLOOR],
            "qa ask": [*python, "-m", "qa", "ask", "--db", index, QUESTION],
            "qa ask --file": [*python, "-m", "qa", "ask", "--file", SAMPLE, QUESTION],
            "qa --help": [*python, "-m", "qa", "--help"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name, command in commands.items():
                took = _process(command)
                if run:  # the first fills the file cache
                    times[name].append(took)
    print(f"cold, median of {runs}                     ms   x floor")
    floor = median(times["floor"])
    for name, took in times.items():
        aim = f"   (at most {COLD_AIM})" if name == "qa ask" else ""
        print(
            f"  {name if name != 'floor' else FLOOR:<34}{median(took):>8.0f}{median(took) / floor:>9.2f}{aim}"
        )


def _process(command: Sequence[Any]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (perf_counter() - start) * MILLI


# --- warm ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Clock:
    """Milliseconds spent within one library, its nested calls counted once."""

    spent: float = 0.0
    depth: int = 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function, assigned=())
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.depth += 1
            start = perf_counter()
            try:
                return function(*args, **kwargs)
            finally:
                self.depth -= 1
                if not self.depth:
                    self.spent += (perf_counter() - start) * MILLI

        return timed


@contextmanager
def clocks() -> Iterator[dict[str, Clock]]:
    """Clocks on what reaches spaCy (the call of the pipeline), rapidfuzz and SQLite."""
    pipeline = import_module("grammar.pipeline")
    found = {name: Clock() for name in ("spaCy", *FUNNELS)}
    nlp = found["spaCy"].around(pipeline.build_nlp())

    def timed_pipeline() -> Callable[..., Any]:
        return nlp

    with ExitStack() as stack:
        stack.enter_context(mock.patch.object(pipeline, "build_nlp", timed_pipeline))
        for name, places in FUNNELS.items():
            for module, path in places:
                *owners, attribute = path.split(".")
                owner: Any = import_module(module)
                for part in owners:
                    owner = getattr(owner, part)
                function = found[name].around(getattr(owner, attribute))
                stack.enter_context(mock.patch.object(owner, attribute, function))
        yield found


def warm(filing: Path, questions: Sequence[Record], rounds: int) -> None:
    """Each question in its conversation; first as never asked before, then again and again."""
    import qa

    with qa.read(filing) as book:
        for line in DEMO_QUESTIONS.read_text(encoding="utf-8").splitlines():
            book.session().ask(line)  # loads what is loaded on first use
        first = _round(book, questions)
        again = [_round(book, questions) for _ in range(rounds)]
        with clocks() as parts:
            timed = [_round(book, questions) for _ in range(rounds)]
    each = [median(times) for times in zip(*again, strict=True)]
    whole = sum(map(sum, timed))
    print(f"\nwarm, {len(questions)} questions on {filing.name}")
    print(f"  median                            {median(each):>8.2f} ms (at most {WARM_AIM:g})")
    print(f"  nine in ten within                {quantiles(each, n=10)[-1]:>8.2f} ms")
    print(f"  slowest                           {max(each):>8.2f} ms")
    print(f"  median when never asked before    {median(first):>8.2f} ms")
    for name, clock in parts.items():
        print(f"  share in {name:<25}{100 * clock.spent / whole:>8.1f} %")


def _round(book: Any, questions: Sequence[Record]) -> list[float]:
    """Milliseconds a question, in order."""
    sessions: dict[str, Any] = {}
    times = []
    for question in questions:
        name = question["session"]
        session = sessions.setdefault(name, book.session()) if name else book.session()
        start = perf_counter()
        session.ask(question["question"])
        times.append((perf_counter() - start) * MILLI)
    return times


# --- indexing ------------------------------------------------------------------------------------


def indexing(filing: Path, rounds: int) -> None:
    from index.read import read_file
    from index.store import open_index

    reading, storing = [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            start = perf_counter()
            records = read_file(filing)
            read = perf_counter()
            with open_index(Path(folder) / f"{number}.db", create=True) as index:
                index.add(records)
            stored = perf_counter()
            if number:
                reading.append((read - start) * MILLI)
                storing.append((stored - read) * MILLI)
    both = [a + b for a, b in zip(reading, storing, strict=True)]
    print(f"\nindexing {filing.name} warm, median of {rounds}")
    print(f"  reading                           {median(reading):>8.1f} ms")
    print(f"  a new index on disk               {median(storing):>8.1f} ms")
    print(f"  together                          {median(both):>8.1f} ms (at most {INDEX_AIM:g})")


if __name__ == "__main__":
    main()
