"""A database of its own for each test of the command line, on one throw-away server a version."""

import os
import random
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded import roles
from motcua.kernel.embedded.server import Urls
from motcua.kernel.embedded.testing import throwaway_server

_KEPT = {"PATH", "HOME", "LANG", "PYTHONPATH"}
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def motcua(tmp_path: Path) -> Run:
    """Run `motcua` in a process of its own, with a state folder of its own."""
    return partial(_run, tmp_path / "var")


def _run(state: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name in _KEPT}
    command = [sys.executable, "-m", "motcua.interfaces.cli.main", *arguments]
    values = {**kept, "MOTCUA_VAR": str(state), **variables}
    return subprocess.run(command, env=values, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Urls]:
    with throwaway_server() as urls:
        yield urls


@pytest.fixture(scope="session")
def old_server() -> Iterator[Urls]:
    with throwaway_server(16) as urls:
        yield urls


def make_database(urls: Urls, like: str = "template1") -> Addresses:
    """A database with the walls of the product, empty unless it is made like another."""
    name = f"t_{secrets.token_hex(4)}"
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
        roles.close_database(owner, name, roles.APPLICATION)
    return Addresses(url(urls.application, name), url(urls.owner, name), embedded=False)


def url(base: str, name: str) -> str:
    """The same server and role, another database."""
    return base.replace("@/motcua?", f"@/{name}?")


@pytest.fixture
def addresses(server: Urls) -> Addresses:
    return make_database(server)


@pytest.fixture(scope="session")
def pattern(server: Urls, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database to which `motcua migrate` came once, for all who need one like it."""
    made = make_database(server)
    done = _run(
        tmp_path_factory.mktemp("pattern"), "migrate", MOTCUA_MODE="test", MOTCUA_SECRET_KEY="for-this-test",
        DATABASE_URL=made.application, MOTCUA_OWNER_URL=made.owner,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return str(conninfo_to_dict(made.owner)["dbname"])


@pytest.fixture
def migrated(server: Urls, pattern: str) -> Addresses:
    """A database with the tables of this version, and nothing in them."""
    return make_database(server, like=pattern)


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
