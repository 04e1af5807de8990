"""The root of the project's errors. Each is shown to a person as one line that says what to do."""


class FilingQAError(Exception):
    """Anything this project raises on purpose. `str(error)` is one line, ready to be shown."""


class LexiconError(FilingQAError):
    """A data file of words is malformed: which file, which entry, what is wrong."""
