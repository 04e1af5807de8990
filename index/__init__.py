"""A filing becomes facts: numbered lines, tables, statements, sentences, and an index of them in SQLite.

Reading (`index.read`) is a pure function from bytes to records; keeping them (`index.store`) is apart.
"""
