"""`motcua up`: the whole product on this machine, until Ctrl-C."""

import argparse
import subprocess
import time

from motcua.interfaces.cli import demo, migrate, programs
from motcua.interfaces.cli.database import Addresses, external, require_walls
from motcua.interfaces.cli.environment import (
    Mode,
    Ports,
    base_url,
    for_child,
    mode,
    port_from_environment,
    prepare,
)
from motcua.interfaces.cli.personas import people
from motcua.interfaces.cli.processes.child import Child
from motcua.interfaces.cli.processes.ports import require_free
from motcua.interfaces.cli.processes.supervisor import Interrupted, Supervisor
from motcua.interfaces.cli.processes.watch import Database, EmbeddedDatabase, ExternalDatabase
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import Server
from motcua.kernel.embedded.state import State

HELP = "Chạy toàn bộ Motcua trên máy này (mặc định là chế độ trình diễn); Ctrl-C để dừng."
_READY_PATIENCE = 60.0


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="địa chỉ nghe của trang web (127.0.0.1)")
    parser.add_argument("--port", type=int, help="cổng của trang web (8100); các phần khác dùng cổng kế tiếp")


def run(arguments: argparse.Namespace) -> int:
    """Start everything, watch it, and stop it all in the end."""
    started = time.monotonic()
    state, current = State.from_environment(), mode("demo")
    ports = Ports(arguments.port or port_from_environment())
    state.acquire()
    try:
        prepare(state, current, ports)
        require_free(arguments.host, {"trang web": ports.web})
        if current == "demo":
            _require_sandbox_ports(ports)
        state.note_port(ports.web)
        return _run(state, current, ports, arguments.host, started)
    finally:
        state.release()


def _require_sandbox_ports(ports: Ports) -> None:
    names = {
        "định danh thử": ports.vneid,
        "gửi thư thử": ports.mail,
        "hộp thư thử": ports.inbox,
        "ký số thử": ports.trust,
        "báo tin thử": ports.push,
        "cổng quốc gia thử": ports.portal,
    }
    require_free("127.0.0.1", names)


def _run(state: State, current: Mode, ports: Ports, host: str, started: float) -> int:
    given = external()
    watched: Database = ExternalDatabase(given) if given else EmbeddedDatabase(Server(state))
    supervisor = Supervisor(watched, _say)
    programs.allow_senders()
    supervisor.listen_for_stop()
    try:
        addresses = watched.open()
        if current == "demo":
            supervisor.start([Child(p, state.log) for p in programs.sandboxes(state, ports)])
        _prepare_data(addresses, current)
        require_walls(addresses.application)
        supervisor.start([Child(programs.web(addresses, host, ports.web), state.log)])
        supervisor.wait_ready(_READY_PATIENCE)
        # After the pages, so that it does not take the processor from them while they load.
        supervisor.start([Child(programs.worker(addresses), state.log)])
        _tell(state, current, ports, time.monotonic() - started)
        supervisor.run()
        _say("đang dừng…")
    except Interrupted:
        _say("đang dừng…")
    finally:
        supervisor.stop()
        watched.close()
    _say(f"đã dừng; dữ liệu còn trong {state.folder}")
    return 0


def _prepare_data(addresses: Addresses, current: Mode) -> None:
    """Run only what this database has not seen yet."""
    if not migrate.is_done(addresses):
        _say("đang cập nhật cấu trúc cơ sở dữ liệu…")
        _run_command("migrate", addresses)
    if current == "production":
        demo.refuse_in_production(addresses)
    elif current == "demo" and not demo.is_done(addresses):
        _say("đang nạp dữ liệu trình diễn…")
        _run_command("demo", addresses)


def _run_command(name: str, addresses: Addresses) -> None:
    """Run a command of ours in a process of its own, so that Django's memory goes with it.

    Raises:
        StartRefused: it failed, with what it said.
    """
    done = subprocess.run(
        programs.motcua_command(name),
        env=for_child(addresses, owner=True),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise StartRefused(f"Lệnh 'motcua {name}' không thành công:\n" + "\n".join(lines[-25:]))


def _tell(state: State, current: Mode, ports: Ports, seconds: float) -> None:
    url = base_url(ports)
    kind = "trình diễn" if current == "demo" else "hệ thống thật"
    print(f"\nMotcua đã sẵn sàng sau {seconds:.1f} giây (chế độ {kind}).\n".replace(".", ",", 1))
    print(f"  Người dân:  {url}/")
    print(f"  Cán bộ:     {url}/can-bo/dang-nhap/")
    if current == "demo":
        print(f"  Thư đã gửi: http://localhost:{ports.inbox}/")
        print(f"  Cổng quốc gia thử: http://localhost:{ports.portal}/")
        text = people(state)
        if text:
            print(f"\n{text}")
    print(f"\nNhấn Ctrl-C để dừng. Dữ liệu và nhật ký nằm trong {state.folder}.\n", flush=True)


def _say(message: str) -> None:
    print(f"[motcua] {message}", flush=True)
