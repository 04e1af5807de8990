"""The ground floor: the language of filings and of questions about them.

Numbers, units, periods and fiscal calendars; metrics and what people call them; operations. Filing text
and questions are read with the same rules. spaCy is imported in `grammar.pipeline` alone.
"""
