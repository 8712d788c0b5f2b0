"""The boxes of a written order of the head, on the pages of what rests on one."""

from collections.abc import Mapping

from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.days import read_day

BOXES = ("order_number", "order_dated_on", "order_ground")


def typed(post: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in the boxes."""
    return {name: post.get(name, "") for name in BOXES}


def read_order(post: Mapping[str, str]) -> dossiers.OrderPaper:
    """Return the order as typed; what is missing the use case says. InvalidInput for a day that there is not."""
    number, dated_on, ground = (post.get(name, "") for name in BOXES)
    return dossiers.OrderPaper(number, read_day(dated_on, "order_dated_on"), ground)
