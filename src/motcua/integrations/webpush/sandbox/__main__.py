"""`python -m motcua.integrations.webpush.sandbox`: run the push service until it is told to stop."""

import argparse
import signal
import sys
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from motcua.integrations.webpush.sandbox.app import Service, create_app


class SilentHandler(WSGIRequestHandler):
    """Writes no request log: an address of it names an endpoint."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="motcua.integrations.webpush.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8105)
    parser.add_argument(
        "--state", type=Path, required=True, help="folder of this sandbox; it keeps nothing there"
    )
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process in good order."""
    sys.exit(0)


def main() -> None:
    """Serve."""
    arguments = read_arguments()
    service = Service(f"http://{arguments.host}:{arguments.port}")
    try:
        server = make_server(
            arguments.host,
            arguments.port,
            create_app(service),
            threaded=True,
            request_handler=SilentHandler,
        )
    except OSError as error:
        sys.exit(f"Cannot listen on port {arguments.port}: {error.strerror}")
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"Web push sandbox ready at {service.origin}", flush=True)
    server.serve_forever()


main()
