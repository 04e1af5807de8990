"""`qa check`: what does not tie in a filing."""

from __future__ import annotations

from typing import Annotated

import typer

from qa.options import DbOption, FileOption, opened_index


def check(
    filing: Annotated[
        str | None, typer.Argument(metavar="FILING", help="One filing of the index.", show_default=False)
    ] = None,
    db: DbOption = None,
    file: FileOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="A list of JSON objects, one a finding.")] = False,
) -> int:
    """Say what does not tie: totals that do not foot, prose that disagrees with the tables.

    Exit status: 0 nothing found, 1 something does not tie.
    """
    from index.errors import UnknownFiling
    from qa import showing, terminal
    from qa.check import check_filing
    from qa.check_layout import finding_lines
    from qa.diagnostics import ExitCode
    from qa.layout import BLANK, Line

    lines: list[Line] = []
    records: list[dict[str, object]] = []
    with opened_index(db, file) as index:
        filings = showing.chosen(index, filing)
        if not filings:
            raise UnknownFiling("the index holds no filings: add one with 'qa index FILE'")
        for record in filings:
            found = check_filing(index, record)
            records += [one.to_dict() for one in found]
            lines += [*([BLANK] if lines else []), *finding_lines(record.name, found, terminal.columns())]
    if as_json:
        import json

        typer.echo(json.dumps(records, ensure_ascii=True, indent=2))
    else:
        terminal.print_lines(lines)
    return ExitCode.NOT_ANSWERED if records else ExitCode.ANSWERED


def register(app: typer.Typer) -> None:
    app.command()(check)
