"""What can be completed at a prompt: phrases of the filings and the commands of a session, each with a short
hint of what it is, the likeliest first.

Plain records in and out, so that every face can show them and they are tested without a terminal. The
phrases of an index are gathered in `qa.vocabulary`.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from qa.session_commands import COMMANDS, MARK, Argument, Command, command_named

MAX_OFFERED = 12
MAX_WORDS = 5  # of the text before the cursor that one completion may take over
LOOKED_AT = 200  # characters before the cursor that are looked at
LONGEST = 80  # characters of a phrase worth offering
LEAST_WORD = 2  # letters of a fragment that begins a phrase
LEAST_INSIDE = 3  # and of one that begins a later word of it
LEAST_LIKE = 4  # and of one that is only like it
LIKENESS = 80.0  # how like it must be, 0 to 100
SUFFIXES = {".md": "Markdown", ".html": "a page", ".json": "JSON"}  # of files that a session is exported to
CUT = re.compile(r"\w[\w'’&]*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that can be typed, and what it is: "balance sheet", "quarter", "company"."""

    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What may stand at the cursor, how many characters before the cursor it takes the place of, and what
    it is."""

    text: str
    replaced: int
    hint: str


class Vocabulary:
    """Phrases ready for look-up: by their beginning, by the beginnings of their words, by likeness.

    arguments: what each kind of argument of a command may be, in the order to offer it.
    """

    def __init__(
        self, phrases: Iterable[Phrase] = (), arguments: Mapping[Argument, Sequence[Phrase]] | None = None
    ) -> None:
        kept = {phrase.text.casefold(): phrase for phrase in phrases if 2 < len(phrase.text) <= LONGEST}
        self.keys = sorted(kept)
        self.phrases = [kept[key] for key in self.keys]
        self.arguments = {kind: _Listed(tuple(found)) for kind, found in (arguments or {}).items()}
        words = {(word, at) for at, key in enumerate(self.keys) for word in CUT.findall(key)}
        self._words = sorted(words)

    def has(self, text: str) -> bool:
        """Whether a text (folded) is one of the phrases."""
        at = bisect_left(self.keys, text)
        return at < len(self.keys) and self.keys[at] == text

    def beginning(self, start: str) -> Iterator[int]:
        """The places of the phrases that begin with `start` (folded)."""
        for at in range(bisect_left(self.keys, start), len(self.keys)):
            if not self.keys[at].startswith(start):
                return
            yield at

    def holding(self, starts: Sequence[str]) -> list[int]:
        """The places of the phrases that have for each of these a word of their own that begins with it."""
        found: set[int] | None = None
        for start in starts:
            having = set(self._with_word(start))
            found = having if found is None else found & having
        return [at for at in sorted(found or ()) if _each_its_own(starts, CUT.findall(self.keys[at]))]

    def _with_word(self, start: str) -> Iterator[int]:
        for place in range(bisect_left(self._words, (start, -1)), len(self._words)):
            word, at = self._words[place]
            if not word.startswith(start):
                return
            yield at

    def like(self, text: str) -> list[int]:
        """The places of the phrases a part of which is much like a text, the most like first."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            text, self.keys, scorer=fuzz.partial_ratio, score_cutoff=LIKENESS, limit=4 * MAX_OFFERED
        )
        found.sort(key=lambda one: (-one[1], len(one[0]), one[2]))
        # Of a longer text a phrase would only be a part: the words before it are no part of the phrase.
        return [at for key, _, at in found if len(text) <= len(key) + 1]


@dataclass(frozen=True, slots=True)
class _Listed:
    """What an argument may be, in order, and the same ready for look-up."""

    phrases: tuple[Phrase, ...]
    _found: list[Vocabulary] = field(default_factory=list)

    def vocabulary(self) -> Vocabulary:
        if not self._found:
            self._found.append(Vocabulary(self.phrases))
        return self._found[0]


def completions(
    before: str, words: Vocabulary, *, near: bool = True, commands: Sequence[Command] = COMMANDS
) -> list[Completion]:
    """What may stand at the cursor after the text `before`, the likeliest first, at most `MAX_OFFERED`.

    The longest run of last words that fits some phrase wins: "total cur" offers "Total current assets"
    before "cur" offers "Current portion of debt". Phrases that begin with the fragment come before
    those whose words do ("cur as"), and these before those that are only like it ("recievab"), which
    are left out without `near`.
    """
    if before.startswith(MARK):
        return _of_command(before, words, near, commands)
    return _of_text(before, words, near)


# --- phrases -------------------------------------------------------------------------------------------


def _of_text(before: str, words: Vocabulary, near: bool) -> list[Completion]:
    tail = before[-LOOKED_AT:]
    starts = [match.start() for match in re.finditer(r"(?<!\S)\S", tail)][-MAX_WORDS:]
    fragments = [tail[start:] for start in starts]
    whole = next((n for n, one in enumerate(fragments) if words.has(one.casefold())), None)
    if whole is not None:
        fragments = fragments[: whole + 1]  # after "net sales", "sales" begins nothing
    found: dict[str, Completion] = {}
    for fragment in fragments:
        _add(found, words, _by_letters(fragment, words), fragment)
    for fragment in fragments if near and whole is None and len(found) < MAX_OFFERED else ():
        folded = fragment.strip().casefold()
        if len(folded) >= LEAST_LIKE and _telling(fragment):
            _add(found, words, words.like(folded), fragment)
    return list(found.values())[:MAX_OFFERED]


def _by_letters(fragment: str, words: Vocabulary) -> list[int]:
    """The phrases that a fragment begins, and those whose words it begins, each group the nearest first."""
    folded = fragment.lstrip().casefold()
    if len(folded.strip()) < LEAST_WORD or folded.strip() in _light():
        return []
    first = list(words.beginning(folded))
    parts = CUT.findall(folded)
    inside = words.holding(parts) if len(folded.strip()) >= LEAST_INSIDE and _telling(fragment) else []
    return [*_nearest(folded, first, words), *_nearest(folded, set(inside) - set(first), words)]


def _nearest(fragment: str, places: Iterable[int], words: Vocabulary) -> list[int]:
    from rapidfuzz import fuzz, process

    choices = {at: words.keys[at] for at in sorted(places)}
    found = process.extract(fragment, choices, scorer=fuzz.ratio, limit=MAX_OFFERED + 1)
    return [at for _, _, at in found]


def _add(found: dict[str, Completion], words: Vocabulary, places: Iterable[int], fragment: str) -> None:
    for at in places:
        if words.keys[at] != fragment.casefold():
            phrase = words.phrases[at]
            found.setdefault(phrase.text, Completion(phrase.text, len(fragment), phrase.hint))


def _telling(fragment: str) -> bool:
    """Whether a fragment may stand in the middle of a phrase: it does not begin with "of" or "in the"."""
    first = CUT.search(fragment.casefold())
    return first is not None and first.group() not in _light()


@cache
def _light() -> frozenset[str]:
    from grammar.lexicon import load

    return frozenset(load("filler")["stop"])


def _each_its_own(starts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each of `starts` begins a word that none of the others needs."""
    left = list(words)
    for start in sorted(starts, key=len, reverse=True):
        place = next((n for n, word in enumerate(left) if word.startswith(start)), None)
        if place is None:
            return False
        del left[place]
    return bool(starts)


# --- commands ------------------------------------------------------------------------------------------


def _of_command(before: str, words: Vocabulary, near: bool, commands: Sequence[Command]) -> list[Completion]:
    name, blank, rest = before.removeprefix(MARK).partition(" ")
    if not blank:
        return _names(name, commands)
    command = command_named(name, commands)
    if command is None:
        return []
    fragment = rest.lstrip()
    if command.takes in ("file", "path"):
        return _files(fragment, any_file=command.takes == "path")
    if command.takes == "label":
        _, mark, label = fragment.partition("=")
        return _of_text(label.lstrip(), words, near) if mark else []
    return _of_list(fragment, words.arguments.get(command.takes), near)


def _names(name: str, commands: Sequence[Command]) -> list[Completion]:
    """The commands whose name begins with `name`, or is most like it."""
    found = [command for command in commands if command.name.startswith(name)]
    if not found:
        from rapidfuzz import fuzz, process

        names = [command.name for command in commands]
        like = process.extract(name, names, scorer=fuzz.ratio, score_cutoff=60.0, limit=3)
        found = [commands[at] for _, _, at in like]
    replaced = len(MARK) + len(name)
    return [Completion(f"{MARK}{c.name}", replaced, f"command: {c.help}") for c in found]


def _of_list(fragment: str, listed: _Listed | None, near: bool) -> list[Completion]:
    """What an argument may be: all of it where nothing is typed yet."""
    if listed is None:
        return []
    if not fragment:
        return [Completion(one.text, 0, one.hint) for one in listed.phrases[:MAX_OFFERED]]
    words = listed.vocabulary()
    found: dict[str, Completion] = {}
    _add(found, words, _nearest(fragment, words.beginning(fragment.casefold()), words), fragment)
    _add(found, words, words.holding(CUT.findall(fragment.casefold())), fragment)
    if near and len(fragment) >= LEAST_INSIDE:
        _add(found, words, words.like(fragment.casefold()), fragment)
    return list(found.values())[:MAX_OFFERED]


def _files(fragment: str, *, any_file: bool) -> list[Completion]:
    """Folders, files that a session can be exported to, and the endings of a name without one; or all files
    there are."""
    folder, name = os.path.split(fragment)
    found: list[Completion] = []
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.startswith(name) and entry.name.isprintable() and entry.name[:1] != ".":
                    if entry.is_dir():
                        found.append(Completion(f"{entry.name}{os.sep}", len(name), "folder"))
                    elif any_file:
                        found.append(Completion(entry.name, len(name), "file"))
                    elif os.path.splitext(entry.name)[1] in SUFFIXES and entry.name != name:
                        found.append(Completion(entry.name, len(name), "file, there already"))
    except OSError:
        return []  # no such folder: nothing to offer
    if not any_file and name and not os.path.splitext(name)[1]:
        endings = [Completion(f"{name}{end}", len(name), what) for end, what in SUFFIXES.items()]
        found = [*endings, *(one for one in found if one.text not in {end.text for end in endings})]
    return found[:MAX_OFFERED]
