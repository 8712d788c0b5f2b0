"""For which commune an action is meant: the only one, or the one named."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motcua.kernel.actors import Actor


def configure_commune(parser: argparse.ArgumentParser) -> None:
    """Ask which commune, where there are several."""
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
