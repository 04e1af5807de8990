"""What waiting there is at the prompt, through a pseudo-terminal: `python -m tests.bench.prompt`.

Prints how long `qa repl` takes to show its prompt, and to answer a question typed at once, as ratios to a
bare `import spacy` in a fresh process, measured in turns; and once all is loaded, how long it is from Enter
to the answer and from a key to the menu.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from tests.gold import SAMPLE
from tests.screen import CONTROL_C, ENTER, Terminal, prompt_over, ready

FLOOR = "import spacy"
QUESTIONS = SAMPLE.with_name("demo-questions.txt")
MILLI = 1000.0
ANSWER = b"\x1b[1m"  # answers are bold, and nothing before them is
PROMPT_AIM, ANSWER_AIM = 1.7, 50.0  # a ratio, ms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9, help="cold starts of each kind (default 9)")
    parser.add_argument("--rounds", type=int, default=5, help="times each question is asked warm (default 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "filings.db"
        command = [sys.executable, "-m", "qa", "index", "--db", str(index), str(SAMPLE)]
        subprocess.run(command, check=True, capture_output=True)
        cold(Path(folder), index, options.runs)
        warm(Path(folder), index, options.rounds)


def cold(folder: Path, index: Path, runs: int) -> None:
    """Fresh processes, interleaved, so that what else the machine does falls on all alike."""
    floor, prompt, answer = [], [], []
    for run in range(runs + 1):
        start = perf_counter()
        subprocess.run([sys.executable, "-c", FLOOR], check=True)
        took = perf_counter() - start
        with prompt_over(folder, "--db", str(index)) as terminal:
            up = terminal.until_raw(b"qa>")
            terminal.send("What were net sales in the third quarter?", ENTER)
            first = terminal.until_raw(b"Read as")
        if run:  # the first fills the file cache
            floor.append(took * MILLI)
            prompt.append(up * MILLI)
            answer.append(first * MILLI)
    print(f"cold, median of {runs}                     ms   x floor")
    for name, times, aim in (
        (FLOOR, floor, ""),
        ("qa repl, its prompt", prompt, f"   (at most {PROMPT_AIM})"),
        ("qa repl, an answer to what is typed", answer, ""),
    ):
        print(f"  {name:<36}{median(times):>6.0f}{median(times) / median(floor):>9.2f}{aim}")


def warm(folder: Path, index: Path, rounds: int) -> None:
    """From Enter to the answer, and from a key to the menu, on one process."""
    questions = QUESTIONS.read_text(encoding="utf-8").splitlines()[:-1]  # the last has no answer
    answers, menus = [], []
    with prompt_over(folder, "--db", str(index), rows=50, columns=100) as terminal:
        ready(terminal)
        for number in range(rounds * len(questions)):
            terminal.send(questions[number % len(questions)])
            _quiet(terminal)
            answers.append(_after(terminal, ENTER, ANSWER))
            terminal.until_typed("")
            terminal.send("g")
            _quiet(terminal)
            menus.append(_after(terminal, "r", b"income statement"))  # of "Gross profit"
            terminal.send(CONTROL_C)
            terminal.until_typed("")
    print(f"\nwarm, {len(answers)} questions at the prompt     ms")
    print(f"  Enter to the answer, median         {median(answers):>6.1f} (at most {ANSWER_AIM:g})")
    print(f"  nine in ten within                  {quantiles(answers, n=10)[-1]:>6.1f}")
    print(f"  slowest                             {max(answers):>6.1f}")
    print(f"  a key to the menu, median           {median(menus):>6.1f}")


def _after(terminal: Terminal, key: str, content: bytes) -> float:
    """Milliseconds from a key to these bytes."""
    terminal.raw = b""
    start = perf_counter()
    terminal.send(key)
    terminal.until_raw(content)
    return (perf_counter() - start) * MILLI


def _quiet(terminal: Terminal) -> None:
    """Wait until nothing has been written for a while."""
    while terminal.take(0.15):
        pass


if __name__ == "__main__":
    main()
