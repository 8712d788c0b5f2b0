"""A spreadsheet written row by row to the disk, so that its length costs no memory."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import xlsxwriter

from motcua.casework.books.rules.cells import COLUMNS, Cell


class Sheet:
    """One sheet with a head. Values are texts and whole numbers; a text is never taken for a formula or a link."""

    def __init__(self, path: Path, title: str) -> None:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "tmpdir": str(path.parent),
        }
        self._book = xlsxwriter.Workbook(str(path), options)
        self._sheet = self._book.add_worksheet(title)
        self._quoted = self._book.add_format({"quote_prefix": True})
        self.rows = 0
        bold = self._book.add_format({"bold": True})
        for place, column in enumerate(COLUMNS):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, column.title, bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, values: Sequence[int | Cell]) -> None:
        """Write the next row."""
        self.rows += 1
        for place, value in enumerate(values):
            if isinstance(value, int):
                self._sheet.write_number(self.rows, place, value)
            else:
                self._sheet.write_string(self.rows, place, value.text, self._quoted if value.quoted else None)

    def __enter__(self) -> "Sheet":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()
