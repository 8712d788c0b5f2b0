"""`motcua audit verify`: prove that no log was changed, cut or written anew."""

import argparse
from typing import TYPE_CHECKING

from motcua.interfaces.cli import verifying

if TYPE_CHECKING:
    from motcua.blocks.audit.api import VerifyReport

HELP = "Kiểm tra nhật ký: không dòng nào bị sửa, xóa, chèn hay cắt bớt."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and the form of the answer."""
    verifying.configure(parser, "tính lại mọi chuỗi, dấu niêm và tệp neo")


def run(arguments: argparse.Namespace) -> int:
    """Verify every commune; exit code 1 when anything was changed."""
    return verifying.run(arguments, _verify, _said)


def _verify() -> "list[VerifyReport]":
    from motcua.blocks.audit.api import verify
    from motcua.blocks.organisation.api import all_commune_ids
    from motcua.kernel import clock

    return [verify(commune_id, clock.now()) for commune_id in all_commune_ids()]


def _said(report: "VerifyReport") -> str:
    return (
        f"Xã {report.commune_id}: {report.events} sự kiện trong {report.streams} chuỗi, "
        f"{report.entries} dòng nhật ký, {report.seals} dấu niêm, {report.anchors} dấu neo: "
        f"{'nguyên vẹn' if report.sound else f'{len(report.problems)} VẤN ĐỀ'}."
    )
