"""Pure rules of the books: the columns of an export, and cells that no spreadsheet takes for a formula."""
