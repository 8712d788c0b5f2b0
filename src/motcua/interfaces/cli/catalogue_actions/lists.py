"""`motcua catalogue lists`: who stands on which list, from a JSON file."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HELP = "nạp danh sách (25, 982, 82 nhóm, toàn trình, tái cấu trúc) từ tệp JSON"


def configure(parser: argparse.ArgumentParser) -> None:
    """The file."""
    parser.add_argument("file", type=Path, metavar="TỆP", help="[{list, code, group?, from, to?, basis}]")


def run(arguments: argparse.Namespace) -> int:
    """Take in what is right, tell what is not. Exit code 1 when a line was refused, 2 when there is no such file."""
    from motcua.casework.catalogue import api as catalogue

    try:
        lines = json.loads(arguments.file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        print(f"{arguments.file}: không đọc được tệp JSON ({error}).", file=sys.stderr)
        return 2
    if not isinstance(lines, list):
        print(f"{arguments.file}: phải là một danh sách JSON.", file=sys.stderr)
        return 2
    taken, refused = _sorted(lines)
    changed = catalogue.load_lists(taken)
    print(
        f"Đọc {len(lines)} dòng: {changed} thay đổi, {len(taken) - changed} không đổi, {len(refused)} bị từ chối."
    )
    for line in refused:
        print(f"  TỪ CHỐI {line}")
    return 1 if refused else 0


def _sorted(lines: list[Any]) -> tuple[list[Any], list[str]]:
    from motcua.casework.catalogue import api as catalogue

    taken, refused = [], []
    for number, line in enumerate(lines, start=1):
        try:
            taken.append(catalogue.read_membership(line))
        except catalogue.ListRefused as why:
            refused.append(f"dòng {number}: {why}")
    return taken, refused
