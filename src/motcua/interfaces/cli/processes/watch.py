"""The database as the supervisor sees it: did it restart since the last look?"""

import time
from typing import Any

import psycopg

from motcua.interfaces.cli.database import Addresses, answering
from motcua.interfaces.cli.processes.journal import Journal
from motcua.kernel.embedded.server import Server

_LOOK_EVERY = 5.0


class Database:
    """Common shape of an embedded and an external database."""

    journal: Journal | None = None

    def open(self) -> Addresses:
        """Make it answer, and say where."""
        raise NotImplementedError

    def restarted(self) -> bool:
        """Whether it went away and came back since the last call."""
        raise NotImplementedError

    def close(self) -> None:
        """Stop what was started for it."""


class EmbeddedDatabase(Database):
    """Our own server: started again when it died."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.journal = Journal(server.log, only_serious=True)

    def open(self) -> Addresses:
        """Start the server.

        Raises:
            StartRefused: with the reason.
        """
        urls = self._server.start()
        return Addresses(urls.application, urls.owner, embedded=True)

    def restarted(self) -> bool:
        """Start a dead server again; its recovery loses no acknowledged row.

        Raises:
            StartRefused: it cannot be started.
        """
        if self._server.poll() is None:
            return False
        self._server.start()
        return True

    def close(self) -> None:
        """Shut the server down and wait."""
        self._server.stop()


class ExternalDatabase(Database):
    """A server somebody else runs: known by the moment it started."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._looked_at = 0.0
        self._connection: psycopg.Connection[Any] | None = None
        self._born: object = None

    def open(self) -> Addresses:
        """Remember when the server started.

        Raises:
            StartRefused: it does not answer.
        """
        answering(self._addresses.application)
        self._born, self._looked_at = self._started_at(), time.monotonic()
        return self._addresses

    def restarted(self) -> bool:
        """Look every few seconds; a failover to another machine counts as a restart too."""
        if time.monotonic() - self._looked_at < _LOOK_EVERY:
            return False
        self._looked_at = time.monotonic()
        try:
            born = self._started_at()
        except psycopg.OperationalError:
            # Gone for now: the children say so in their logs, and a later look will tell.
            self._connection = None
            return False
        changed, self._born = bool(born != self._born), born
        return changed

    def close(self) -> None:
        """Leave the server alone."""
        if self._connection is not None:
            self._connection.close()

    def _started_at(self) -> object:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(
                self._addresses.application, autocommit=True, connect_timeout=3
            )
        row = self._connection.execute("SELECT pg_postmaster_start_time()").fetchone()
        return row[0] if row else None
