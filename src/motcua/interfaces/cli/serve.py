"""`motcua serve`: only the web server, for production."""

import argparse
import os
import signal
import subprocess
import sys
from typing import NoReturn

from motcua.interfaces.cli import demo, environment, migrate, programs
from motcua.interfaces.cli.database import Addresses, database, require_walls
from motcua.interfaces.cli.processes.child import Program
from motcua.interfaces.cli.processes.ports import require_free
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

HELP = "Chỉ chạy trang web (dùng khi vận hành thật, cùng với 'motcua work')."


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe (127.0.0.1)")
    parser.add_argument("--port", type=int, help="cổng nghe (8100)")


def run(arguments: argparse.Namespace) -> int:
    """Check the walls, then become the web server, or run it beside the embedded database."""
    state, current = State.from_environment(), environment.mode("production")
    port = arguments.port or environment.port_from_environment()
    environment.prepare(state, current, environment.Ports(port))
    require_free(arguments.host, {"trang web": port})
    programs.allow_senders()
    with database(state) as addresses:
        check(addresses, current)
        web = programs.web(addresses, arguments.host, port)
        if addresses.embedded:
            return run_beside_database(web)
    return become(web)


def check(addresses: Addresses, current: environment.Mode) -> None:
    """Refuse to serve what is not ready or not safe.

    Raises:
        StartRefused: migrations are missing, the role sees too much, or demonstration data in production.
    """
    require_walls(addresses.application)
    if not migrate.is_done(addresses):
        raise StartRefused("Cấu trúc cơ sở dữ liệu chưa theo phiên bản này: hãy chạy 'motcua migrate' trước.")
    if current == "production":
        demo.refuse_in_production(addresses)


def become(program: Program) -> NoReturn:
    """Turn into the program, so that whoever supervises us supervises it."""
    sys.stdout.flush()
    os.execve(program.command[0], [*program.command], program.environment)  # noqa: S606


def run_beside_database(program: Program) -> int:
    """Run one program in the foreground; its end or ours ends both."""
    child = subprocess.Popen([*program.command], env=program.environment)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: child.terminate())
    return child.wait()
