"""Contexts are entered through their door. Import-linter keeps the order; this keeps the way in."""

import grimp
import pytest

CONTEXT_HOLDERS = ("motcua.blocks", "motcua.casework")
# What others may import of a context: its door, its ports (adapters fulfil them) and its errors.
OPEN_ROOMS = {"api", "ports", "errors"}
# Adapters know errors of the port they fulfil; only they may import a context's error module.
ERROR_READERS = "motcua.integrations"
# Years of a demonstration are written without locks and permissions, and by nobody else.
LOADING, LOADERS = "loading", "motcua.interfaces.cli.demonstration"


def context_of(module: str) -> str | None:
    """Return the context a module lies in, or None."""
    for holder in CONTEXT_HOLDERS:
        if module.startswith(f"{holder}."):
            return ".".join(module.split(".")[:3])
    return None


def through_the_wall(importer: str, imported: str) -> bool:
    """Tell whether an import enters another context elsewhere than by its door."""
    into = context_of(imported)
    if into is None or importer == into or importer.startswith(f"{into}."):
        return False
    if importer.startswith("motcua.config.settings") or imported == into:
        return False
    room = imported.removeprefix(f"{into}.").split(".")[0]
    if room == "errors":
        return not importer.startswith(ERROR_READERS)
    if room == LOADING:
        return not (importer.startswith(LOADERS) or f".{LOADING}." in f"{importer}.")
    return room not in OPEN_ROOMS


def intruders(graph: grimp.ImportGraph) -> list[str]:
    """Return every import that goes through a wall."""
    found = []
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if through_the_wall(importer, imported):
                found.append(f"{importer} -> {imported}")
    return found


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("motcua")


def test_contexts_are_entered_by_their_door(graph):
    assert intruders(graph) == []


def test_a_planted_intruder_is_found(graph):
    planted = "motcua.casework.notices.handlers -> motcua.casework.dossiers.models"
    graph.add_import(importer="motcua.casework.notices.handlers", imported="motcua.casework.dossiers.models")
    assert planted in intruders(graph)
    graph.remove_import(
        importer="motcua.casework.notices.handlers", imported="motcua.casework.dossiers.models"
    )


def test_nobody_but_the_demonstration_writes_past_the_use_cases(graph):
    taken = "motcua.interfaces.counter.views"
    assert through_the_wall(taken, "motcua.casework.dossiers.loading")
    assert not through_the_wall(f"{LOADERS}.writing", "motcua.casework.dossiers.loading")
    assert not through_the_wall("motcua.casework.intake.loading", "motcua.casework.dossiers.loading")


def test_every_door_says_what_it_opens():
    import importlib
    import pkgutil

    import motcua.blocks
    import motcua.casework

    silent = []
    for holder in (motcua.blocks, motcua.casework):
        for found in pkgutil.iter_modules(holder.__path__, holder.__name__ + "."):
            try:
                door = importlib.import_module(f"{found.name}.api")
            except ModuleNotFoundError:
                continue
            named = getattr(door, "__all__", [])
            missing = [name for name in named if not hasattr(door, name)]
            if not named or missing:
                silent.append(f"{found.name}: {missing or 'no __all__'}")
    assert silent == []
