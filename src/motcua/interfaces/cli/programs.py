"""The programs of the product: what `motcua up` runs beside the database."""

import os
import resource
import sys
from collections.abc import Mapping
from pathlib import Path

import motcua
from motcua.interfaces.cli.database import Addresses
from motcua.interfaces.cli.environment import Ports, base_url, for_child
from motcua.interfaces.cli.processes.child import Program
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

_SMALL_MEMORY = 1536 * 1024 * 1024
_PACKAGE = Path(motcua.__file__).parent


# Connections that each web process holds at most.
SENDERS = 4_000


def allow_senders() -> None:
    """Let this process and its children hold a connection and a file for each sender, as far as they may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * SENDERS + 500
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def web_workers() -> int:
    """Number of web processes: ``MOTCUA_WEB_WORKERS``, else 2, or 1 in less than 1.5 GiB of memory.

    Raises:
        StartRefused: the variable is no number from 1 to 64.
    """
    given = os.environ.get("MOTCUA_WEB_WORKERS")
    if given:
        if given.isdecimal() and 1 <= int(given) <= 64:
            return int(given)
        raise StartRefused(f"MOTCUA_WEB_WORKERS phải là số từ 1 đến 64, không phải {given!r}.")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return 1 if memory < _SMALL_MEMORY else 2


def web_command(host: str, port: int) -> list[str]:
    """The web server: processes for the processors; each answers its requests one by one, see `door`."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=asginl",
        # A proxy that splits cookies, as HTTP/2 allows, would lose the session.
        "--http=1",
        f"--host={host}",
        f"--port={port}",
        f"--workers={web_workers()}",
        "--respawn-failed-workers",
        "--workers-kill-timeout=10",
        "--no-ws",
        # So many may be in the middle of sending to each process; the door bounds what they hold.
        f"--backpressure={SENDERS}",
        "motcua.config.asgi:application",
    ]


def motcua_command(name: str) -> list[str]:
    """One of our own commands, as a child."""
    return [sys.executable, "-m", "motcua.interfaces.cli.main", name]


def web(addresses: Addresses, host: str, port: int) -> Program:
    """Web server."""
    return Program("web", web_command(host, port), for_child(addresses), port, pages=True)


def worker(addresses: Addresses) -> Program:
    """Background jobs; its LISTEN is lost silently when the database restarts."""
    return Program("worker", motcua_command("work"), for_child(addresses), restart_with_database=True)


def sandboxes(state: State, ports: Ports) -> list[Program]:
    """The outside world of a demonstration, each part in a process of its own."""
    redirect = f"{base_url(ports)}/dang-nhap/vneid/ve"
    client = os.environ.get("MOTCUA_VNEID_CLIENT_ID", "")
    options: dict[str, tuple[int, list[str]]] = {
        "vneid": (
            ports.vneid,
            [
                f"--issuer={os.environ.get('MOTCUA_VNEID_ISSUER', '')}",
                f"--client-id={client}",
                f"--redirect-uri={redirect}",
            ],
        ),
        "email": (ports.mail, [f"--web-port={ports.inbox}"]),
        "trust": (ports.trust, []),
        "webpush": (ports.push, []),
        "national_portal": (ports.portal, []),
    }
    return [
        Program(name, _sandbox_command(name, port, state, more), _outside(), port)
        for name, (port, more) in options.items()
        if (_PACKAGE / "integrations" / name / "sandbox" / "__main__.py").exists()
    ]


def _sandbox_command(name: str, port: int, state: State, more: list[str]) -> list[str]:
    folder = state.sandbox / name
    module = f"motcua.integrations.{name}.sandbox"
    return [sys.executable, "-m", module, f"--port={port}", f"--state={folder}", *more]


def _outside() -> Mapping[str, str]:
    """A sandbox plays a stranger: it must not see our database or keys."""
    hidden = {"DATABASE_URL", "MOTCUA_OWNER_URL", "MOTCUA_SECRET_KEY"}
    values = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**values, "PYTHONUNBUFFERED": "1"}
