"""Where a server answers, and what its ``postmaster.pid`` tells."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from motcua.kernel.embedded import cluster, roles
from motcua.kernel.embedded.state import State

# The line of postmaster.pid, from 0, that says "ready".
STATUS_LINE = 7
_SOCKET_LINE = 4


@dataclass(frozen=True)
class Urls:
    """How to reach the database in each of the three roles (libpq URLs, with their secrets)."""

    application: str = field(repr=False)
    owner: str = field(repr=False)
    superuser: str = field(repr=False)


def urls(state: State, socket_folder: Path) -> Urls:
    """The addresses of a state's database behind a socket folder."""

    def url(user: str, secret: str, database: str = roles.DATABASE) -> str:
        host = quote(str(socket_folder), safe="")
        return f"postgresql://{user}:{state.secret(secret)}@/{database}?host={host}&port=5432"

    return Urls(
        application=url(roles.APPLICATION, "postgres_app"),
        owner=url(roles.OWNER, "postgres_owner"),
        superuser=url(cluster.SUPERUSER, "postgres_superuser", "postgres"),
    )


def running(state: State) -> Urls | None:
    """The addresses of a server another process runs for this state, None when none is ready.

    Raises:
        StartRefused: its secrets cannot be read.
    """
    try:
        lines = (state.postgres / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        if not _is_server_of(int(lines[0]), state.postgres):
            return None
    except (OSError, ValueError, IndexError):
        return None
    if len(lines) <= STATUS_LINE or lines[STATUS_LINE].strip() != "ready":
        return None
    return urls(state, Path(lines[_SOCKET_LINE]))


def forgotten_pid(data: Path) -> dict[str, str]:
    """Tell PostgreSQL about a stale postmaster.pid whose number another program got since.

    After a power cut the number may belong to a stranger (or to a dead child nobody collected), and
    PostgreSQL would wait for it for ever. It ignores the number of its grandparent, which it takes
    from this variable, and still checks the shared memory of the folder; so a real second server is
    never overlooked.
    """
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        ours = _is_server_of(pid, data)
    except (OSError, ValueError, IndexError):
        return {}
    return {} if ours else {"PG_GRANDPARENT_PID": str(pid)}


def _is_server_of(pid: int, data: Path) -> bool:
    """Whether the process was started for this data folder; OSError when there is none.

    The command line is empty for a dead process that its parent has not collected.
    """
    return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
