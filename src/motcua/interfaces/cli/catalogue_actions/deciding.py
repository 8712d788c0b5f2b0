"""What a decision of the authority always tells: from which day, on what basis, for which channel and commune."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.kernel.actors import Actor


def day(text: str) -> date:
    """A day written YYYY-MM-DD or DD/MM/YYYY."""
    try:
        if "/" in text:
            text = "-".join(reversed(text.split("/")))
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” không phải ngày, viết như 2026-12-01") from error


def configure_local(parser: argparse.ArgumentParser, basis: str) -> None:
    """Basis (called `basis`), day, channel, and which commune, where there are several."""
    parser.add_argument("--basis", required=True, metavar=basis)
    parser.add_argument("--from", dest="begins", type=day, required=True, metavar="NGÀY")
    parser.add_argument(
        "--channel", default="", choices=("", "online", "counter", "post"), help="mọi cách nộp"
    )
    parser.add_argument("--commune", default="", metavar="MÃ_XÃ", help="mã xã, cần khi có nhiều xã")


def acting_for(code: str) -> "Actor":
    """Return the system acting for the commune. DomainError when it is unknown or not named among several."""
    from motcua.blocks.organisation import api as organisation
    from motcua.kernel import clock
    from motcua.kernel.actors import system
    from motcua.kernel.communes import all_communes
    from motcua.kernel.errors import NotFound

    if code:
        found = organisation.find_commune(code, clock.local_date(clock.now()))
        if found is None:
            raise NotFound(f"Không có xã mã {code}.")
        return system(found.id)
    every = all_communes()
    if len(every) != 1:
        raise NotFound("Cần ghi --commune MÃ_XÃ: máy này có nhiều xã." if every else "Chưa có xã nào.")
    return system(every[0])
