"""pg_dump and pg_restore of the wheel, called without a password on the command line."""

import os
import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from motcua.kernel.embedded.binaries import DEFAULT_MAJOR, program
from motcua.kernel.embedded.errors import StartRefused

_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


def call(name: str, arguments: list[str], url: str | None, *, server_version: int = 0) -> str:
    """Run a tool of the server's generation and return what it printed.

    A tool older than its server refuses; a newer one writes settings an old server does not know.

    Raises:
        StartRefused: it failed, with its last line.
    """
    major = 16 if 0 < server_version < 170000 else DEFAULT_MAJOR
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
    if url is not None:
        parts = conninfo_to_dict(url)
        environment |= {_VARIABLES[key]: str(parts[key]) for key in _VARIABLES if parts.get(key)}
    done = subprocess.run(
        [str(program(name, major)), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines() or ["không rõ lý do"]
        raise StartRefused(f"{name} không thành công: {lines[-1]}.")
    return done.stdout


def list_dump(dump: Path) -> int:
    """Read the table of contents of a dump; return the number of its entries.

    Raises:
        StartRefused: the dump cannot be read.
    """
    listed = call("pg_restore", ["--list", str(dump)], None)
    return sum(1 for line in listed.splitlines() if line and not line.startswith(";"))
