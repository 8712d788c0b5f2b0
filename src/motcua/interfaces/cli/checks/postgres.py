"""The database: programs, connection, walls, tables, worker."""

import subprocess
from datetime import datetime
from typing import Any

import psycopg

from motcua.interfaces.cli import stamps
from motcua.interfaces.cli.checks.result import Check
from motcua.interfaces.cli.database import Addresses
from motcua.kernel.embedded import roles
from motcua.kernel.embedded.binaries import program

_LEAST_VERSION = 160000
_WORKER_SILENCE = 60


def programs() -> Check:
    """The programs of the wheel; also an external database needs them, for backup."""
    postgres = program("postgres")
    done = subprocess.run([str(postgres), "--version"], capture_output=True, text=True, check=False)
    works = done.returncode == 0
    version = done.stdout.strip().removeprefix("postgres (PostgreSQL) ")
    message = "chạy được" if works else f"không chạy được: {done.stderr.strip()}"
    return Check("Chương trình PostgreSQL", found=True, works=works, message=message, version=version)


def connection(application: psycopg.Connection[Any], addresses: Addresses) -> Check:
    """Which server answers."""
    version = application.info.server_version
    kind = "kèm theo Motcua" if addresses.embedded else "do DATABASE_URL chỉ"
    good = version >= _LEAST_VERSION
    message = f"kết nối được (cơ sở dữ liệu {kind})" if good else "cần PostgreSQL từ 16"
    text = f"{version // 10000}.{version % 10000}"
    return Check("Cơ sở dữ liệu", found=True, works=good, message=message, version=text)


def walls(application: psycopg.Connection[Any]) -> Check:
    """Whether the application's role is held by row-level security."""
    problems = roles.wall_problems(application)
    message = "; ".join(problems) or f"vai trò {application.info.user} không vượt được phân quyền theo dòng"
    return Check("Tường ngăn giữa các xã", found=True, works=not problems, message=message)


def migrations(application: psycopg.Connection[Any]) -> Check:
    """Whether the tables are those of this version."""
    done = stamps.read(application).get("migrations")
    if done == stamps.migrations():
        return Check("Cấu trúc dữ liệu", found=True, works=True, message="đúng phiên bản này")
    message = "chưa đúng phiên bản này: hãy chạy 'motcua migrate'"
    return Check("Cấu trúc dữ liệu", found=done is not None, works=False, message=message)


def worker(application: psycopg.Connection[Any], *, needed: bool) -> Check:
    """Whether background jobs are taken; by the heartbeat the worker leaves in the database."""
    exists = application.execute("SELECT to_regclass('procrastinate_workers')").fetchone()
    if exists is None or exists[0] is None:
        return Check("Việc nền", found=False, works=False, message="chưa có bảng việc nền", needed=needed)
    row = application.execute(
        "SELECT count(*), extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"
        " WHERE last_heartbeat > now() - make_interval(secs => %s)",
        [_WORKER_SILENCE],
    ).fetchone()
    alive, silence = (int(row[0]), row[1] or 0) if row else (0, 0)
    if not alive:
        return Check(
            "Việc nền", found=False, works=False, message="không có tiến trình nào chạy", needed=needed
        )
    message = f"{alive} tiến trình, tín hiệu cách đây {silence:.0f} giây"
    return Check("Việc nền", found=True, works=True, message=message, needed=needed)


def now(application: psycopg.Connection[Any]) -> datetime | None:
    """The database's clock."""
    row = application.execute("SELECT clock_timestamp()").fetchone()
    return row[0] if row else None
