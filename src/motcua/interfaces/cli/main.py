"""`motcua`: the table of commands, and one sentence instead of a traceback when a start is refused."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from motcua.kernel.embedded.errors import StartRefused

# A command is the module of that name: `HELP`, `configure(parser)`, `run(arguments) -> exit code`.
COMMANDS = (
    "up",
    "serve",
    "work",
    "migrate",
    "demo",
    "doctor",
    "backup",
    "restore",
    "audit",
    "books",
    "keys",
    "effects",
    "catalogue",
    "communes",
    "maintenance",
    "conformance",
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in Vietnamese that the command was not understood, with exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: lệnh hoặc tham số không đúng ({message}); xem '{self.prog} --help'.\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(prog="motcua", description="Một cửa: dịch vụ công trực tuyến của một xã, phường.")
    commands = parser.add_subparsers(dest="command", metavar="lệnh", required=True)
    for name in COMMANDS:
        module = _module(name)
        module.configure(commands.add_parser(name, help=module.HELP, description=module.HELP))
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = build_parser().parse_args(arguments)
    try:
        return int(_module(options.command).run(options))
    except StartRefused as refused:
        print(f"motcua {options.command}: {refused.message}", file=sys.stderr)
        return refused.exit_code
    except KeyboardInterrupt:
        return 130


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"motcua.interfaces.cli.{name}")


if __name__ == "__main__":
    sys.exit(main())
