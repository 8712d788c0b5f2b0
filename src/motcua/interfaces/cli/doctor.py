"""`motcua doctor`: what is there, in which version, and whether it works."""

import argparse
import json
from collections.abc import Callable
from dataclasses import asdict

from motcua.interfaces.cli import environment
from motcua.interfaces.cli.checks import machine, postgres, product
from motcua.interfaces.cli.checks.result import Check, guarded
from motcua.interfaces.cli.database import Addresses, connect, database, external
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.server import running
from motcua.kernel.embedded.state import State

HELP = "Kiểm tra từng thành phần: có hay không, phiên bản, chạy được hay không."


def configure(parser: argparse.ArgumentParser) -> None:
    """Form of the answer."""
    parser.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; exit code 1 when something needed does not work."""
    state, current = State.from_environment(), environment.mode("demo")
    state.prepare()
    ports = environment.Ports(state.running_port() or environment.port_from_environment())
    checks = examine(state, current, ports)
    faults = [check for check in checks if check.is_fault]
    if arguments.json:
        values = [{**asdict(check), "fault": check.is_fault} for check in checks]
        print(json.dumps(values, ensure_ascii=False, indent=1))
    else:
        _print(checks)
        print(
            f"\n{len(faults)} thành phần cần sửa." if faults else "\nMọi thành phần cần thiết đều chạy được."
        )
    return 1 if faults else 0


def examine(state: State, current: environment.Mode, ports: environment.Ports) -> list[Check]:
    """Every check. What only runs while the product runs is needed only then."""
    environment.prepare(state, current, ports)
    is_up = external() is not None or running(state) is not None
    checks = [
        guarded("Python", machine.python),
        guarded("Ổ đĩa", lambda: machine.disk(state)),
        guarded("Khoá bí mật", lambda: machine.keys(state)),
        guarded("Chương trình PostgreSQL", postgres.programs),
        *_database_checks(state, is_up=is_up),
        guarded("Node", product.node),
        guarded("Giao diện trình duyệt", product.assets),
        guarded("Phông chữ", product.fonts),
        guarded("Tạo giấy tờ (Typst)", product.typesetting),
        guarded("Trang web", lambda: product.web(ports.web, needed=is_up)),
    ]
    if current == "demo":
        checks += product.outside(state, ports, needed=is_up)
    return checks


def _database_checks(state: State, *, is_up: bool) -> list[Check]:
    try:
        with database(state) as addresses:
            return _inside(addresses, is_up=is_up)
    except StartRefused as refused:
        return [Check("Cơ sở dữ liệu", found=False, works=False, message=refused.message)]


def _inside(addresses: Addresses, *, is_up: bool) -> list[Check]:
    with connect(addresses.application) as application:
        looks: list[tuple[str, Callable[[], Check]]] = [
            ("Cơ sở dữ liệu", lambda: postgres.connection(application, addresses)),
            ("Tường ngăn giữa các xã", lambda: postgres.walls(application)),
            ("Cấu trúc dữ liệu", lambda: postgres.migrations(application)),
            ("Việc nền", lambda: postgres.worker(application, needed=is_up)),
            ("Đồng hồ", lambda: machine.clock(postgres.now(application))),
        ]
        return [guarded(name, look) for name, look in looks]


def _print(checks: list[Check]) -> None:
    width = max(len(check.name) for check in checks)
    for check in checks:
        mark = "tốt" if check.works else ("LỖI" if check.needed else "chưa")
        version = f"{check.version}: " if check.version else ""
        print(f"  {mark:<4}  {check.name:<{width}}  {version}{check.message}")
