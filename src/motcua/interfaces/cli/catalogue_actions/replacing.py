"""`motcua catalogue replace`: a procedure ends because others took its place."""

import argparse

from motcua.interfaces.cli.catalogue_actions.deciding import day

HELP = "đánh dấu thủ tục đã được thay bằng mã khác"


def configure(parser: argparse.ArgumentParser) -> None:
    """Old code, new codes, the day and the basis."""
    parser.add_argument("code", metavar="MÃ_CŨ")
    parser.add_argument("by", nargs="+", metavar="MÃ_MỚI")
    parser.add_argument(
        "--from", dest="begins", type=day, required=True, metavar="NGÀY", help="ngày có hiệu lực"
    )
    parser.add_argument("--basis", required=True, metavar="CĂN_CỨ")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    from motcua.casework.catalogue import api as catalogue
    from motcua.kernel import clock

    catalogue.replace_procedure(
        arguments.code, arguments.by, on=arguments.begins, basis=arguments.basis, now=clock.now()
    )
    print(f"Từ {arguments.begins:%d/%m/%Y}: {arguments.code} được thay bằng {', '.join(arguments.by)}.")
    return 0
