"""`motcua conformance`: which functions of the law are there."""

import argparse
import json

HELP = "Các chức năng theo quy định: có đủ, có một phần, chưa có."
_WORDS = {"whole": "đủ", "part": "một phần", "missing": "CHƯA CÓ"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Form of the answer."""
    parser.add_argument("--json", action="store_true", help="in dạng JSON cho chương trình khác đọc")


def run(arguments: argparse.Namespace) -> int:
    """Print every function with what it lacks."""
    from motcua.oversight.conformance.api import read_conformance

    said = read_conformance()
    if arguments.json:
        rows = [
            {
                "code": one.code,
                "name": one.name,
                "standing": one.standing,
                "lacks": one.lacks,
                "tests": one.tests,
            }
            for one in said.functions
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    print(said.basis)
    for one in said.functions:
        print(f"{one.code}  {_WORDS[one.standing]:<9} {one.name}")
        if one.lacks:
            print(f"      {one.lacks}")
    return 0
