"""`python -m motcua.integrations.national_portal.sandbox`: run the portal until it is told to stop."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from motcua.integrations.national_portal.sandbox.portal import Portal
from motcua.integrations.national_portal.sandbox.web import create_app


class SilentHandler(WSGIRequestHandler):
    """Writes no request log: addresses of it name files of people."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def read_arguments() -> argparse.Namespace:
    """Read the command line. The password comes from the environment, which `ps` hides."""
    parser = argparse.ArgumentParser(prog="motcua.integrations.national_portal.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8106)
    parser.add_argument("--state", type=Path, required=True, help="folder of dossiers, files and reports")
    parser.add_argument("--unit", default="H48.53.01", help="agency offered before one has asked")
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process in good order."""
    sys.exit(0)


def main() -> None:
    """Serve."""
    arguments = read_arguments()
    portal = Portal(
        f"http://{arguments.host}:{arguments.port}",
        arguments.state,
        os.environ.get("MOTCUA_PORTAL_USER", "motcua"),
        os.environ.get("MOTCUA_PORTAL_PASSWORD", "motcua-demo-secret"),
    )
    portal.load()
    try:
        server = make_server(
            arguments.host, arguments.port, create_app(portal, arguments.unit),
            threaded=True, request_handler=SilentHandler,
        )  # fmt: skip
    except OSError as error:
        sys.exit(f"Cannot listen on port {arguments.port}: {error.strerror}")
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"National portal sandbox ready at {portal.origin}", flush=True)
    server.serve_forever()


main()
