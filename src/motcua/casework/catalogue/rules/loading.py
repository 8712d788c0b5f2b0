"""Reading one procedure folder from disk."""

from pathlib import Path

from motcua.casework.catalogue.errors import CatalogueError, FileProblem
from motcua.casework.catalogue.rules.content import ProcedureFolder
from motcua.casework.catalogue.rules.folder import read_folder

SUFFIXES = (".yaml", ".typ")


def load_folder(path: Path) -> ProcedureFolder:
    """The checked procedure of `procedures/<code>/`. Errors: CatalogueError with every fault found."""
    texts: dict[str, str] = {}
    for file in sorted(path.iterdir()) if path.is_dir() else ():
        if file.suffix in SUFFIXES and file.is_file():
            try:
                texts[file.name] = file.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                fault = FileProblem(file.name, "", "tệp không phải UTF-8", str(error))
                raise CatalogueError([fault]) from error
    return read_folder(path.name, texts, path)
