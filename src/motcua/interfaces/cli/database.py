"""The database a command works on: the one named by the environment, a running one, or our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg

from motcua.kernel.embedded import roles
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Server, running
from motcua.kernel.embedded.state import State


@dataclass(frozen=True)
class Addresses:
    """The database in the two roles a command may need; libpq URLs with their secrets."""

    application: str = field(repr=False)
    owner: str = field(repr=False)
    embedded: bool


def external() -> Addresses | None:
    """The database named by ``DATABASE_URL`` and ``MOTCUA_OWNER_URL``; None when not set."""
    application = os.environ.get("DATABASE_URL")
    if not application:
        return None
    return Addresses(application, os.environ.get("MOTCUA_OWNER_URL") or application, embedded=False)


@contextmanager
def database(state: State) -> Iterator[Addresses]:
    """Give a database that answers, and name it in the environment for Django.

    Without ``DATABASE_URL`` the embedded one is used: the running one, or one started for the length
    of this command.

    Raises:
        StartRefused: none can be had.
    """
    found = external()
    if found is not None:
        answering(found.application)
        yield found
        return
    alive = running(state)
    server = Server(state)
    urls = alive or server.start()
    addresses = Addresses(urls.application, urls.owner, embedded=True)
    before = dict(os.environ)
    os.environ.update(DATABASE_URL=addresses.application, MOTCUA_OWNER_URL=addresses.owner)
    try:
        yield addresses
    finally:
        os.environ.clear()
        os.environ.update(before)
        if alive is None:
            server.stop()


def connect(url: str) -> psycopg.Connection[Any]:
    """Open an autocommit connection."""
    return psycopg.connect(url, autocommit=True, connect_timeout=10)


def answering(url: str) -> None:
    """Make sure that a database answers.

    Raises:
        StartRefused: it does not, with its reason (never its password).
    """
    try:
        connect(url).close()
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        reason = " ".join(str(error).split())
        raise StartRefused(f"Không vào được cơ sở dữ liệu đã chỉ trong DATABASE_URL: {reason}") from error


def require_walls(application: str) -> None:
    """Refuse to serve under a role that sees past row-level security.

    Raises:
        StartRefused: it is a superuser, bypasses the policies, or owns tables.
    """
    with connect(application) as connection:
        problems = roles.wall_problems(connection)
    if problems:
        raise StartRefused(
            f"Từ chối khởi động vì tường ngăn giữa các xã không có hiệu lực: {'; '.join(problems)}. "
            "DATABASE_URL phải dùng vai trò ứng dụng, không phải vai trò chủ."
        )
