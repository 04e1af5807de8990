"""The shortest words of a sentence that answer a question of a kind: a person, a date, a count, a reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grammar.words import stem
from qa.asking import Kind
from qa.extract_figures import amounts, codes, counts, emails, phones, sizes, websites
from qa.extract_names import persons, places
from qa.extract_things import means, reasons, things
from qa.extract_times import clock_times, dates, durations, lengths_of
from qa.scene import Candidate, Scene

LENGTHS = frozenset(map(stem, ("term", "life", "lifetime", "duration", "length")))
EXTRACTORS: dict[Kind, Callable[[Scene], Iterator[Candidate]]] = {
    "why": reasons,
    "how": means,
    "time": clock_times,
    "until": dates,
    "since": dates,
    "date": dates,
    "duration": durations,
    "percent": amounts,
    "amount": amounts,
    "count": counts,
    "measure": sizes,
    "phone": phones,
    "code": codes,
    "email": emails,
    "website": websites,
    "place": places,
    "who": persons,
    "what": things,
}


def extract(scene: Scene) -> list[Candidate]:
    """Candidates for what the question asks, best first."""
    if scene.asked.kind == "what" and not LENGTHS.isdisjoint(scene.asked.stems):
        lengths = list(lengths_of(scene, LENGTHS))
        if lengths:
            return lengths  # "what is the remaining term": so many years
    found = [
        candidate for candidate in EXTRACTORS[scene.asked.kind](scene) if candidate.start < candidate.end
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.start, candidate.end))
