"""Each page of each form that is filed here."""

from __future__ import annotations

import re

from tests.journeys import birth
from tests.journeys.person import Person
from tools.tour.people import Tour

_PROCEDURE = re.compile(r"/thu-tuc/(\d\.\d{6})/$")


def every_form(tour: Tour, citizen: Person) -> None:
    """Each page of each form that is filed here, empty, with what is known, and with its faults."""
    citizen.opens("/thu-tuc/")
    links = citizen.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    codes = dict.fromkeys(found[1] for link in links if (found := _PROCEDURE.search(link)))
    assert len(codes) > 20, f"only {list(codes)} are listed"
    for code in codes:
        citizen.opens(f"/thu-tuc/{code}/")
        if citizen.button("Nộp trực tuyến").count():
            one_form(tour, citizen, code)


def one_form(tour: Tour, citizen: Person, code: str) -> None:
    """The pages of one form, as the list of its parts tells them."""
    citizen.opens(f"/nop-ho-so/{code}/")
    birth.begin_anew(citizen)
    draft = re.sub(r"[^/]+/$", "", citizen.page.url)
    citizen.opens(f"{draft}cac-phan/")
    tasks = citizen.page.locator("main a").evaluate_all("links => links.map(link => link.pathname)")
    for number, task in enumerate(one for one in tasks if "/ho-so-nhap/" in one):
        citizen.opens(task)
        tour.camera.take(citizen, f"form-{code}-{number}")
        if citizen.button("Tiếp tục").count():
            citizen.presses("Tiếp tục")
            tour.camera.take(citizen, f"form-{code}-{number}-next")
