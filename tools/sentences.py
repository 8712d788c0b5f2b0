"""Finds the sentences that citizens' code says: every Vietnamese text in the modules below is one.

A text with values in it (f"dài {n} ký tự", "{file}: ảnh mờ") is keyed with them as %(a)s, %(b)s, as the templates' are.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import ascii_lowercase

import yaml

from motcua.interfaces.ui.telling import PLACEHOLDER, SENTENCES, VIETNAMESE

# What citizens may be told, by folder or module below src/motcua; files of officers' work are left out.
_SPOKEN = {
    "interfaces/portal": ("",),
    "interfaces/door": ("",),
    "interfaces/ui": ("errors.py", "page_drawing.py"),
    "blocks/documents": (
        "errors.py",
        "queries.py",
        "inspection",
        "use_cases",
    ),
    "blocks/forms": (
        "rules/parsing.py",
        "rules/reading_dates.py",
        "rules/reading_numbers.py",
        "rules/validation.py",
        "rules/display.py",
        "rules/definition.py",
    ),
    "blocks/identity": (
        "models.py",
        "queries.py",
        "representations.py",
        "use_cases/log_in_citizen.py",
    ),
    "blocks/messaging": ("queries.py", "use_cases/switch_on_device.py"),
    "blocks/organisation": ("rules",),
    "blocks/payments": ("queries.py",),
    "blocks/privacy": ("consents.py",),
    "blocks/signatures": (
        "rules/report.py",
        "verifying.py",
    ),
    "kernel/actors.py": ("",),
    "kernel/errors.py": ("",),
    "casework/appointments": ("errors.py", "use_cases/book.py"),
    "casework/catalogue": (
        "publications.py",
        "listing.py",
        "versions.py",
        "rules/fees.py",
    ),
    "casework/decisions": ("queries.py",),
    "casework/dossiers": (
        "errors.py",
        "rules/actions.py",
        "rules/clockwork.py",
        "rules/guards.py",
        "rules/machine.py",
        "rules/states.py",
        "use_cases/telling.py",
    ),
    "casework/intake": (
        "concerns.py",
        "drafts.py",
        "errors.py",
        "help.py",
        "models/filing.py",
        "queries.py",
        "use_cases",
        "wishes.py",
    ),
    "casework/notices": (
        "queries.py",
        "use_cases/issue_form.py",
    ),
    "integrations/vneid": ("errors.py",),
}
# Printed papers, names of tables, and what officers alone are told.
_NOT = re.compile(
    r"portal/(models|printing|views/board)\.py|organisation/rules/(holidays|former|place_names)|/(accept_dossier|assist|propose_result)\.py|use_cases/desk/"
)
# Arguments that declare why personal data is kept; pages tell it in their own words.
_DECLARED = {"purpose", "legal_basis", "basis", "retention"}
# Said, too, but written without a Vietnamese letter.
_PLAIN = {
    "nam": "blocks/forms/rules/validation.py",
    ", thay cho %(a)s": "blocks/organisation/rules/wording.py",
}
_GETTEXT = {"gettext", "gettext_noop"}
_BRACES = re.compile(r"\{\w*\}")


def of_modules(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield the keys of the sentences in the code below src/motcua, each with its module."""
    for key, name in _PLAIN.items():
        yield key, source / name
    for place in (source / top / name for top, names in _SPOKEN.items() for name in names):
        for module in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            if not _NOT.search(module.as_posix()):
                for key in of_code(module.read_text(encoding="utf-8")):
                    yield key, module


def of_forms(source: Path) -> Iterator[tuple[str, Path]]:
    """Yield the titles of the printed forms of every set."""
    place = source / "casework/notices/form_sets.yaml"
    for one in yaml.safe_load(place.read_text(encoding="utf-8")).values():
        for form in one["forms"].values():
            yield form["title"], place


def of_code(text: str) -> Iterator[str]:
    """Yield the keys of the Vietnamese sentences of a module."""
    tree = ast.parse(text)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    yield from _of_node(tree, docstrings)


def _of_node(node: ast.AST, docstrings: set[int]) -> Iterator[str]:
    if _is_unsaid(node) or id(node) in docstrings:
        return
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield from split(_lettered(node.value))
        return
    inside: list[ast.AST] = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.JoinedStr):
        yield from split(_key(node))
        inside = [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
    for child in inside:
        yield from _of_node(child, docstrings)


def _is_unsaid(node: ast.AST) -> bool:
    """Whether what stands here is said to nobody, or is marked already."""
    if isinstance(node, ast.keyword):
        return node.arg in _DECLARED
    if isinstance(node, ast.Assign):
        return "basis" in ast.unparse(node.targets[0]).lower()
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _GETTEXT


def _key(node: ast.JoinedStr) -> str:
    """Return an f-string with its values lettered in their order."""
    names: dict[str, str] = {}
    written = ""
    for value in node.values:
        if isinstance(value, ast.FormattedValue):
            name = names.setdefault(ast.unparse(value), ascii_lowercase[len(names)])
            written += f"%({name})s"
        elif isinstance(value, ast.Constant):
            written += str(value.value).replace("%", "%%")
    return written


def _lettered(text: str) -> str:
    """Return a text for str.format with its values lettered in their order; any other text as it is."""
    if not _BRACES.search(text):
        return text
    names: dict[str, str] = {}
    return _BRACES.sub(lambda one: f"%({names.setdefault(one[0], ascii_lowercase[len(names)])})s", text)


def split(text: str) -> Iterator[str]:
    """Yield the sentences of a text one by one, each lettered from a on; what says nothing is left out."""
    for line in text.splitlines():
        for sentence in SENTENCES.split(line.strip()):
            key = _from_a(sentence.strip().rstrip(":"))
            if VIETNAMESE.search(key) and _says_more_than_values(key):
                yield key


def _from_a(key: str) -> str:
    names: dict[str, str] = {}
    return PLACEHOLDER.sub(lambda one: f"%({names.setdefault(one[1], ascii_lowercase[len(names)])})s", key)


def _says_more_than_values(key: str) -> bool:
    return bool(re.search(r"\w", PLACEHOLDER.sub("", key)))


def of_processes(root: Path) -> Iterator[tuple[str, Path]]:
    """Yield the names of the steps of the procedures that the product brings, and of the roles."""
    files = [
        *root.glob("procedures/*/process.yaml"),
        *root.glob("src/motcua/casework/catalogue/defaults/process.yaml"),
    ]
    for path in sorted(files):
        for step in yaml.safe_load(path.read_text(encoding="utf-8"))["steps"]:
            yield step["name"], path
    roles = root / "src/motcua/blocks/identity/roles.yaml"
    for role in yaml.safe_load(roles.read_text(encoding="utf-8")):
        yield role["name"], roles


_TOLD = re.compile(r"\btold`((?:[^`\\]|\\.)*)`", re.DOTALL)
_TEXTS = re.compile(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', re.DOTALL)
_COMMENT = re.compile(r"^\s*(//|\*|/\*).*$|(?<=[;{,)]) //.*$", re.MULTILINE)
_INSIDE = re.compile(r"\$\{[^}]*\}")


def of_scripts(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the keys of the sentences that the browser's scripts say: told`Đã lưu lúc ${time}`."""
    for module in sorted(folder.rglob("*.ts")):
        for body in _TOLD.findall(module.read_text(encoding="utf-8")):
            names = iter(ascii_lowercase)
            yield _INSIDE.sub(lambda _: f"%({next(names)})s", body), module  # noqa: B023  (used at once)


def untold(text: str) -> list[str]:
    """Return the Vietnamese texts of a script that are said without `told`."""
    bare = _TOLD.sub("", _COMMENT.sub("", text))
    return [one for one in _TEXTS.findall(bare) if VIETNAMESE.search(one)]
