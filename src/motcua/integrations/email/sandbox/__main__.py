"""`python -m motcua.integrations.email.sandbox`: run the sandbox until it is told to stop."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from aiosmtpd.controller import Controller
from werkzeug.serving import WSGIRequestHandler, make_server

from motcua.integrations.email.sandbox.postbox import Postbox
from motcua.integrations.email.sandbox.smtp import Faults, MailHandler
from motcua.integrations.email.sandbox.web import create_app


class SilentHandler(WSGIRequestHandler):
    """Writes no request log."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="motcua.integrations.email.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8102, help="SMTP")
    parser.add_argument("--web-port", type=int, default=8103, help="inbox page")
    parser.add_argument("--state", type=Path, required=True, help="folder for messages and ledger")
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process in good order."""
    sys.exit(0)


def main() -> None:
    """Serve."""
    arguments = read_arguments()
    arguments.state.mkdir(parents=True, exist_ok=True)
    postbox, faults = Postbox(arguments.state), Faults()
    mail = Controller(MailHandler(postbox, faults), hostname=arguments.host, port=arguments.port)
    try:
        mail.start()
    except OSError as error:
        sys.exit(f"Cannot listen on SMTP port {arguments.port}: {error.strerror}")
    web = make_server(
        arguments.host,
        arguments.web_port,
        create_app(postbox, faults),
        threaded=True,
        request_handler=SilentHandler,
    )
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"E-mail sandbox ready: SMTP port {arguments.port}, inbox {web_address(arguments)}", flush=True)
    web.serve_forever()


def web_address(arguments: argparse.Namespace) -> str:
    """Return the address of the inbox page."""
    return f"http://{arguments.host}:{arguments.web_port}/"


main()
