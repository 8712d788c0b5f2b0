"""`motcua catalogue local-term`: a shorter term the commune promises, kept over every import."""

import argparse

from motcua.interfaces.cli.catalogue_actions.deciding import acting_for, configure_local

HELP = "hẹn thời hạn ngắn hơn thời hạn của thủ tục"


def configure(parser: argparse.ArgumentParser) -> None:
    """The procedure, the term, the basis and the day."""
    parser.add_argument("code", metavar="MÃ", help="mã thủ tục")
    parser.add_argument("value", type=int, metavar="SỐ", choices=range(1, 366))
    parser.add_argument("unit", choices=("working_day", "day", "hour", "month"), help="đơn vị")
    configure_local(parser, "QUYẾT_ĐỊNH")


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
