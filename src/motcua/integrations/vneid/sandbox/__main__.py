"""`python -m motcua.integrations.vneid.sandbox`: run the sandbox until it is told to stop."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from werkzeug.serving import WSGIRequestHandler, make_server

from motcua.integrations.ledger import Ledger
from motcua.integrations.vneid.sandbox.app import create_app
from motcua.integrations.vneid.sandbox.faults import Faults
from motcua.integrations.vneid.sandbox.grants import Client
from motcua.integrations.vneid.sandbox.keys import SigningKeys
from motcua.integrations.vneid.sandbox.provider import Provider


class SilentHandler(WSGIRequestHandler):
    """Writes no request log: addresses carry codes."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


def read_arguments() -> argparse.Namespace:
    """Read the command line. The secret may come from the environment, which `ps` hides."""
    parser = argparse.ArgumentParser(prog="motcua.integrations.vneid.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8101)
    parser.add_argument("--state", type=Path, required=True, help="folder for keys and ledger")
    parser.add_argument("--issuer", default="", help="default: http://127.0.0.1:PORT")
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--client-secret", default=os.environ.get("MOTCUA_VNEID_CLIENT_SECRET", ""))
    parser.add_argument("--redirect-uri", action="append", required=True, help="may be given several times")
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process in good order."""
    sys.exit(0)


def main() -> None:
    """Serve."""
    arguments = read_arguments()
    if not arguments.client_secret:
        sys.exit("--client-secret or MOTCUA_VNEID_CLIENT_SECRET is needed")
    arguments.state.mkdir(parents=True, exist_ok=True)
    issuer = arguments.issuer or f"http://127.0.0.1:{arguments.port}"
    client = Client(arguments.client_id, arguments.client_secret, tuple(arguments.redirect_uri))
    keys, ledger = SigningKeys(arguments.state), Ledger(arguments.state)
    app = create_app(Provider(issuer, client, keys, Faults(), ledger))
    server = make_server(arguments.host, arguments.port, app, threaded=True, request_handler=SilentHandler)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"VNeID sandbox ready at {issuer}", flush=True)
    server.serve_forever()


main()
