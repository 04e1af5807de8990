"""The commands of a session (prompt and chat): one table, which also prints the help.

A command is a function of the session at the prompt and the words after its name; it returns the
lines to show.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index.errors import UnknownFiling
from qa.citing import shown_lines
from qa.layout import BLANK, Line, cited_lines, explanation_lines, wrapped
from qa.render import plain_answer
from qa.sanitize import one_line

if TYPE_CHECKING:
    from qa.answer import Answer
    from qa.loop import Conversation

MARK = "\\"
SHOWN_QUESTIONS = 24
Argument = Literal["", "filing", "statement", "unit", "file", "label", "part", "path", "theme"]


@dataclass(frozen=True, slots=True)
class Command:
    """One in-session command: its name without the mark, what follows it, the help, the function.

    takes: what can be completed after it; a label only after "=".
    """

    name: str
    arguments: str
    help: str
    run: Callable[[Conversation, str], list[Line]]
    short: str = ""
    takes: Argument = ""


def _help(conversation: Conversation, words: str) -> list[Line]:
    listed = [(_head(command), command.help) for command in COMMANDS]
    column = max(len(head) for head, _ in listed) + 2
    room = max(conversation.columns() - column, 24)
    closing = "Anything else is a question; a number takes one of the readings offered."
    return [
        *_two_columns(listed, column, room),
        *([BLANK, *_two_columns(conversation.keys, column, room), BLANK] if conversation.keys else []),
        *wrapped(closing, conversation.columns(), style="faint"),
    ]


def _head(command: Command) -> str:
    short = f", {MARK}{command.short}" if command.short else ""
    return f"{MARK}{command.name}{short} {command.arguments}".rstrip()


def _two_columns(rows: Sequence[tuple[str, str]], column: int, room: int) -> Iterator[Line]:
    """Names, and beside them from `column` on what they are, wrapped at `room`."""
    for name, what in rows:
        for number, part in enumerate(textwrap.wrap(what, room)):
            yield Line(((f"{'' if number else name:<{column}}", "name"), (part, "")))


def _source(conversation: Conversation, words: str) -> list[Line]:
    from qa import showing

    columns = conversation.columns()
    index = conversation.book.index
    if words:
        name, first, last = showing.read_place(words)
        record = showing.only(index, name or conversation.last_source() or conversation.filing)
        return showing.source_lines(index.source(record.id), first, last, columns)
    answer = conversation.last
    if answer is None or not answer.citations:
        return [said("No line has been cited yet: ask something first, or give a line.", ok=False)]
    lines: list[Line] = []
    for shown in shown_lines(answer.citations):
        record = showing.only(index, shown.source)
        around = showing.source_lines(index.source(record.id), shown.line, shown.line, columns, 2)
        lines += [Line(((one_line(shown.source), "name"),)), *around]
    return lines


def _show(conversation: Conversation, words: str) -> list[Line]:
    from qa import showing

    index, lines = conversation.book.index, list[Line]()
    filings = showing.chosen(index, conversation.filing or conversation.company)
    if not words:
        return list(showing.overview(index, filings, conversation.columns()))
    for one in filings:
        named = [Line(((one_line(one.name), "name"),))] if len(filings) > 1 else []
        for found in showing.find_statements(index.statements(one.id), words):
            gap = [BLANK] if lines else []
            lines += [*gap, *named, *showing.statement_lines(index, one, found, conversation.columns())]
    return lines or [said(f"No statement {words}; {MARK}show lists those there are.", ok=False)]


def _check(conversation: Conversation, words: str) -> list[Line]:
    from qa import showing
    from qa.check import check_filing
    from qa.check_layout import finding_lines

    index = conversation.book.index
    lines: list[Line] = []
    for record in showing.chosen(index, words or conversation.filing):
        found = check_filing(index, record)
        lines += [*([BLANK] if lines else []), *finding_lines(record.name, found, conversation.columns())]
    return lines or [said("The index holds no filings.", ok=False)]


def _questions(conversation: Conversation, words: str) -> list[Line]:
    from qa import showing
    from qa.askable import askable, askable_lines

    record = showing.only(conversation.book.index, words or conversation.last_source() or conversation.filing)
    found = askable(conversation.book, record, SHOWN_QUESTIONS)
    return list(askable_lines(found, conversation.columns()))


def _teach(conversation: Conversation, words: str) -> list[Line]:
    phrase, mark, label = (part.strip() for part in words.partition("="))
    if not (mark and phrase and label):
        return [said(f"Write it as {MARK}teach top line = Total net sales", ok=False)]
    conversation.book.index.teach(phrase, label)
    return [said(f"{phrase} now means {label}.")]


def _why(conversation: Conversation, words: str) -> list[Line]:
    answer = conversation.last
    if answer is None:
        return [said("Nothing has been asked yet.", ok=False)]
    return explanation_lines(answer.question, answer.explanation, conversation.columns())


def _proof(conversation: Conversation, words: str) -> list[Line]:
    answer = conversation.last
    if answer is None or not answer.citations:
        return [said("No line has been cited yet.", ok=False)]
    return list(cited_lines(shown_lines(answer.citations)))


def _copy(conversation: Conversation, words: str) -> list[Line]:
    answer = conversation.last
    if answer is None:
        return [said("Nothing has been asked yet.", ok=False)]
    if words not in COPIED:
        return [said(f"Write {MARK}copy, {MARK}copy text or {MARK}copy all.", ok=False)]
    text = COPIED[words](answer)
    conversation.copy(text)
    first, *more = text.strip().split("\n")
    return [said(f"Copied: {first}" + (f" … {len(more) + 1} lines" if more else ""))]


def _figure(answer: Answer) -> str:
    """The figure in base units, as a spreadsheet takes it; where the answer is no one figure, its text."""
    return answer.value if answer.value is not None and answer.unit != "text" else answer.text


COPIED: dict[str, Callable[[Answer], str]] = {
    "": _figure,
    "text": lambda answer: answer.text,
    "all": plain_answer,
}


def _export(conversation: Conversation, words: str) -> list[Line]:
    from qa.transcript import export

    path, count = export(conversation.turns, words, conversation.written)
    conversation.written.add(path)
    return [said(f"{count} answer{'s' if count > 1 else ''} written to {path}.")]


def _use(conversation: Conversation, words: str) -> list[Line]:
    from qa import showing

    if not words:
        conversation.use(None)
        return [said("Asking all filings.")]
    try:
        record = showing.only(conversation.book.index, words)
    except UnknownFiling as error:
        return [said(str(error), ok=False)]
    conversation.use(record.name)
    return [said(f"Asking {record.name} from here on.")]


def _unit(conversation: Conversation, words: str) -> list[Line]:
    from qa.wording import SCALES

    known = (*SCALES, "percent")
    if words and words not in known:
        return [said(f"No unit {words}: use {', '.join(known[:-1])} or {known[-1]}.", ok=False)]
    conversation.unit = words or None
    return [said(f"Figures in {words}." if words else "Figures as they come.")]


def _json(conversation: Conversation, words: str) -> list[Line]:
    conversation.as_json = not conversation.as_json
    return [said("Answers as JSON." if conversation.as_json else "Answers as text.")]


def _new(conversation: Conversation, words: str) -> list[Line]:
    conversation.use(conversation.filing)
    return [said("A new conversation: nothing is carried over.")]


def _quit(conversation: Conversation, words: str) -> list[Line]:
    conversation.done = True
    return []


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "this list", _help, short="?"),
    Command(
        "questions",
        "[FILING]",
        "what can be asked: questions that the filing answers",
        _questions,
        takes="filing",
    ),
    Command("source", "[LINE]", "the source around the cited lines, or around a line", _source),
    Command("show", "[STATEMENT]", "the statements, or one of them as a table", _show, takes="statement"),
    Command(
        "check",
        "[FILING]",
        "what does not tie: totals that do not foot, and the like",
        _check,
        takes="filing",
    ),
    Command("why", "", "how the last question was read, the candidates and the plan", _why),
    Command("proof", "", "the cited lines of the last answer, whole", _proof),
    Command(
        "copy",
        "[text|all]",
        "the last figure to the clipboard; its sentence, or all with the cited lines",
        _copy,
        takes="part",
    ),
    Command("export", "FILE", "the session as FILE: .md, .html or .json", _export, takes="file"),
    Command("teach", "PHRASE = LABEL", "a word of your own for a line item", _teach, takes="label"),
    Command("use", "[FILING]", "ask this filing only; without a name, all of them", _use, takes="filing"),
    Command(
        "unit",
        "[UNIT]",
        "figures in millions, thousands …; without a unit, as they come",
        _unit,
        takes="unit",
    ),
    Command("json", "", "answers as JSON, or as text again", _json),
    Command("new", "", "a new conversation", _new),
    Command("quit", "", "leave (Ctrl-D does too)", _quit, short="q"),
)


def said(text: str, *, ok: bool = True) -> Line:
    """One line of the program's own."""
    return Line(((one_line(text), "faint" if ok else "silent"),))


def run_command(conversation: Conversation, line: str) -> list[Line]:
    """Carry out `\\name words`; a name may be cut short where one command begins with it."""
    name, _, words = line.removeprefix(MARK).strip().partition(" ")
    command = command_named(name)
    if command is None:
        return [said(f"No command {MARK}{name}; {MARK}? lists them.", ok=False)]
    return command.run(conversation, words.strip())


def command_named(name: str, commands: Sequence[Command] = COMMANDS) -> Command | None:
    """The command of that name, or the only one whose name begins so."""
    found = [c for c in commands if name and name in (c.name, c.short)] or [
        c for c in commands if name and c.name.startswith(name)
    ]
    return found[0] if len(found) == 1 else None
