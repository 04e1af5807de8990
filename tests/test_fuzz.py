"""A short slice of `tests.bench.fuzz`, the same every time; and that it finds what it is there to find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

import pytest

from index.model import Filing
from index.read import read_packed
from index.store import Index, open_index
from tests.bench import fuzz_checks
from tests.bench.corpus import Mold, make_filings
from tests.bench.corpus_html import as_page
from tests.bench.fuzz import make_case, run
from tests.bench.fuzz_checks import Finding, Trial
from tests.gold import SAMPLE

TEXT = SAMPLE.read_text(encoding="utf-8")
CAST = [Mold(SAMPLE.name, TEXT), Mold("sample-page.html", as_page(TEXT))]
SOUND = TEXT.encode() + b"\n"  # other bytes than those of the filing that the index holds
CASES = range(1, 31)
SEED = 7


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    with open_index(None) as opened:
        opened.add(read_packed(SAMPLE.read_bytes(), SAMPLE.name))
        yield opened


@pytest.mark.parametrize("number", CASES)
def test_a_mutated_filing_is_read_or_refused(index: Index, number: int) -> None:
    case = make_case(CAST, SEED, number)
    assert run(Trial(index), case, SEED) == [], str(case)


# --- what it must find ----------------------------------------------------------------------------


def findings(index: Index, seconds: float = 5.0) -> list[Finding]:
    return list(Trial(index, seconds).findings(SOUND, "case.txt", Random(2)))  # nothing interrupted


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[bytes, str], Filing]], None]:
    """Puts a reader of the test's own in place of the project's."""
    return lambda read: monkeypatch.setattr(fuzz_checks, "read_packed", read)


def test_a_sound_filing_has_no_findings(index: Index) -> None:
    assert findings(index) == []


def test_a_crash_is_found_and_blamed(index: Index, reader: Callable[..., None]) -> None:
    reader(lambda data, name: read_packed(None, name))  # type: ignore[arg-type]
    (found,) = findings(index)
    assert found.step == "read"
    assert found.what.startswith("AttributeError")
    assert found.where.startswith("index/packed.py:")


def test_a_hang_is_found(index: Index, reader: Callable[..., None]) -> None:
    def endless(data: bytes, name: str) -> Filing:
        while True:
            pass

    reader(endless)
    (found,) = findings(index, seconds=0.2)
    assert found.what == "Hang: took more than 0.2 s"


def test_a_figure_out_of_place_is_found(index: Index, reader: Callable[..., None]) -> None:
    def shifted(data: bytes, name: str) -> Filing:
        filing = read_packed(data, name)
        number, item = next((number, item) for number, item in enumerate(filing.items) if item.facts)
        wrong = replace(item, facts=(replace(item.facts[0], printed="0"), *item.facts[1:]))
        return replace(filing, items=(*filing.items[:number], wrong, *filing.items[number + 1 :]))

    reader(shifted)
    assert [found.step for found in findings(index)] == ["places"]


def test_a_filing_kept_by_halves_is_found(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_halves(name: str) -> None:
        index.conn.execute("DELETE FROM sources WHERE filing = 2")

    monkeypatch.setattr(index, "remove", by_halves)
    found = findings(index)
    monkeypatch.undo()
    index.remove("case.txt")
    assert [one.step for one in found] == ["rows left"]


# --- generated filings ----------------------------------------------------------------------------


def test_generated_filings_depend_on_the_seed_alone() -> None:
    one, same, other = (list(make_filings(4, seed, cast=CAST)) for seed in (1, 1, 2))
    assert one == same
    assert [filing.data for filing in one] != [filing.data for filing in other]
    assert len({filing.name for filing in one}) == 4


def test_a_generated_filing_is_read_as_its_mold() -> None:
    """Other names, figures and layout; as many statements and facts as the sample has."""
    sample = read_packed(SAMPLE.read_bytes(), SAMPLE.name)
    for made in make_filings(6, 3, cast=CAST[:1]):
        filing = read_packed(made.data, made.name)
        assert made.company.word in filing.company
        assert len(filing.statements) == len(sample.statements)
        assert printed(filing) == printed(sample)


def printed(filing: Filing) -> int:
    """How many facts its tables hold."""
    return sum(len(item.facts) for item in filing.items if item.origin == "table")
