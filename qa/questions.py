"""Which questions can be asked at all; nothing here looks at what they mean."""

from __future__ import annotations

from qa.errors import QuestionError

LONGEST_QUESTION = 2_000  # characters


def check_question(text: str) -> str:
    """The question as it can be asked: no blanks around it, U+FFFD for what is no character (a byte of
    the command line that is not UTF-8). QuestionError where it is empty or far too long."""
    question = text.strip().encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not any(char.isalnum() for char in question):
        raise QuestionError("the question is empty: ask something like 'What was revenue?'")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters; ask it in {LONGEST_QUESTION:,} or fewer"
        )
    return question
