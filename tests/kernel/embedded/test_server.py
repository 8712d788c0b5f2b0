"""The embedded server: starts, keeps what was committed, lets nobody around its walls."""

import contextlib
import os
import pwd
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.kernel.embedded import roles
from motcua.kernel.embedded.account import Account
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Server, Urls, running
from motcua.kernel.embedded.state import State

pytestmark = pytest.mark.slow

SUPERVISOR = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from motcua.kernel.embedded.server import Server
    from motcua.kernel.embedded.state import State
    server = Server(State(Path(sys.argv[1])))
    server.start()
    print(server.pid, flush=True)
    time.sleep(600)
    """
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(State(tmp_path / "var"), initdb=["--no-sync"])
    yield server
    server.stop()


@contextlib.contextmanager
def _supervise(folder: Path) -> Iterator[tuple[int, int]]:
    """Run a supervisor in a process of its own, killed at the end; its number and its postmaster's."""
    command = [sys.executable, "-c", SUPERVISOR, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as supervisor:
        assert supervisor.stdout is not None
        yield supervisor.pid, int(supervisor.stdout.readline())
        supervisor.kill()


def _is_alive(pid: int) -> bool:
    """Whether the process runs; a dead one that nobody collected has an empty command line."""
    line = Path(f"/proc/{pid}/cmdline")
    return line.exists() and line.read_bytes() != b""


def _internet_sockets(pid: int) -> set[str]:
    """The TCP and UDP sockets a process holds, by inode."""
    proc = Path(f"/proc/{pid}")
    tables = [
        line.split()
        for name in ("tcp", "tcp6", "udp", "udp6")
        for line in (proc / "net" / name).read_text().splitlines()
    ]
    inodes = {f"socket:[{row[9]}]" for row in tables if row[0] != "sl"}
    held = set()
    for entry in (proc / "fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # The descriptor of this very listing.
            held.add(str(entry.readlink()))
    return inodes & held


def test_answers_through_the_socket_only(server: Server) -> None:
    urls = server.start()
    with psycopg.connect(urls.application) as connection:
        assert connection.execute("SHOW server_version_num").fetchone() > ("18",)  # type: ignore[operator]
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SELECT lower('ĐẶNG THỊ ẤT')").fetchone() == ("đặng thị ất",)
    assert server.pid is not None
    assert _internet_sockets(server.pid) == set()
    assert Path(f"/proc/{server.pid}").stat().st_uid != 0


def test_the_look_for_internet_sockets_sees_one() -> None:
    with socket.create_server(("127.0.0.1", 0)):
        assert len(_internet_sockets(os.getpid())) == 1


def test_the_socket_folder_is_closed_to_others(server: Server) -> None:
    urls = server.start()
    folder = Path(psycopg.conninfo.conninfo_to_dict(urls.owner)["host"])  # type: ignore[arg-type]
    assert folder.stat().st_mode & 0o777 == 0o700
    assert folder.stat().st_uid == server.state.postgres.stat().st_uid
    server.stop()
    assert not folder.exists()


def test_a_wrong_password_is_refused(server: Server) -> None:
    urls = server.start()
    secret = server.state.secret("postgres_app")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(urls.application.replace(secret, "x" * len(secret)))


def test_the_application_cannot_pass_the_policies(server: Server) -> None:
    urls = server.start()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE dossier (commune_id int)")
        owner.execute("INSERT INTO dossier VALUES (1), (2)")
        owner.execute("ALTER TABLE dossier ENABLE ROW LEVEL SECURITY")
        owner.execute("CREATE POLICY one ON dossier USING (commune_id = 1)")
    with psycopg.connect(urls.application, autocommit=True) as application:
        assert roles.wall_problems(application) == []
        assert application.execute("SELECT commune_id FROM dossier").fetchall() == [(1,)]
        for attempt in (
            "SET ROLE motcua_owner",
            "ALTER TABLE dossier DISABLE ROW LEVEL SECURITY",
            "TRUNCATE dossier",
            "CREATE TABLE mine ()",
            "CREATE DATABASE mine",
            "ALTER ROLE motcua_app BYPASSRLS",
            "COPY dossier TO PROGRAM 'true'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                application.execute(attempt)


def test_wall_problems_name_each_hole(server: Server) -> None:
    urls = server.start()
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        assert roles.wall_problems(owner) == []
        owner.execute("CREATE TABLE t ()")
        assert "là chủ của 1 bảng" in roles.wall_problems(owner)[0]
    with psycopg.connect(urls.superuser, autocommit=True) as superuser:
        assert "superuser" in roles.wall_problems(superuser)[0]
        superuser.execute("ALTER ROLE motcua_app BYPASSRLS")
    with psycopg.connect(urls.application) as application:
        assert "BYPASSRLS" in roles.wall_problems(application)[0]


def test_a_new_database_of_the_owner_serves_the_application(server: Server) -> None:
    urls = server.start()
    with psycopg.connect(urls.owner, autocommit=True) as owner:
        owner.execute("CREATE DATABASE test_motcua")
    with psycopg.connect(urls.owner, dbname="test_motcua") as owner:
        owner.execute("CREATE TABLE t (id bigserial, a int)")
    with psycopg.connect(urls.application, dbname="test_motcua") as application:
        application.execute("INSERT INTO t (a) VALUES (1)")
        application.execute("UPDATE t SET a = 2")
        assert application.execute("SELECT a FROM t").fetchall() == [(2,)]


def test_committed_rows_survive_kill_9(server: Server) -> None:
    urls = server.start()
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE kept (a int)")
    with psycopg.connect(urls.application, autocommit=True) as application:
        application.execute("INSERT INTO kept SELECT generate_series(1, 500)")
        assert server.pid is not None
        os.killpg(server.pid, signal.SIGKILL)
    urls = server.start()
    with psycopg.connect(urls.application) as application:
        assert application.execute("SELECT count(*) FROM kept").fetchone() == (500,)


def test_postgres_dies_with_its_supervisor_and_starts_again_at_once(server: Server) -> None:
    with _supervise(server.state.folder) as (_, postmaster):
        assert _is_alive(postmaster)
    started = time.monotonic()
    server.start()
    assert time.monotonic() - started < 10
    assert server.pid != postmaster
    assert not _is_alive(postmaster)


def test_a_second_instance_is_refused_with_the_number_of_the_first(server: Server) -> None:
    with _supervise(server.state.folder) as (supervisor, _):
        with pytest.raises(StartRefused, match=f"số {supervisor}") as refused:
            server.start()
        assert "đang chạy" in refused.value.message
        found = running(server.state)
        assert found is not None
        with psycopg.connect(found.application) as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("motcua_app",)
    server.start()


def test_running_finds_nothing_when_stopped(server: Server) -> None:
    assert running(server.state) is None
    server.start()
    server.stop()
    assert running(server.state) is None


def test_a_number_that_another_program_got_since_does_not_stop_the_start(server: Server) -> None:
    server.start()
    assert server.pid is not None
    os.killpg(server.pid, signal.SIGKILL)
    server.stop()
    account = Account.choose(server.state.postgres)
    sleep = account.command(["/bin/sleep", "600"], death_signal=signal.SIGKILL, through=[Path("/bin/sleep")])
    with subprocess.Popen(sleep) as stranger:
        pid_file = server.state.postgres / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        while b"launch.py" in Path(f"/proc/{stranger.pid}/cmdline").read_bytes():
            time.sleep(0.01)
        assert running(server.state) is None
        server.start()
        assert running(server.state) is not None
        stranger.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="all other tests here already run as an ordinary user")
def test_works_as_an_ordinary_user(tmp_path: Path) -> None:
    user = pwd.getpwnam("nobody")
    os.chown(tmp_path, user.pw_uid, user.pw_gid)
    program = SUPERVISOR.replace("time.sleep(600)", "server.stop()")
    account = Account(user.pw_uid, user.pw_gid, dropped=True)
    arguments = [sys.executable, "-c", program, str(tmp_path / "var")]
    command = account.command(
        arguments, death_signal=signal.SIGKILL, through=[Path(sys.executable).resolve(), tmp_path]
    )
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "var" / "postgres").stat().st_uid == user.pw_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_root_in_a_closed_folder_gives_postgres_no_more_than_passage(server: Server) -> None:
    server.state.folder.mkdir()
    server.state.folder.chmod(0o700)
    server.start()
    status = Path(f"/proc/{server.pid}/status").read_text()
    held = {line.split(":")[0]: int(line.split()[1], 16) for line in status.splitlines() if line[:3] == "Cap"}
    assert held["CapPrm"] in {1 << 2, 1 << 1}
    assert held["CapEff"] == held["CapPrm"]


def test_version_16_serves_too(tmp_path: Path) -> None:
    server = Server(State(tmp_path / "var"), major=16, initdb=["--no-sync"])
    try:
        urls: Urls = server.start()
        with psycopg.connect(urls.application) as connection:
            assert connection.execute("SHOW server_version").fetchone()[0].startswith("16.")  # type: ignore[index]
    finally:
        server.stop()
