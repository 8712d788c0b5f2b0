"""The data folder of PostgreSQL: made once, checked at every start, with the settings of the server."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from motcua.kernel.embedded.account import Account
from motcua.kernel.embedded.binaries import program
from motcua.kernel.embedded.diagnosis import explain
from motcua.kernel.embedded.errors import StartRefused

SUPERUSER = "postgres"
# Eight threads of each web process, and the worker.
MAX_CONNECTIONS = 100
_LEAST_FREE = 300 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_WITH_BUILTIN_LOCALE = 17


def check(cluster: Path, major: int) -> bool:
    """Tell whether the cluster exists; refuse one that cannot be used.

    Raises:
        StartRefused: made by another major version, not a cluster at all, or hardly any free space.
    """
    free = shutil.disk_usage(cluster.parent).free
    if free < _LEAST_FREE:
        raise StartRefused(
            f"Ổ đĩa chứa {cluster.parent} sắp đầy (còn {free // _MEGABYTE} MB, cần ít nhất "
            f"{_LEAST_FREE // _MEGABYTE} MB): hãy dọn bớt rồi khởi động lại."
        )
    if not cluster.exists() or not any(cluster.iterdir()):
        return False
    try:
        found = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found or not (cluster / "global" / "pg_control").exists():
        raise damaged(cluster)
    if found != str(major):
        raise StartRefused(
            f"Dữ liệu trong {cluster} do PostgreSQL {found} tạo ra, còn bản này dùng PostgreSQL {major}: "
            "hãy sao lưu bằng bản cũ ('motcua backup') rồi phục hồi vào thư mục mới bằng bản này."
        )
    return True


def damaged(cluster: Path, reason: str = "thiếu tệp của PostgreSQL") -> StartRefused:
    """The refusal for a data folder PostgreSQL cannot read."""
    return StartRefused(
        f"Thư mục dữ liệu {cluster} bị hỏng ({reason}): hãy giữ nguyên nó để cứu dữ liệu, "
        "rồi phục hồi bản sao lưu vào thư mục mới bằng 'motcua restore'."
    )


def create(cluster: Path, account: Account, major: int, password: str, extra: Sequence[str]) -> None:
    """Make the cluster beside its place and move it there when whole.

    Raises:
        StartRefused: initdb failed, with its reason.
    """
    draft = cluster.with_name(cluster.name + ".new")
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    secret = draft.with_suffix(".password")
    secret.write_text(password + "\n", encoding="ascii")
    secret.chmod(0o600)
    account.own(draft)
    account.own(secret)
    initdb = program("initdb", major)
    arguments = [
        str(initdb),
        "-D",
        str(draft),
        "-U",
        SUPERUSER,
        f"--pwfile={secret}",
        *_options(major),
        *extra,
    ]
    command = account.command(arguments, death_signal=signal.SIGTERM, through=[draft, initdb])
    try:
        done = subprocess.run(
            command, env=environment(), capture_output=True, text=True, cwd="/", check=False
        )
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise StartRefused(explain(done.stderr, cluster))
    if cluster.exists():
        cluster.rmdir()
    draft.rename(cluster)


def _options(major: int) -> list[str]:
    """Locale and authentication: the same order of letters on every machine, no trusted login."""
    options = ["--encoding=UTF8", "--auth=scram-sha-256", "--data-checksums", "--no-instructions"]
    if major >= _WITH_BUILTIN_LOCALE:
        return [*options, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return [*options, "--locale=C.UTF-8", "--lc-messages=C"]


def environment() -> dict[str, str]:
    """What PostgreSQL may see of our environment: nothing that changes its behaviour or language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def settings(socket_folder: Path, major: int) -> dict[str, str]:
    """Settings of the server: sized for a small machine, durable, and silent about personal data.

    Error details and parameters stay out of the log because they quote rows.
    """
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEGABYTE
    values = {
        "listen_addresses": "",
        "unix_socket_directories": str(socket_folder),
        "unix_socket_permissions": "0700",
        "port": "5432",
        "max_connections": str(MAX_CONNECTIONS),
        "shared_buffers": f"{max(32, min(512, memory // 16))}MB",
        "effective_cache_size": f"{max(128, memory // 2)}MB",
        "maintenance_work_mem": "64MB",
        "max_wal_size": "1GB",
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
        "random_page_cost": "1.1",
        "jit": "off",
        "max_parallel_workers_per_gather": "0" if (os.cpu_count() or 1) <= 2 else "2",
        "idle_in_transaction_session_timeout": "10min",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_checkpoints": "off",
        "cluster_name": "motcua",
    }
    if major >= 18:
        # The default starts three processes for reads that a small machine's page cache answers.
        values["io_method"] = "sync"
    return values
