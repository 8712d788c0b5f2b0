"""The running server of one state: start, watch, stop."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from motcua.kernel.embedded import cluster, roles
from motcua.kernel.embedded.account import Account
from motcua.kernel.embedded.addresses import STATUS_LINE, Urls, forgotten_pid, running, urls
from motcua.kernel.embedded.binaries import DEFAULT_MAJOR, program
from motcua.kernel.embedded.diagnosis import explain, is_busy
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

__all__ = ["Server", "Urls", "running", "urls"]

_BUSY_PATIENCE = 15.0


class Server:
    """One ``postgres`` in the foreground, a child that dies with this process."""

    def __init__(
        self,
        state: State,
        *,
        major: int = DEFAULT_MAJOR,
        settings: Mapping[str, str] | None = None,
        initdb: Sequence[str] = (),
    ) -> None:
        self.state = state
        self.major = major
        self._settings = dict(settings or {})
        self._initdb = initdb
        self._child: subprocess.Popen[bytes] | None = None
        self._socket_folder: Path | None = None
        self.log = state.log / "postgres.log"

    @property
    def pid(self) -> int | None:
        """Process number of the postmaster while it runs."""
        return self._child.pid if self._child else None

    def start(self, patience: float = 60.0) -> Urls:
        """Take the lock, make the cluster if new, start the server and wait until it answers.

        A server killed a moment ago may still be going away: "lock file already exists" is tried
        again for seconds. ``postmaster.pid`` is never removed by us, it protects the data.

        Raises:
            StartRefused: with the reason in one sentence.
        """
        self.state.acquire()
        try:
            account = Account.choose(self.state.postgres)
            if not cluster.check(self.state.postgres, self.major):
                password = self.state.secret("postgres_superuser")
                cluster.create(self.state.postgres, account, self.major, password, self._initdb)
            folder = self._socket_folder = account.socket_folder(self.state.folder)
            self._launch_patiently(account, folder, patience)
            addresses = urls(self.state, folder)
            self._prepare_roles(addresses)
        except OSError as error:
            self.stop()
            raise StartRefused(explain(str(error), self.state.postgres)) from error
        except BaseException:
            self.stop()
            raise
        return addresses

    def poll(self) -> int | None:
        """Exit code of the server, None while it runs; like ``Popen.poll``."""
        return self._child.poll() if self._child else 0

    def stop(self) -> None:
        """Shut down fast (open transactions are rolled back), wait, and release the lock.

        A server that does not finish in 30 s is killed; the next start then recovers.
        """
        if self._child is not None:
            if self._child.poll() is None:
                self._child.send_signal(signal.SIGINT)
            try:
                self._child.wait(30)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self._child.pid, signal.SIGKILL)
                self._child.wait()
            self._child = None
        if self._socket_folder is not None:
            # A server that was killed leaves its socket there; the lock says nobody else uses it.
            shutil.rmtree(self._socket_folder, ignore_errors=True)
        self.state.release()

    def _launch_patiently(self, account: Account, folder: Path, patience: float) -> None:
        busy_until = time.monotonic() + min(_BUSY_PATIENCE, patience)
        while True:
            started_at = self.log.stat().st_size if self.log.exists() else 0
            self._launch(account, folder)
            if self._wait_ready(patience):
                return
            output = self._log_since(started_at)
            if is_busy(output) and time.monotonic() < busy_until:
                time.sleep(0.2)
                continue
            raise StartRefused(explain(output, self.state.postgres))

    def _launch(self, account: Account, folder: Path) -> None:
        postgres = program("postgres", self.major)
        arguments = [str(postgres), "-D", str(self.state.postgres)]
        for name, value in {**cluster.settings(folder, self.major), **self._settings}.items():
            arguments += ["-c", f"{name}={value}"]
        command = account.command(
            arguments, death_signal=signal.SIGINT, through=[self.state.postgres, postgres]
        )
        if self._child is not None:
            self._child.wait()
        environment = cluster.environment() | forgotten_pid(self.state.postgres)
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                command,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                process_group=0,
            )

    def _wait_ready(self, patience: float) -> bool:
        """Wait until postmaster.pid names our child as ready; False when the child ended instead."""
        pid_file = self.state.postgres / "postmaster.pid"
        deadline = time.monotonic() + patience
        while self.poll() is None:
            with contextlib.suppress(FileNotFoundError):
                lines = pid_file.read_text(encoding="utf-8").splitlines()
                ours = len(lines) > STATUS_LINE and lines[0].strip() == str(self.pid)
                if ours and lines[STATUS_LINE].strip() == "ready":
                    return True
            if time.monotonic() > deadline:
                raise StartRefused(
                    f"Cơ sở dữ liệu không sẵn sàng sau {patience:.0f} giây: hãy xem {self.log}."
                )
            time.sleep(0.01)
        return False

    def _log_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode("utf-8", "replace")

    def _prepare_roles(self, addresses: Urls) -> None:
        try:
            with _connect(addresses.superuser) as superuser:
                if roles.is_ready(superuser):
                    return
                with _connect(addresses.superuser, "template1") as template:
                    passwords = self.state.secret("postgres_owner"), self.state.secret("postgres_app")
                    roles.ensure(superuser, template, *passwords)
        except psycopg.OperationalError as error:
            raise StartRefused(
                f"Không vào được cơ sở dữ liệu ({error}): mật khẩu trong {self.state.secrets} và dữ liệu "
                f"trong {self.state.postgres} phải thuộc cùng một lần cài đặt."
            ) from error


def _connect(url: str, database: str = "postgres") -> psycopg.Connection[Any]:
    return psycopg.connect(url, autocommit=True, connect_timeout=10, dbname=database)
