"""`motcua books verify`: prove that the register is what the log makes, and that no entry is missing."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from motcua.interfaces.cli import installation

if TYPE_CHECKING:
    from motcua.casework.books.api import BookReport

HELP = "Đối chiếu sổ theo dõi hồ sơ với nhật ký: không số nào thiếu, không dòng nào khác."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and the form of the answer."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    verify = actions.add_parser("verify", help="lập lại sổ từ nhật ký rồi so từng hồ sơ")
    verify.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(arguments: argparse.Namespace) -> int:
    """Compare the register of every commune; exit code 1 when anything differs."""
    with installation.opened():
        reports = _verify()
    if arguments.json:
        print(json.dumps([{**asdict(r), "sound": r.sound} for r in reports], ensure_ascii=False, indent=1))
    else:
        for report in reports:
            said = "khớp" if report.sound else f"{len(report.problems)} CHỖ KHÁC"
            print(f"Xã {report.commune_id}: sổ theo dõi và nhật ký {said}.")
            for problem in report.problems:
                print(f"  {problem}")
    return 0 if all(report.sound for report in reports) else 1


def _verify() -> "list[BookReport]":
    from motcua.blocks.organisation.api import all_commune_ids
    from motcua.casework.books.api import verify

    return [verify(commune_id) for commune_id in all_commune_ids()]
