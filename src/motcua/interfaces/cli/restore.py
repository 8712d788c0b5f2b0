"""`motcua restore`: put a backup back and compare it with its manifest."""

import argparse
from pathlib import Path

from motcua.interfaces.cli.archive import restoring
from motcua.interfaces.cli.database import database
from motcua.kernel.embedded.errors import StartRefused
from motcua.kernel.embedded.state import State

HELP = "Phục hồi một bản sao lưu vào nơi còn trống, có so sánh lại."


def configure(parser: argparse.ArgumentParser) -> None:
    """From where, and whether over existing data."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp do 'motcua backup' tạo ra")
    parser.add_argument("--replace", action="store_true", help="thay toàn bộ dữ liệu hiện có")


def run(arguments: argparse.Namespace) -> int:
    """Restore, while nothing else of this installation runs.

    Raises:
        StartRefused: the product is running, or the restore failed; existing data are then untouched.
    """
    source = arguments.file.absolute()
    if not source.is_file():
        raise StartRefused(f"Không có tệp sao lưu {source}.")
    state = State.from_environment()
    state.acquire()
    try:
        with database(state) as addresses:
            manifest = restoring.restore(source, state, addresses, replace=arguments.replace)
    finally:
        state.release()
    rows, files = sum(manifest.database.rows.values()), len(manifest.members) - 1
    print(f"Đã phục hồi và so sánh lại: {len(manifest.database.rows)} bảng, {rows} dòng, {files} tệp.")
    return 0
