"""Keep the English of the citizens' pages whole: `python -m tools.translations [--check]`.

Collects every sentence of the templates and of the code, adds what is new to django.po without a translation,
and writes django.mo, which the product reads. With --check nothing is written: exit code 1 when a sentence has
no translation or django.mo is stale.
"""

from __future__ import annotations

import argparse
import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.interfaces.ui.loader import is_translated
from motcua.interfaces.ui.marking import mark

ROOT = Path(__file__).resolve().parents[1]
INTERFACES = ROOT / "src" / "motcua" / "interfaces"
FOLDER = INTERFACES / "ui" / "locale" / "en" / "LC_MESSAGES"
_FUNCTIONS = ("gettext", "gettext_noop")


def sentences() -> dict[str, str]:
    """Return every sentence with the file that says it first."""
    found: dict[str, str] = {}
    for template in sorted(INTERFACES.rglob("*.html")):
        if is_translated(str(template)):
            place = str(template.relative_to(ROOT))
            mark(template.read_text(encoding="utf-8"), lambda key, place=place: found.setdefault(key, place))
    for module in sorted(path for part in ("portal", "ui") for path in (INTERFACES / part).rglob("*.py")):
        for key in _of_code(module):
            found.setdefault(key, str(module.relative_to(ROOT)))
    for key in _of_states():
        found.setdefault(key, "src/motcua/casework/dossiers/rules/states.py")
    return found


def _of_code(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Name)
            or node.func.id not in _FUNCTIONS
        ):
            continue
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
            yield node.args[0].value


def _of_states() -> list[str]:
    # The module names nothing but its own values: it needs no Django.
    from motcua.casework.dossiers.rules.states import State

    return [state.label for state in State]


def read() -> Catalog:
    """Return the catalogue as it is kept."""
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def missing(catalogue: Catalog) -> dict[str, str]:
    """Return the sentences that have no translation, each with its file."""
    return {key: place for key, place in sentences().items() if not _translation(catalogue, key)}


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as the product reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _translation(catalogue: Catalog, key: str) -> str:
    message = catalogue.get(key)
    return str(message.string) if message is not None else ""


def renewed(catalogue: Catalog) -> Catalog:
    """Return the catalogue with exactly the sentences that are said now."""
    made = Catalog(locale="en", charset="utf-8", header_comment="# English of the citizens' pages.")
    for key, place in sentences().items():
        made.add(key, _translation(catalogue, key), locations=[(place, None)])  # type: ignore[list-item]
    return made


def main() -> int:
    """Check, or bring the files up to date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args()
    catalogue = read()
    if not options.check:
        catalogue = renewed(catalogue)
        with (FOLDER / "django.po").open("wb") as file:
            write_po(file, catalogue, width=110, omit_header=False)
        catalogue = read()
        (FOLDER / "django.mo").write_bytes(compiled(catalogue))
    absent = missing(catalogue)
    for key, place in absent.items():
        sys.stdout.write(f"{place}: {key}\n")
    stale = (FOLDER / "django.mo").read_bytes() != compiled(catalogue)
    sys.stdout.write(f"{len(absent)} sentences without English{'; django.mo is stale' if stale else ''}.\n")
    return int(bool(absent) or stale)


if __name__ == "__main__":
    sys.exit(main())
