"""`motcua catalogue local-term`: a shorter term the commune promises, kept over every import."""

import argparse

from motcua.interfaces.cli.catalogue_actions.importing import day
from motcua.interfaces.cli.catalogue_actions.place import acting_for, configure_commune

HELP = "hẹn thời hạn ngắn hơn thời hạn của thủ tục"


def configure(parser: argparse.ArgumentParser) -> None:
    """The procedure, the term, the basis and the day."""
    parser.add_argument("code", metavar="MÃ", help="mã thủ tục")
    parser.add_argument("value", type=int, metavar="SỐ", choices=range(1, 366))
    parser.add_argument("unit", choices=("working_day", "day", "hour", "month"), help="đơn vị")
    parser.add_argument("--basis", required=True, metavar="QUYẾT_ĐỊNH")
    parser.add_argument("--from", dest="begins", type=day, required=True, metavar="NGÀY")
    parser.add_argument(
        "--channel", default="", choices=("", "online", "counter", "post"), help="mọi cách nộp"
    )
    configure_commune(parser)


def run(arguments: argparse.Namespace) -> int:
    """Set it."""
    from motcua.casework.catalogue import api as catalogue

    term = catalogue.Term(arguments.value, arguments.unit)
    catalogue.set_local_term(
        acting_for(arguments.commune),
        arguments.code,
        term,
        basis=arguments.basis,
        valid_from=arguments.begins,
        channel=arguments.channel,
    )
    print(
        f"Từ {arguments.begins:%d/%m/%Y}: {arguments.code} trong {term.value} {term.unit} ({arguments.basis})."
    )
    return 0
