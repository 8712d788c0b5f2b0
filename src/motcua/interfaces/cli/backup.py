"""`motcua backup`: database, files and keys in one checked file."""

import argparse
import importlib.metadata
from datetime import UTC, datetime
from pathlib import Path

from motcua.interfaces.cli import environment
from motcua.interfaces.cli.archive import writing
from motcua.interfaces.cli.database import database
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

HELP = "Sao lưu cơ sở dữ liệu, tệp và khoá vào một tệp, có kiểm tra lại."


def configure(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sao lưu sẽ được tạo (.tar)")


def run(arguments: argparse.Namespace) -> int:
    """Write the archive; the product may go on running.

    Raises:
        StartRefused: the file exists already, or the backup failed.
    """
    target = arguments.file.absolute()
    if target.exists():
        raise StartRefused(f"Tệp {target} đã có: hãy chọn tên khác để không mất bản sao lưu cũ.")
    if not target.parent.is_dir():
        raise StartRefused(f"Không có thư mục {target.parent}.")
    state = State.from_environment()
    with database(state) as addresses:
        manifest = writing.write(
            target,
            state,
            addresses,
            version=importlib.metadata.version("motcua"),
            mode=environment.mode("production"),
            now=datetime.now(UTC),
        )
    rows, files = sum(manifest.database.rows.values()), len(manifest.members) - 1
    print(
        f"Đã sao lưu và kiểm tra lại {target}: {len(manifest.database.rows)} bảng, {rows} dòng, {files} tệp."
    )
    print("Tệp này chứa dữ liệu cá nhân và khoá giải mã: hãy cất ở nơi chỉ người có trách nhiệm mở được.")
    return 0
