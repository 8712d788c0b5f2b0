"""`motcua communes import FILE`: the names of communes before they merged, so that old addresses are understood."""

import argparse
import sys
from pathlib import Path

from motcua.interfaces.cli import installation

HELP = "Nhập danh sách xã, phường cũ và mới, để hiểu địa chỉ ghi theo tên cũ."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and the file."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    take = actions.add_parser("import", help="nhập tệp CSV: tỉnh, xã mới, các xã cũ (cách nhau dấu phẩy)")
    take.add_argument("file", type=Path, metavar="TỆP")


def run(arguments: argparse.Namespace) -> int:
    """Import the file; exit code 1 when it cannot be read."""
    try:
        text = arguments.file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        print(f"Không đọc được {arguments.file}: {fault}", file=sys.stderr)
        return 1
    with installation.opened():
        return _take(text)


def _take(text: str) -> int:
    from motcua.blocks.organisation.api import import_mergers
    from motcua.kernel.errors import InvalidInput

    try:
        done = import_mergers(text.splitlines())
    except InvalidInput as refused:
        print(refused.message, file=sys.stderr)
        return 1
    print(f"Đã nhập {done.communes} xã, phường, đặc khu với {done.old_names} tên cũ.")
    for line in done.refused:
        print(f"  Bỏ qua dòng {line}: không đủ ba cột tỉnh, xã mới, xã cũ.")
    return 0
