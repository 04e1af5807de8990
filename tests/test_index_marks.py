"""Numbers of notes and exhibits, which are no figures."""

from __future__ import annotations

import pytest
from notetables import facts_of, page, seen

RAISED = [
    "June 30, 2025|Level 1|Netting|^4|Total|",
    "Derivatives|$ 320|(307)|^5|$ 13|^7",
    "Bonds|40|—||40|",
    "Shares|50|—||50|",
]


def test_a_raised_mark_in_a_cell_of_its_own_belongs_to_the_figure_before_it() -> None:
    found = facts_of(page("Fair value (in millions)", rows=RAISED))
    assert [fact.printed for _, fact in found] == ["$ 320", "(307)", "$ 13", "40", "—", "40", "50", "—", "50"]
    assert [item.path for item, _ in found[:3]] == [("Level 1",), ("Netting",), ("Total",)]


COLUMNS = [
    ("headed Note", ["|Note|2004|2003", "Sales|3|9,000|8,000", "Costs|4|7,000|6,000"]),
    ("headed Ref.", ["|Ref.|2004|2003", "Sales|12|9,000|8,000", "Costs||7,000|6,000"]),
    ("in brackets, without a head", ["|2004||2003", "Sales|9,000|(1)|8,000", "Costs|7,000||6,000"]),
]


@pytest.mark.parametrize("rows", [rows for _, rows in COLUMNS], ids=[name for name, _ in COLUMNS])
def test_a_column_of_references_holds_no_figures(rows: list[str]) -> None:
    found = seen(page("Statement of Income (in thousands)", rows=rows))
    assert [row[1] for row in found] == ["9000000", "8000000", "7000000", "6000000"]


def test_an_index_of_exhibits_holds_no_figures() -> None:
    rows = [
        "Exhibit No.|Description",
        "3.1|Certificate of Incorporation",
        "4.2|Form of Notes",
        "31.1|Certification",
    ]
    assert facts_of(page("Item 6. Exhibits", rows=rows)) == []


def test_a_table_below_the_footnotes_of_another_has_its_unit() -> None:
    note = (
        "<p>(1) "
        + "Includes amounts that are explained at some length elsewhere in these notes. " * 4
        + "</p>"
    )
    first = page(
        "The following tables show fair values (in millions):", rows=["|Level 1|Level 2", "Bonds|$ 7|$ 3"]
    )
    second = page(rows=["December 31, 2004|Level 1|Level 2", "Bonds|$ 6|$ 2"])
    assert [row[1] for row in seen(first + note + "<p>27</p>" + second)] == [
        *("7000000", "3000000"),
        *("6000000", "2000000"),
    ]
