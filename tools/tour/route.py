"""The whole tour, in the order of a dossier."""

from __future__ import annotations

from tools.tour.citizens import form, returned, shown_otherwise, strangers
from tools.tour.console import catalogue, forms, processes
from tools.tour.counter import decided, refused, supplemented
from tools.tour.every_form import every_form
from tools.tour.hall import hall
from tools.tour.helping import around
from tools.tour.people import Tour
from tools.tour.reception import on_sheets, walk_in


def everything(tour: Tour) -> None:
    """The whole tour."""
    strangers(tour)
    citizen, desk, handler = tour.meet(), tour.officer("tiepnhan"), tour.officer("hotich")
    sent = form(tour, citizen)
    refused(tour, citizen, desk)
    supplemented(tour, citizen, desk, handler)
    decided(tour, citizen, desk, handler, sent)
    returned(tour, citizen, sent)
    around(tour, citizen, desk)
    hall(tour)
    walk_in(tour, desk, handler)
    on_sheets(tour, desk)
    shown_otherwise(tour)
    forms(tour)
    catalogue(tour)
    processes(tour)
    every_form(tour, citizen)
