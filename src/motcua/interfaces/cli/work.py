"""`motcua work`: run background jobs."""

import argparse

from motcua.interfaces.cli import environment, serve
from motcua.interfaces.cli.database import database
from motcua.kernel.embedded.state import State

HELP = "Chạy các việc nền (gửi thư, tạo giấy tờ, gọi hệ thống khác)."


def configure(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once."""
    parser.add_argument("--concurrency", type=int, default=4, help="số việc chạy cùng lúc (4)")


def run(arguments: argparse.Namespace) -> int:
    """Take jobs until told to stop; a job under way is finished first."""
    state, current = State.from_environment(), environment.mode("production")
    environment.prepare(state, current, environment.Ports(environment.port_from_environment()))
    with database(state) as addresses:
        serve.check(addresses, current)
        import django

        django.setup()
        from motcua.kernel import worker

        worker.run_worker(arguments.concurrency)
    return 0
