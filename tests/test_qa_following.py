"""Which sentence another goes on from."""

from __future__ import annotations

from index.model import Sentence
from qa.following import spoken_of


def test_changes_and_members_of_lists_go_on_from_what_introduces_them() -> None:
    texts = [
        "Tolls fell in May.",
        "The decrease was due to ice.",
        "The harbor is deep.",
        "Tolls rose in June, for:",
        "more barges came;",
        "fees were raised.",
        "A lighthouse stands there.",
    ]
    assert spoken_of([Sentence(text, (), ()) for text in texts]) == (-1, 0, -1, -1, 3, 3, -1)
