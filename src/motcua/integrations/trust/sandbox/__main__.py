"""`python -m motcua.integrations.trust.sandbox`: run the sandbox until it is told to stop."""

import argparse
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from motcua.integrations.ledger import Ledger
from motcua.integrations.trust.sandbox.authority import Authority
from motcua.integrations.trust.sandbox.faults import Faults
from motcua.integrations.trust.sandbox.keyring import Keyring
from motcua.integrations.trust.sandbox.server import Sandbox, make_server


def read_arguments() -> argparse.Namespace:
    """Read the command line. The secret may come from the environment, which `ps` hides."""
    parser = argparse.ArgumentParser(prog="motcua.integrations.trust.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8104)
    parser.add_argument("--state", type=Path, required=True, help="folder for keys and ledger")
    parser.add_argument("--client-id", default="motcua")
    parser.add_argument("--client-secret", default=os.environ.get("MOTCUA_TRUST_CLIENT_SECRET", ""))
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """End the process in good order."""
    sys.exit(0)


def main() -> None:
    """Serve."""
    arguments = read_arguments()
    if not arguments.client_secret:
        sys.exit("--client-secret or MOTCUA_TRUST_CLIENT_SECRET is needed")
    state: Path = arguments.state
    state.mkdir(parents=True, exist_ok=True)
    authority = Authority(
        state / "authority",
        at=datetime.now(UTC),
        crl_url=f"http://{arguments.host}:{arguments.port}/crl",
    )
    sandbox = Sandbox(
        authority,
        Keyring(state / "credentials", authority),
        Faults(),
        Ledger(state),
        arguments.client_id,
        arguments.client_secret,
    )
    server = make_server(sandbox, arguments.host, arguments.port)
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"Trust sandbox ready at http://{arguments.host}:{server.server_port}", flush=True)
    server.serve_forever()


main()
