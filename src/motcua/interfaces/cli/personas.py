"""How to enter the demonstration as each person."""

from motcua.kernel.embedded.state import State


def people(state: State) -> str:
    """The text the demonstration command wrote for the person who tries it; empty without one."""
    path = state.demo / "people.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else ""
