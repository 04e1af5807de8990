"""Mutated filings are read, kept and asked: `python -m tests.bench.fuzz --seconds 300 --seed 1`.

Nothing may crash, take more than five seconds of computing, or be kept by halves. Each case depends on the
seed and its number alone, so `--replay 123` with the same seed makes it again, with its traceback.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, process_time

from index.read import read_packed
from index.store import open_index
from tests.bench.corpus import Mold, companies, make, molds
from tests.bench.corpus_html import as_page
from tests.bench.fuzz_checks import Finding, Trial
from tests.bench.fuzz_mutations import LONGEST, WORDS, mutated
from tests.gold import SAMPLE

SECONDS = 5.0  # of computing that a step may take
STUCK = 120.0  # by the clock, after which the process is ended: nothing answers within compiled code
SLOWEST = 3  # cases named for the time they took
PAGES = 0.4  # how many of the cases are made from pages
WINDOW = (20_000, 200_000)  # bytes of a long page that are kept


@dataclass(frozen=True, slots=True)
class Case:
    """One mutated filing: which, what it was made from and how."""

    number: int
    name: str
    data: bytes
    base: str
    done: tuple[str, ...]

    def __str__(self) -> str:
        return f"case {self.number}: {self.base}, {len(self.data):,} bytes, {' + '.join(self.done)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=300.0, help="how long to go on (default 300)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, metavar="N", help="the first case (default 1)")
    parser.add_argument("--replay", type=int, metavar="N", help="this case alone, with its traceback")
    parser.add_argument("--runs", action="store_true", help="long runs in the sample, one after the other")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write the filings that fail there")
    options = parser.parse_args()
    cast, runs = bases(), run_cases() if options.runs else []
    first = options.replay or options.first
    end = monotonic() + (0.0 if options.replay else options.seconds)
    met: Counter[tuple[str, str]] = Counter()
    number = first
    slowest: list[tuple[float, str]] = []
    with open_index(None) as index:
        index.add(read_packed(SAMPLE.read_bytes(), SAMPLE.name))
        trial = Trial(index, SECONDS)
        while True:
            case = runs[number - 1] if runs else make_case(cast, options.seed, number)
            faulthandler.dump_traceback_later(STUCK, exit=True)
            began = process_time()
            if options.replay:
                print(case, flush=True)
            found = run(trial, case, options.seed)
            faulthandler.cancel_dump_traceback_later()
            slowest = sorted([*slowest, (process_time() - began, str(case))], reverse=True)[:SLOWEST]
            for finding in found:
                report(case, finding, met, bool(options.replay))
            if found and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{options.seed}-{number}-{case.name}").write_bytes(case.data)
            if monotonic() >= end or number == len(runs):
                break
            number += 1
    read = f"{number - first + 1} cases (seed {options.seed}, from {first}), {trial.read} of them filings"
    print(f"{read}; {sum(met.values())} failed, in {len(met)} places")
    for (what, where), count in met.most_common():
        print(f"  {count:>4} x {where}: {what}")
    for seconds, which in slowest:
        print(f"  {seconds:.1f} s for {which}")
    return 1 if met else 0


def bases() -> list[Mold]:
    """What is mutated: the molds there are, and the sample as a page of HTML."""
    cast = molds()
    return [*cast, Mold("sample-page.html", as_page(cast[0].text))]


def make_case(cast: Sequence[Mold], seed: int, number: int) -> Case:
    """One case; half of them from filings that are generated first."""
    chance = Random(f"fuzz {seed} {number}")
    page = chance.random() < PAGES
    base = chance.choice([mold for mold in cast if mold.is_html == page])
    data = base.text.encode("utf-8" if base.is_html else "latin-1", "replace")
    if len(data) < WINDOW[1] and chance.random() < 0.5:
        data = make(base, next(companies(chance)), chance.choice(base.shifts), chance, number).data
    if base.is_html and len(data) > WINDOW[1] and chance.random() < 0.85:
        data = window(data, chance)
    data, done = mutated(data, chance)
    return Case(number, f"case.{'html' if base.is_html else 'txt'}", data, base.name, tuple(done))


def run_cases() -> list[Case]:
    """Every run, and every tag left open by the thousand, in the prose and in the tables of the sample."""
    text = SAMPLE.read_bytes()
    page = as_page(text.decode()).encode()
    places = (
        ("case.txt", text, text.index(b"Outlook")),
        ("case.txt", text, text.index(b"  Inventories")),
        ("case.txt", text, text.index(b"9,127")),
        ("case.html", page, page.index(b"<p>Outlook") + 3),
        ("case.html", page, page.index(b"Inventories")),
        ("case.html", page, page.index(b"9,127")),
    )
    runs = [run for name in ("letters", "runs", "nested") for run in WORDS[name]]
    put_in = [(run, place) for run in runs for place in places]
    made = []
    for number, (run, (name, data, place)) in enumerate(put_in, start=1):
        part = run.encode("latin-1")
        whole = data[:place] + part * (LONGEST // len(part)) + data[place:]
        made.append(Case(number, name, whole, f"the sample at {place}", (f"{LONGEST:,} bytes of {run!r}",)))
    return made


def window(data: bytes, chance: Random) -> bytes:
    """The head of a page and a stretch of its body."""
    begin = chance.randrange(len(data))
    return data[:5_000] + data[begin : begin + chance.randrange(*WINDOW)]


def run(trial: Trial, case: Case, seed: int) -> list[Finding]:
    return list(trial.findings(case.data, case.name, Random(f"asked {seed} {case.number}")))


def report(case: Case, finding: Finding, met: Counter[tuple[str, str]], whole: bool) -> None:
    """The first finding of its kind in full, the others counted."""
    kind = (finding.what.partition(":")[0], finding.where)
    met[kind] += 1
    if met[kind] == 1 or whole:
        print(f"{case}\n  {finding.step}: {finding.what}\n  in {finding.where}", flush=True)
        if whole:
            print(finding.detail)


if __name__ == "__main__":
    sys.exit(main())
