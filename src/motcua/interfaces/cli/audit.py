"""`motcua audit verify`: prove that no log was changed, cut or written anew."""

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from motcua.interfaces.cli import installation

if TYPE_CHECKING:
    from motcua.blocks.audit.api import VerifyReport

HELP = "Kiểm tra nhật ký: không dòng nào bị sửa, xóa, chèn hay cắt bớt."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and the form of the answer."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    verify = actions.add_parser("verify", help="tính lại mọi chuỗi, dấu niêm và tệp neo")
    verify.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(arguments: argparse.Namespace) -> int:
    """Verify every commune; exit code 1 when anything was changed."""
    with installation.opened():
        reports = _verify()
    if arguments.json:
        print(json.dumps([{**asdict(r), "sound": r.sound} for r in reports], ensure_ascii=False, indent=1))
    else:
        for report in reports:
            _print(report)
        if not reports:
            print("Chưa có xã nào nên chưa có nhật ký.")
    return 0 if all(report.sound for report in reports) else 1


def _verify() -> "list[VerifyReport]":
    from motcua.blocks.audit.api import verify
    from motcua.blocks.organisation.api import all_commune_ids
    from motcua.kernel import clock

    return [verify(commune_id, clock.now()) for commune_id in all_commune_ids()]


def _print(report: "VerifyReport") -> None:
    print(
        f"Xã {report.commune_id}: {report.events} sự kiện trong {report.streams} chuỗi, "
        f"{report.entries} dòng nhật ký, {report.seals} dấu niêm, {report.anchors} dấu neo: "
        f"{'nguyên vẹn' if report.sound else f'{len(report.problems)} VẤN ĐỀ'}."
    )
    for problem in report.problems:
        print(f"  {problem}")
