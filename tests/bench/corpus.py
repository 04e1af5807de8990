"""Many filings out of few: `python -m tests.bench.corpus FOLDER --count 1000 --seed 1`.

Each is made from a mold: the bundled sample release and, where they are there, real filings beside this
repository, read when it runs. Names, figures, years, form and layout differ, formats stay. Figures change
alike wherever they are printed, so prose and tables agree, but totals need not foot. The same seed gives
the same filings, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from tests.bench.corpus_figures import new_figures, new_years, years_of
from tests.bench.corpus_html import HtmlLayout
from tests.bench.corpus_text import TextLayout, submission
from tests.gold import SAMPLE, SHARED

REAL = ("data/filings/*.txt", "data/filings-more/*.txt", "data/ixbrl/*.html.gz")
HTML_SHARE = 0.1
YEARS = (1994, 2028)  # within which the years of a filing are moved
MOST_SHIFT = 12
FILINGS = (1, 1, 1, 2, 2, 3, 4, 6)  # of one company, consecutive years
GZIPPED, WRAPPED, WINDOWS = 0.3, 0.5, 0.15  # pages packed, lone releases as submissions, CRLF lines

HEADS = ("al", "bren", "cor", "dun", "el", "fen", "gar", "hol", "is", "jor", "kel", "lan", "mor", "nor")
TAILS = ("ba", "dri", "fo", "ga", "li", "mi", "no", "ra", "sta", "ve")
ENDS = ("bek", "dane", "field", "gate", "holt", "lund", "mere", "nel", "ric", "sted", "ton", "wick", "xon")
TRADES = (
    *("Foods", "Instruments", "Freight", "Optics", "Media", "Mills", "Stores", "Pumps", "Glass", "Systems"),
    *("Networks", "Paper", "Chemical", "Tools", "Marine", "Energy", "Brands", "Devices"),
)
SUFFIXES = frozenset(
    ("inc", "corp", "co", "corporation", "incorporated", "company", "ltd", "llc", "plc", "the", "new", "de")
)

HEADER_NAME = re.compile(r"^\s*COMPANY CONFORMED NAME:\s*(\S.*?)\s*$", re.M)
COVER_NAME = re.compile(r"([^\n]{2,80}?)\s*\n\s*\(Exact name of registrant", re.I)
SPOKEN_NAME = re.compile(r"((?:[A-Z][\w&-]+ ){0,3}[A-Z][\w&-]+),? (?:Inc|Corp)\b")
TICKER = re.compile(r"(?:nasdaq|nyse|amex|stock exchange)[^:()]{0,30}:\s*([A-Z]{1,5})\b", re.I)
TITLE_TICKER = re.compile(r"<title>([a-z]{1,5})-\d{8}</title>")
FORM = re.compile(r"(CONFORMED SUBMISSION TYPE:\s*|<TYPE>)(8-K|10-Q)\b")
TAG = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True)
class Mold:
    """A filing that others are made from."""

    name: str
    text: str

    @cached_property
    def is_html(self) -> bool:
        return "<html" in self.text[:5_000].lower()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the company's name, without "Inc." and the like."""
        start = self.text[:60_000]
        if self.is_html:
            start = re.sub(r"\n\s*\n+", "\n", html.unescape(TAG.sub("\n", start)).replace("\xa0", " "))
        for pattern in (HEADER_NAME, COVER_NAME, SPOKEN_NAME):
            found = pattern.search(start)
            if found:
                words = re.findall(r"[\w&]+", found.group(1))
                return tuple(word for word in words if word.lower() not in SUFFIXES) or ("Company",)
        return ("Company",)

    @cached_property
    def ticker(self) -> str:
        """Its trading symbol, or ""."""
        found = TITLE_TICKER.search(self.text[:5_000]) or TICKER.search(self.text[:60_000])
        return found.group(1).upper() if found else ""

    @cached_property
    def shifts(self) -> tuple[int, ...]:
        """By how many years it can be moved."""
        first, last = years_of(self.text)
        wanted = range(-MOST_SHIFT, MOST_SHIFT + 1)
        return tuple(n for n in wanted if YEARS[0] <= first + n and last + n <= YEARS[1]) or (0,)


@dataclass(frozen=True, slots=True)
class Company:
    """A made-up company: one coined word, what it trades in, a symbol and a number."""

    word: str
    trade: str
    ticker: str
    cik: str

    @property
    def name(self) -> str:
        return f"{self.word} {self.trade}"


@dataclass(frozen=True, slots=True)
class Made:
    """One filing: the name of its file, its bytes, whose it is, and the mold it was made from."""

    name: str
    data: bytes
    company: Company
    mold: str


def molds() -> list[Mold]:
    """The sample release, and the real filings that are there."""
    found = [Mold(SAMPLE.name, SAMPLE.read_text(encoding="utf-8"))]
    for pattern in REAL:
        for path in sorted(SHARED.glob(pattern)):
            data = path.read_bytes()
            text = gzip.decompress(data).decode("utf-8") if path.suffix == ".gz" else data.decode("latin-1")
            found.append(Mold(path.name.removesuffix(".gz"), text))
    return found


def make_filings(
    count: int, seed: int, html_share: float = HTML_SHARE, cast: Sequence[Mold] | None = None
) -> Iterator[Made]:
    """`count` filings of some `count / 2.5` companies, one at a time. html_share: of pages among them."""
    cast = molds() if cast is None else cast
    pages = [mold for mold in cast if mold.is_html]
    texts = [mold for mold in cast if not mold.is_html]
    chance = Random(f"corpus {seed}")
    number = 0
    for company in companies(chance):
        kind = pages if pages and (not texts or chance.random() < html_share) else texts
        mold = chance.choice(kind)
        filings = min(chance.choice(FILINGS), len(mold.shifts))
        begin = chance.randrange(len(mold.shifts) - filings + 1)
        for shift in mold.shifts[begin : begin + filings]:
            if number == count:
                return
            number += 1
            yield make(mold, company, shift, Random(f"filing {seed} {number}"), number)


def companies(chance: Random) -> Iterator[Company]:
    """Companies without end; no two share a word, a symbol or a number."""
    taken: set[str] = set()
    for number in range(1, 1_000_000):
        parts = [chance.choice(HEADS), chance.choice(TAILS), chance.choice(ENDS)]
        while (word := "".join(parts).capitalize()) in taken:
            parts.insert(1, chance.choice(TAILS))
        taken.add(word)
        yield Company(word, chance.choice(TRADES), _letters(number), f"{9_000_000 + number:010}")


def make(mold: Mold, company: Company, shift: int, chance: Random, number: int) -> Made:
    """One filing of a company, its years moved by `shift`."""
    text = new_years(mold.text, shift)
    text = new_figures(text, chance.getrandbits(64), markup=mold.is_html)
    text = _renamed(text, mold, company)
    form = chance.choice(("8-K", "8-K", "10-Q"))
    text = re.sub(r"(CENTRAL INDEX KEY:\s*)\d+", rf"\g<1>{company.cik}", text)
    year = years_of(mold.text)[1] + shift
    stem = f"{company.word.lower()}-{year}-{number:05}"
    if mold.is_html:
        data = HtmlLayout.drawn(chance).laid_out(text).encode("utf-8")
        if chance.random() < GZIPPED:
            return Made(f"{stem}.html.gz", gzip.compress(data, 6, mtime=0), company, mold.name)
        return Made(f"{stem}.html", data, company, mold.name)
    text = FORM.sub(rf"\g<1>{form}", text) if form != "8-K" else text
    text = TextLayout.drawn(chance).laid_out(text)
    if "<SEC-HEADER>" not in text and chance.random() < WRAPPED:
        text = submission(text, company.name, company.cik, form, year)
    if chance.random() < WINDOWS:
        text = text.replace("\n", "\r\n")
    return Made(f"{stem}.txt", text.encode("latin-1", "replace"), company, mold.name)


def _renamed(text: str, mold: Mold, company: Company) -> str:
    """The company's name in place of the mold's, whole or shortened to its first words, in the same case."""
    first, *rest = (re.escape(word) for word in mold.words)
    tail = ""
    for word in reversed(rest):
        tail = rf"(?:[\s-]+{word}\b{tail})?"

    def name(match: re.Match[str]) -> str:
        old = match.group()
        if not old[0].isupper():
            return old
        new = company.name if len(re.findall(r"[\w&]+", old)) == len(mold.words) else company.word
        return new.upper() if old.isupper() and len(old) > 1 else new

    text = re.sub(rf"\b{first}\b{tail}", name, text, flags=re.I)
    return re.sub(rf"(?<![\w-]){mold.ticker}(?![\w-])", company.ticker, text) if mold.ticker else text


def _letters(number: int) -> str:
    """A symbol: Q and the number in letters."""
    found = ""
    while number:
        number, digit = divmod(number, 26)
        found = chr(65 + digit) + found
    return f"Q{found}"


def write(folder: Path, filings: Iterator[Made]) -> list[tuple[str, Company]]:
    """Write each into the folder as it is made; their names and companies."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for filing in filings:
        (folder / filing.name).write_bytes(filing.data)
        written.append((filing.name, filing.company))
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--html", type=float, default=HTML_SHARE, metavar="SHARE", help="share of HTML pages")
    options = parser.parse_args()
    written = write(options.folder, make_filings(options.count, options.seed, options.html))
    size = sum((options.folder / name).stat().st_size for name, _ in written)
    owners = len({company.word for _, company in written})
    print(f"{options.folder}: {len(written):,} filings of {owners:,} companies, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
