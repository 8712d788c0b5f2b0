"""Dossiers as they would be, written in memory by the same rules: for years of a demonstration.

Nothing is locked and nobody is asked for a permission that the rules do not ask for; whoever loads knows what was done,
and when. `tests/demonstration` proves that the rows are those that the use cases write.
"""

from motcua.casework.dossiers.loading.books import books_of, keep_books
from motcua.casework.dossiers.loading.story import Story

__all__ = ["Story", "books_of", "keep_books"]
