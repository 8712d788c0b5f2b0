"""Keep the English of the citizens' pages whole: `python -m tools.translations [--check]`.

Collects every sentence of the templates, of the code and of the browser's scripts, adds what is new to django.po
without a translation, and writes django.mo, which the product reads, and words.en.js, which its scripts read. With
--check nothing is written: exit code 1 when a sentence has no translation or a made file is stale.
"""

from __future__ import annotations

import argparse
import ast
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from motcua.interfaces.ui.loader import is_translated
from motcua.interfaces.ui.marking import mark
from tools.sentences import of_forms, of_modules, of_processes, of_scripts

ROOT = Path(__file__).resolve().parents[1]
INTERFACES = ROOT / "src" / "motcua" / "interfaces"
FOLDER = INTERFACES / "ui" / "locale" / "en" / "LC_MESSAGES"
SCRIPTS = INTERFACES / "ui" / "assets" / "ts"
# What the browser's scripts say, as an English page hands it to them.
WORDS = INTERFACES / "ui" / "static" / "ui" / "words.en.js"
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
    told = ROOT / "src" / "motcua"
    for key, module in (*of_modules(told), *of_forms(told), *of_processes(ROOT), *of_scripts(SCRIPTS)):
        found.setdefault(key, str(module.relative_to(ROOT)))
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


def words(catalogue: Catalog) -> str:
    """Return the catalogue's part that the scripts say, as a script of its own."""
    said = {key: _translation(catalogue, key) for key, _ in of_scripts(SCRIPTS)}
    return f"globalThis.motcuaWords = {json.dumps(said, ensure_ascii=False, indent=1)};\n"


def _translation(catalogue: Catalog, key: str) -> str:
    message = catalogue.get(key)
    return str(message.string) if message is not None else ""


def is_stale(catalogue: Catalog) -> bool:
    """Tell whether a file that is made of the catalogue is not what it would be now."""
    return (FOLDER / "django.mo").read_bytes() != compiled(catalogue) or WORDS.read_text(
        encoding="utf-8"
    ) != words(catalogue)


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
        WORDS.write_text(words(catalogue), encoding="utf-8")
    absent = missing(catalogue)
    for key, place in absent.items():
        sys.stdout.write(f"{place}: {key}\n")
    stale = is_stale(catalogue)
    sys.stdout.write(f"{len(absent)} sentences without English{'; made files are stale' if stale else ''}.\n")
    return int(bool(absent) or stale)


if __name__ == "__main__":
    sys.exit(main())
