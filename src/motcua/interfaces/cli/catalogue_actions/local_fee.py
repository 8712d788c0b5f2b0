"""`motcua catalogue local-fee`: a fee by the province's resolution, kept over every import."""

import argparse

from motcua.interfaces.cli.catalogue_actions.deciding import acting_for, configure_local

HELP = "đặt mức thu theo nghị quyết của HĐND tỉnh"


def configure(parser: argparse.ArgumentParser) -> None:
    """The procedure, the amount, the basis and the day."""
    parser.add_argument("code", metavar="MÃ", help="mã thủ tục")
    parser.add_argument("amount", type=_amount, metavar="ĐỒNG", help="số tiền, ví dụ 5000")
    parser.add_argument("--fee", default="", metavar="KHOẢN", help="mã khoản thu; không ghi là mọi khoản")
    configure_local(parser, "NGHỊ_QUYẾT")


def _amount(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise argparse.ArgumentTypeError(f"“{text}” không phải số tiền, viết liền như 5000")
    return int(text)


def run(arguments: argparse.Namespace) -> int:
    """Set it."""
    from motcua.casework.catalogue import api as catalogue

    version = catalogue.current_version(arguments.code, arguments.begins)
    catalogue.set_local_fee(
        acting_for(arguments.commune),
        arguments.code,
        arguments.fee,
        arguments.amount,
        basis=arguments.basis,
        valid_from=arguments.begins,
        channel=arguments.channel,
    )
    print(
        f"Từ {arguments.begins:%d/%m/%Y}: {version.content.name}: {arguments.amount} đồng ({arguments.basis})."
    )
    return 0
