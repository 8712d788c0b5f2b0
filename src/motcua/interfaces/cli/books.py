"""`motcua books verify`: prove that the register is what the log makes, and that no entry is missing."""

import argparse
from typing import TYPE_CHECKING

from motcua.interfaces.cli import verifying

if TYPE_CHECKING:
    from motcua.casework.books.api import BookReport

HELP = "Đối chiếu sổ theo dõi hồ sơ với nhật ký: không số nào thiếu, không dòng nào khác."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to do, and the form of the answer."""
    verifying.configure(parser, "lập lại sổ từ nhật ký rồi so từng hồ sơ")


def run(arguments: argparse.Namespace) -> int:
    """Compare the register of every commune; exit code 1 when anything differs."""
    return verifying.run(arguments, _verify, _said)


def _verify() -> "list[BookReport]":
    from motcua.blocks.organisation.api import all_commune_ids
    from motcua.casework.books.api import verify

    return [verify(commune_id) for commune_id in all_commune_ids()]


def _said(report: "BookReport") -> str:
    said = "khớp" if report.sound else f"{len(report.problems)} CHỖ KHÁC"
    return f"Xã {report.commune_id}: sổ theo dõi và nhật ký {said}."
