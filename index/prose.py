"""Facts that sentences state: a metric, a figure and a period, each with its exact place.

The figures and periods are read by the grammar; `index.clauses` says what ties each figure. A
metric is carried on to figures that name none ("…, compared with $1.9 million a year earlier").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from grammar.calendar import Context
from grammar.values import Amount, Period, PeriodPhrase, Reading
from grammar.words import stems
from index.clauses import fit_label, share_like, tie
from index.counted import counted, shared_place
from index.model import Fact, LineItem, Sentence
from index.nouns import MARKERS, Tie, squeeze, word_set
from index.priced import currency_of, measured, priced
from index.said import YEAR, Said, first_period, read_said, shifted
from index.sentences import lines_of
from index.timing import LIGHT, RESPECTIVELY, TO_FIGURE, Times
from index.written import DEAREST, DIGIT, Figure, fact_of, unit_of

LONGEST_SENTENCE = 1_500  # characters; longer ones are clauses of law, not results
CHANGE = ", change"  # ends the label of a change in money
MONTHS = 12  # of a year
ANTECEDENT = 160  # characters of the sentence that a pronoun points to

PER_SHARE = re.compile(
    r"\s*,?\s*\(?(?:or|and|\()?\s*(?:(?:a|an)\s)?(?:(?:net\s)?(?:loss|income|earnings|profit)\sof\s)?$"
)
LISTED = re.compile(r"\s*(?:,|,?\s?and|or)\s*$")
BEFORE_PERIOD = re.compile(
    r"\b(?:,\s)?(?:for|in|during|of|at|as of|on|over|since|through|as at)?(?:\sboth)?(?:\s(?:the|a|its"
    r"|our)(?:\ssame)?)?\s$"
)
# What may stand between a figure and the period that belongs to it.
AGAINST = re.compile(r"\s(?:from|over|than|versus|compared\s(?:to|with))(?:\sthe)?(?:\ssame)?\s")
OVER_YEAR = re.compile(r"\s(year over year|year-over-year|sequentially)")
PER = re.compile(r"per\s(?:[\w-]+\s){0,5}?shares?", re.IGNORECASE)
OPENING = re.compile(r"([A-Z][^,.;]{3,90}),\s")
EVENT = re.compile(r"\b(?:which|that|who|acquired|issued|dated|due|signed|filed)\b")
# What says that a time is that of the figure just before it, which another is compared with.
COMPARED = re.compile(
    rf"\b(?:{MARKERS})\s(?:(?:a|an|the|about|approximately|some)\s)*\S*\d"
    r"(?:(?!\sto\s(?:(?:a|approximately|about)\s)?\S{0,2}\d)[^;:]){0,90}$",
    re.IGNORECASE,
)
# Before the second of two changes: "a rise of 12% from $9 million a year ago, and of 7% from …".
AND_OF = re.compile(r",?\s(?:and|or|but)\s(?:of|by)\s(?:(?:about|approximately|nearly|over|some)\s)?$")
# Before a number of shares: what was done to them. After it: what they are, to the last word that stands.
DEALT = re.compile(
    r"\b(repurchased|purchased|issued|sold|granted|acquired|redeemed|retired|bought)"
    r"(?:\s(?:back|about|approximately|a|total|of|an|aggregate|additional|over|some|nearly))*\s$",
    re.IGNORECASE,
)
SHARES_OF = re.compile(
    r"(?:\s[\w'’-]+){0,8}\s(?!(?:for|at|of|to|in|under|from|on|by|with|the|and)\b)[\w'’-]+"
)
OR = re.compile(r",?\sor\s(?:by\s)?(?:(?:a|about|approximately)\s)*$")
OWNED = re.compile(r"(?:['’]s)?(?:\sof)?(?:\s(?:about|approximately|some|a|record))*\s")
POINTING = re.compile(r"(?:[\w'-]+\s){1,4}(?:for|of|at)\s(?:it|them)\s(?:is|are|was|were)\b")
SHARE_WORDS = re.compile(r"\bper\s(?:\w+\s){0,4}shares?\b", re.IGNORECASE)


@dataclass(slots=True)
class State:
    """What a sentence carries from figure to figure."""

    metric: str = ""
    holder: str = ""
    about: str = ""
    count: str = ""
    current: Period | None = None  # what the paragraph or the heading is about
    mains: tuple[Period, ...] = ()  # what the sentence is about
    last: Tie | None = None
    changes: dict[bool, Tie] = field(default_factory=dict)  # the last change in percent, in amounts
    expected: bool = False

    @property
    def main(self) -> Period | None:
        return self.mains[0] if self.mains else None


def prose_items(sentences: Sequence[Sentence], context: Context, company: str = "") -> list[LineItem]:
    """The facts of all sentences, as line items of origin "prose", in order.

    `company` is the filer's name: a metric of another subject keeps that subject in its path. A fact
    has no period where neither the sentence, nor its paragraph, nor its heading says one.
    """
    own = frozenset(stems(company)) - {"inc", "corp", "corporation", "company", "ltd", "the"}
    found = [measured(sentence.text) if _readable(sentence.text) else [] for sentence in sentences]
    currency = currency_of(found)
    items: list[LineItem] = []
    current: Period | None = None
    headings: dict[str, Period | None] = {}  # the period that each heading names
    for position, sentence in enumerate(sentences):
        if not _follows(sentences, position):
            current = None
        amounts = [priced(reading, sentence.text, currency) for reading in found[position]]
        amounts = [reading for reading in amounts if reading.value.unit]
        if not amounts:
            continue
        if current is None and sentence.heading not in headings:
            headings[sentence.heading] = first_period(sentence.heading, context)
        state = State(current=current or headings[sentence.heading])
        reader = Reader(sentence, position, context, own, state, amounts, _antecedent(sentences, position))
        items += reader.items()
        if state.main and state.main.kind == "duration":
            current = state.main
    return items


def _readable(text: str) -> bool:
    return len(text) <= LONGEST_SENTENCE and DIGIT.search(text) is not None


def _follows(sentences: Sequence[Sentence], position: int) -> bool:
    """Whether a sentence goes on the paragraph of the one before."""
    return (
        bool(position) and sentences[position].places[0].line - sentences[position - 1].places[-1].line <= 1
    )


def _antecedent(sentences: Sequence[Sentence], position: int) -> str:
    """The sentence that an opening pronoun points back to, cut to a readable length; else ""."""
    place = position
    while place and _points_back(sentences[place].text):
        place -= 1
        if place < position - 4 or sentences[place].heading != sentences[position].heading:
            return ""
    return squeeze(sentences[place].text)[:ANTECEDENT] if place != position else ""


def _points_back(text: str) -> bool:
    """Whether a pronoun stands for its subject: "This is", "Its sales", "Operating expenses for it"."""
    if POINTING.match(text):
        return True
    words = [word.lower() for word in text.split(None, 2)[:2]]
    owned = words[0] in {"its", "their"}
    return owned or (words[0] in word_set("anaphora") and len(words) > 1 and words[1] in word_set("link"))


class Reader:
    """Reads one sentence: figures in order, each tied to a metric and a period."""

    def __init__(
        self,
        sentence: Sentence,
        position: int,
        context: Context,
        own: frozenset[str],
        state: State,
        amounts: Sequence[Reading[Amount]],
        antecedent: str,
    ) -> None:
        self.sentence, self.position, self.context, self.own = sentence, position, context, own
        self.text, self.state, self.antecedent = sentence.text, state, antecedent
        self.said = read_said(self.text, context)
        self.amounts = [
            reading for reading in amounts if not any(s.start <= reading.start < s.end for s in self.said)
        ]
        self.times = Times(self.text, self.said, self.amounts)
        self.plain = self._blanked()

    def _blanked(self) -> str:
        """The text with its periods, and the prepositions before them, as spaces."""
        text = self.text
        for said in self.said:
            lead = BEFORE_PERIOD.search(text, max(0, said.start - 24), said.start)
            start = lead.start() if lead else said.start
            text = text[:start] + " " * (said.end - start) + text[said.end :]
        return text

    def items(self) -> Iterator[LineItem]:
        """A line item for each label and path, with its facts."""
        merged: dict[tuple[str, tuple[str, ...]], list[Fact]] = {}
        for figure in self._figures():
            fact = fact_of(self.sentence, self.position, figure)
            if fact is not None:
                merged.setdefault((figure.label, figure.path), []).append(fact)
        # What a metric is comes before what it changed by.
        for (label, path), facts in sorted(merged.items(), key=lambda entry: entry[0][0].endswith(CHANGE)):
            yield LineItem(label, path, 0, False, lines_of(self.sentence), None, tuple(facts), "prose")

    def _figures(self) -> Iterator[Figure]:
        place, number = 0, 0
        while number < len(self.amounts):
            group = self._group(number)
            number += len(group)
            following = self.amounts[number].start if number < len(self.amounts) else len(self.text)
            yield from self._read(group, place, following)
            place = self._claimed(group[-1], following)

    def _group(self, number: int) -> list[Reading[Amount]]:
        """A figure with its per-share twin, or a list of figures one for each period."""
        group = [self.amounts[number]]
        for reading in self.amounts[number + 1 :]:
            between = self.text[group[-1].end : reading.start]
            one, other = unit_of(group[-1].value), unit_of(reading.value)
            if len(group) == 1 and PER_SHARE.fullmatch(between) and _twins(one, other):
                return [*group, reading]
            if not LISTED.fullmatch(between) or one != other:
                break
            group.append(reading)
        listed = (
            len(group) == 1
            or RESPECTIVELY.match(self.text, group[-1].end)
            or len(group) == len(self.state.mains)
            or self.times.lasts_for(group)
            or self.times.listed_before(group)
        )
        return group if listed else group[:1]

    def _claimed(self, reading: Reading[Amount], following: int) -> int:
        """Where what belongs to a figure ends: its period, or what a change is measured against."""
        said = self.times.after(reading.end, following)
        if said is None and reading.value.unit == "percent":
            said = next((s for s in self.said if reading.end <= s.start < following), None)
            if said and not AGAINST.fullmatch(self.text, reading.end, said.start):
                said = None
        if said and OWNED.fullmatch(self.text, said.end, following):
            return reading.end  # "for the prior year quarter of 26 million": the time of the next figure
        return said.end if said else reading.end

    def _read(self, group: list[Reading[Amount]], begin: int, following: int) -> Iterator[Figure]:
        first = group[0]
        if first.value.unit in {"count", "shares"}:
            yield from self._all_counted(group)
            return
        tail = self.plain[group[-1].end : following]
        tied = tie(self.plain[begin : first.start], tail, first.value.unit == "percent")
        tied = self._like_last(tied, first, tail)
        if tied.role == "none" or (tied.metric and not fit_label(tied.metric)):
            return
        if not tied.metric and not self.state.metric:
            return
        self._keep(tied, first.value.unit == "percent")
        said = self.times.after(group[-1].end, following) if tied.role == "value" else None
        if said is None and len(group) > 1 and tied.role == "value":
            said = self.times.lasting(group)
        if tied.role == "change":
            said = self.times.changed_in(group[-1])
        said = said or self.times.before(begin, first.start, tied.compared)
        yield from self._stated(group, tied, self._periods(said, tied, first.start))

    def _like_last(self, tied: Tie, reading: Reading[Amount], tail: str) -> Tie:
        """A second figure joined by "and" is tied as the first was: "of 12% from …, and of 7% from …"."""
        state, percent = self.state, reading.value.unit == "percent"
        if tied.role != "value" or tied.metric or tied.compared:
            return tied
        if state.last and percent and state.last.role == "share":
            return share_like(state.last, tail)
        if state.last and percent and state.last.role == "change":
            return replace(state.last, metric="")
        if state.last and state.last.role == "change" and OR.search(self.text, 0, reading.start):
            return replace(state.last, metric="")  # "fell by 4%, or $3 million"
        change = state.changes.get(percent)
        coordinated = AND_OF.search(self.text, 0, reading.start) and change
        return replace(change, metric="") if coordinated and change else tied

    def _keep(self, tied: Tie, percent: bool) -> None:
        """What the figure's words say is carried on to the figures after it."""
        state = self.state
        metric = tied.metric
        if metric and re.match(r"(?:to|for|from|in|by|at)\s", metric) and state.metric:
            head = re.split(rf"\s{metric.split()[0]}\s", state.metric, maxsplit=1)[0]
            metric = f"{head} {metric}"
        if metric and tied.role != "share":
            state.metric = metric
            state.holder = "" if frozenset(stems(tied.holder)) & self.own else tied.holder
            state.about = tied.about or (state.about if not tied.holder else "")
        state.last = tied
        if tied.role == "change":
            state.changes[percent] = tied
        state.expected = state.expected or tied.expected

    def _periods(self, said: Said | None, tied: Tie, start: int) -> tuple[Period | None, ...]:
        state = self.state
        base = state.mains or ((state.current,) if state.current else ())
        if said and said.relative and said.phrase and base and not said.phrase.edge:
            phrase = said.phrase
            words = self.text[said.start : said.end]
            return tuple(
                shifted(period, _years(phrase, period), phrase.quarter_shift).named(words) for period in base
            )
        if said and said.periods:
            periods = self._of_year(said) or tuple(self._ahead(p, said, tied) for p in said.periods)
            if not tied.compared and not state.mains:
                state.mains = periods
            return periods
        side = self.times.side(start) if tied.role != "change" else None
        if tied.compared or side is not None:
            return side or (None,)
        only = self.said[0] if len(self.said) == 1 else None
        if not state.mains and tied.role in {"value", "share"} and only and self._is_about(only):
            state.mains = tuple(self._ahead(period, only, tied) for period in only.periods)
            return state.mains
        return state.mains[:1] or (state.current,)

    def _of_year(self, said: Said) -> tuple[Period, ...]:
        """A bare year beside a part of a year is that part of it: "for the quarter, sales were $5 million in
        2025 compared with $4 million in 2024"; () otherwise."""
        mains = self.state.mains or (self.said[0].periods if self.said[0].end < said.start else ())
        main, phrase = mains[0] if mains else None, said.phrase
        if main is None or phrase is None or phrase.form != "year" or phrase.year is None:
            return ()
        if not YEAR.fullmatch(self.text, said.start, said.end) or not 0 < (main.months or 0) < MONTHS:
            return ()
        return (shifted(main, phrase.year - main.end.year).named(self.text[said.start : said.end]),)

    def _is_about(self, said: Said) -> bool:
        """Whether the one time a sentence says is its own, not that of an event in a relative clause."""
        event = EVENT.search(self.text, 0, said.start) or COMPARED.search(self.text, 0, said.start)
        return (
            bool(said.periods)
            and not said.relative
            and not self.times.is_base(said)
            and not (said.phrase and said.phrase.form == "month")
            and not event
        )

    def _ahead(self, period: Period, said: Said, tied: Tie) -> Period:
        """An expectation for "the third quarter" is for the next one, not for the one long past."""
        anchor = self.context.anchor
        if said.dated or anchor is None or not self._is_expected(tied) or period.end > anchor:
            return period
        return shifted(period, 1)

    def _stated(
        self, group: list[Reading[Amount]], tied: Tie, periods: tuple[Period | None, ...]
    ) -> Iterator[Figure]:
        state = self.state
        listed = len(group) > 1 and unit_of(group[0].value) == unit_of(group[1].value)
        for number, reading in enumerate(group):
            label, path = self._label(reading, tied)
            chosen = periods if listed is False and state.expected else periods[:1]
            if listed:
                chosen = (periods[number],) if len(periods) == len(group) else (None,)
            for period in chosen:
                amount = self._signed(reading.value, label, tied)
                yield Figure(amount, reading.start, reading.end, label, path, period)

    def _label(self, reading: Reading[Amount], tied: Tie) -> tuple[str, tuple[str, ...]]:
        """The words for what is measured, and its path: heading, holder, clause, expectation, base."""
        state = self.state
        label = tied.metric if tied.role == "share" and tied.metric else state.metric
        path = [part for part in (self.sentence.heading, state.holder) if part]
        if state.about and tied.role == "value":
            path.append(state.about)
        if self._is_expected(tied):
            path.append("expected")
        if unit_of(reading.value).endswith("/share") and "share" not in label.lower():
            per = PER.search(self.text, reading.start, reading.end + 40)
            label = f"{label} {squeeze(per.group()) if per else 'per share'}"
        if tied.role == "change":
            label = f"{label}, percent change" if reading.value.unit == "percent" else f"{label}{CHANGE}"
            path += self._against(reading)
        qualifier = self._qualifier()
        if qualifier and qualifier not in label.lower():
            label = f"{label}, {qualifier}"
        if self.antecedent:
            path.append(self.antecedent)
        return label, tuple(path)

    def _is_expected(self, tied: Tie) -> bool:
        if tied.expected or self.state.expected:
            return True
        return not word_set("expected").isdisjoint(self.sentence.heading.lower().split())

    def _against(self, reading: Reading[Amount]) -> list[str]:
        """What a change is measured against, in the sentence's words: "from the first half of 2010"."""
        said = next((said for said in self.said if said.start >= reading.end), None)
        if said:
            between = self.text[reading.end : said.start]
            own = not said.relative and LIGHT.fullmatch(between)
            apart = re.search(r"%|;|\.\s", between) or TO_FIGURE.search(between)
            if len(between) < 90 and not own and not apart:
                return [f"from {squeeze(self.text[said.start : said.end])}"]
        over = OVER_YEAR.match(self.text, reading.end)
        return [over.group(1)] if over else []

    def _qualifier(self) -> str:
        """The opening of a sentence that changes what it measures: "Excluding this charge"."""
        opening = OPENING.match(self.text)
        words = opening.group(1).lower() if opening else ""
        return words if words.startswith(tuple(word_set("qualifiers"))) else ""

    def _signed(self, amount: Amount, label: str, tied: Tie) -> Amount:
        """A loss is negative, as net income would be; a change downwards too."""
        value, unit = amount.value, unit_of(amount)
        if tied.role == "change":
            value = abs(value) * tied.sign
        elif tied.role == "value" and unit != "percent" and value > 0:
            head = label.lower().split(",")[0].split(" per ")[0]
            if not word_set("negative").isdisjoint(re.findall(r"[a-z]+", head)) and "(loss)" not in head:
                value = -value
        if SHARE_WORDS.search(label) and len(unit) == 3 and abs(value) < DEAREST and amount.scale == 1:
            unit = f"{unit}/share"
        return replace(amount, value=value, unit=unit)

    def _all_counted(self, group: list[Reading[Amount]]) -> Iterator[Figure]:
        """Counts one by one; of a list for several times each is labelled as the last is."""
        figures = [figure for reading in group if (figure := self._counted(reading))]
        said = self.times.lasting(group) or self.times.before(0, group[0].start)
        last = figures[-1] if figures else None
        if len(group) > 1 and last and said and len(said.periods) == len(group):
            verb = "".join(f"{word} " for word in DEALT.findall(self.text[: group[0].start]))
            figures = [
                Figure(reading.value, reading.start, reading.end, f"{verb}{last.label}", last.path, period)
                for reading, period in zip(group, said.periods, strict=True)
            ]
        yield from figures

    def _counted(self, reading: Reading[Amount]) -> Figure | None:
        """A count or a number of shares, labelled with what it counts, and with what was done to shares."""
        state = self.state
        dealt = DEALT.findall(self.text, max(0, reading.start - 40), reading.start)
        if reading.value.unit == "shares":
            words = SHARES_OF.match(self.plain[reading.end : reading.end + 90])
            label: str | None = " ".join([*dealt, "shares", *(words.group().split() if words else ())])
        elif reading.value.value % 1:
            return None
        else:
            label = counted(self.plain, reading.start, reading.end, state.count)
            state.count = label or state.count
        if label is None:
            return None
        said = self.times.before(0, reading.start) or self.times.counted_at(reading.end)
        place = "" if re.search(r"\s(?:in|at)\s", label) else shared_place(self.text, reading.end)
        path = tuple(part for part in (self.sentence.heading, place) if part)
        period = said.periods[0] if said and said.periods else None
        if period is None and said is None and dealt:
            period = state.current
        return Figure(reading.value, reading.start, reading.end, label, path, period)


def _years(phrase: PeriodPhrase, base: Period) -> int:
    """How many years a relative expression lies from its base; "the same period of 2024" names another
    year than that of the base, though the base of fiscal 2025 may have ended in 2024."""
    if phrase.year is None or phrase.year_shift:
        return phrase.year_shift
    return phrase.year - base.end.year or -1


def _twins(one: str, other: str) -> bool:
    """Whether a figure and the next are an amount and the same a share."""
    return other.endswith("/share") and not one.endswith(("/share", "percent"))
