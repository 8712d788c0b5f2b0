"""The installation that is measured: an own folder under var/bench, a durable database, one commune.

It is made once and used again: the state folder is thrown away when the migrations changed, when another
SCALE is asked for, or when earlier runs have added half as many dossiers again.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.machine.progress import say
from bench.report import scaled
from motcua.interfaces.cli import environment, migrate, stamps
from motcua.interfaces.cli.database import Addresses, connect
from motcua.kernel.embedded.server import Server
from motcua.kernel.embedded.state import State

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
FULL = 100_000
WEB_PORT, BARE_PORT = 8461, 8471


@dataclass
class Stage:
    """A running database with its dossiers, and Django set up in this process as the application role."""

    addresses: Addresses = field(repr=False)
    commune_id: int
    postmaster: int
    dossiers: int

    def owner(self) -> psycopg.Connection[Any]:
        """Return a connection of the owner, who stands outside the walls."""
        return connect(self.addresses.owner)


@contextmanager
def stage() -> Iterator[Stage]:
    """Start the database of the bench, with everything in it, and stop it in the end."""
    state = State(FOLDER / "state")
    wanted = scaled(FULL)
    server = Server(state)
    urls = server.start()
    try:
        if not _is_fit(urls.owner, wanted):
            server.stop()
            shutil.rmtree(state.folder)
            urls = server.start()
        addresses = Addresses(urls.application, urls.owner, embedded=True)
        _prepare(state, addresses)
        pid = server.pid
        assert pid is not None
        yield Stage(addresses, _fill(addresses, wanted), pid, wanted)
    finally:
        server.stop()


def _is_fit(owner_url: str, wanted: int) -> bool:
    with connect(owner_url) as owner:
        marks = stamps.read(owner)
        if not marks:
            return True
        if marks.get("migrations") != stamps.migrations() or marks.get("dossiers") != str(wanted):
            say("tables or SCALE changed since the last run: loading anew")
            return False
        row = owner.execute("SELECT count(*) FROM dossiers_dossier").fetchone()
        return row is not None and row[0] <= wanted * 1.5


def _prepare(state: State, addresses: Addresses) -> None:
    """Set up Django here: production mode, so that nothing is checked less than in earnest."""
    os.environ.update(DATABASE_URL=addresses.application, MOTCUA_OWNER_URL=addresses.owner)
    os.environ["MOTCUA_WEB_WORKERS"] = "2"
    environment.prepare(state, "production", environment.Ports(WEB_PORT))
    if not migrate.is_done(addresses):
        say("migrating")
        with redirect_stdout(sys.stderr):
            migrate.apply(addresses)
    import django

    django.setup()


def _fill(addresses: Addresses, wanted: int) -> int:
    from bench.machine import commune, loading

    commune_id = commune.found()
    with connect(addresses.owner) as owner:
        if stamps.read(owner).get("dossiers") != str(wanted):
            say(f"loading {wanted:,} dossiers")
            loading.load(owner, commune_id, wanted)
            stamps.write(owner, dossiers=str(wanted))
    return commune_id
