"""A database of its own for each test of the command line, on one throw-away server a version."""

import os
import random
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded import roles
from motcua.kernel.embedded.server import Urls
from motcua.kernel.embedded.testing import throwaway_server

_KEPT = {"PATH", "HOME", "LANG", "PYTHONPATH"}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def motcua(tmp_path: Path) -> Run:
    """Run `motcua` in a process of its own, with a state folder of its own."""

    def run(*arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        kept = {name: value for name, value in os.environ.items() if name in _KEPT}
        command = [sys.executable, "-m", "motcua.interfaces.cli.main", *arguments]
        values = {**kept, "MOTCUA_VAR": str(tmp_path / "var"), **variables}
        return subprocess.run(command, env=values, capture_output=True, text=True, timeout=120, check=False)

    return run


@pytest.fixture(scope="session")
def server() -> Iterator[Urls]:
    with throwaway_server() as urls:
        yield urls


@pytest.fixture(scope="session")
def old_server() -> Iterator[Urls]:
    with throwaway_server(16) as urls:
        yield urls


def make_database(urls: Urls) -> Addresses:
    """An empty database with the walls of the product."""
    name = f"t_{secrets.token_hex(4)}"
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        roles.close_database(owner, name, roles.APPLICATION)
    return Addresses(url(urls.application, name), url(urls.owner, name), embedded=False)


def url(base: str, name: str) -> str:
    """The same server and role, another database."""
    return base.replace("@/motcua?", f"@/{name}?")


@pytest.fixture
def addresses(server: Urls) -> Addresses:
    return make_database(server)


@pytest.fixture
def superuser(server: Urls, addresses: Addresses) -> str:
    with psycopg.connect(addresses.owner) as owner:
        return make_conninfo(server.superuser, dbname=owner.info.dbname)


@pytest.fixture
def free_port() -> int:
    """A port nobody uses at the moment, with four more behind it."""
    for port in random.sample(range(20100, 21000, 10), 90):
        if all(_is_free(port + step) for step in range(5)):
            return port
    raise AssertionError("no free port")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
