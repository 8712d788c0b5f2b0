"""What `motcua audit verify` and `motcua books verify` have in common: their words, their answer, their exit code."""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from motcua.interfaces.cli import installation


def configure(parser: argparse.ArgumentParser, what: str) -> None:
    """Ask what to do, and the form of the answer. `what`: what verifying does."""
    actions = parser.add_subparsers(dest="action", metavar="việc", required=True)
    verify = actions.add_parser("verify", help=what)
    verify.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(
    arguments: argparse.Namespace, verify: Callable[[], Sequence[Any]], said: Callable[[Any], str]
) -> int:
    """Verify every commune and tell of each; exit code 1 when anything is wrong.

    A report has `sound` and `problems`; `said` tells the rest of it in a line.
    """
    with installation.opened():
        reports = verify()
    if arguments.json:
        print(json.dumps([{**asdict(r), "sound": r.sound} for r in reports], ensure_ascii=False, indent=1))
    else:
        for report in reports:
            print(said(report), *(f"  {problem}" for problem in report.problems), sep="\n")
        if not reports:
            print("Chưa có xã nào nên chưa có gì để kiểm tra.")
    return 0 if all(report.sound for report in reports) else 1
