"""`motcua catalogue`: the national portal's records, their lists, and what the commune decides of its own."""

import argparse
import sys
from importlib import import_module
from types import ModuleType

from motcua.interfaces.cli import installation

HELP = "Danh mục thủ tục: nhập từ Cổng quốc gia, danh sách, mức thu và thời hạn riêng."

# An action is the module of that name in `catalogue_actions`: HELP, configure(parser), run(arguments).
ACTIONS = {
    "import": "importing",
    "lists": "lists",
    "local-fee": "local_fee",
    "local-term": "local_term",
    "proposals": "proposals",
    "replace": "replacing",
    "term-cut": "term_cut",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    for name in ACTIONS:
        module = _module(name)
        module.configure(actions.add_parser(name, help=module.HELP, description=module.HELP))


def run(arguments: argparse.Namespace) -> int:
    """Do it with the database at hand; refusals are told in one sentence."""
    with installation.opened():
        from motcua.kernel.errors import DomainError, InvalidInput

        try:
            return int(_module(arguments.action).run(arguments))
        except DomainError as refused:
            told = refused.errors.values() if isinstance(refused, InvalidInput) else [refused.message]
            print(f"motcua catalogue {arguments.action}: {' '.join(told)}", file=sys.stderr)
            return 2


def _module(action: str) -> ModuleType:
    return import_module(f"motcua.interfaces.cli.catalogue_actions.{ACTIONS[action]}")
