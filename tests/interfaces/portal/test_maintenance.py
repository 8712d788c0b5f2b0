"""Planned maintenance is told on every page until it is over, in its commune only."""

from datetime import timedelta

import pytest
import time_machine

from motcua.blocks.organisation import api as organisation
from motcua.interfaces.cli import main as command_line
from motcua.interfaces.cli import maintenance as command
from motcua.kernel.actors import system
from motcua.kernel.errors import InvalidInput, NotAllowed, NotFound
from tests.factories.organisation import NOW, make_commune, make_officer
from tests.interfaces.portal.conftest import client_of

HOUR = timedelta(hours=1)
TEXT = "Nâng cấp máy chủ."
PAGES = (
    "/",
    "/thu-tuc/",
    "/thu-tuc/1.001193/",
    "/tra-cuu/",
    "/dang-nhap/",
    "/can-bo/dang-nhap/",
    "/khong-co/",
)


def announce(office, begins=2 * HOUR, ends=4 * HOUR, text=TEXT):
    actor = system(office.commune.id)
    return organisation.announce_maintenance(actor, text, NOW + begins, NOW + ends, now=NOW)


@pytest.mark.parametrize("page", PAGES)
def test_it_is_announced_beforehand_on_every_page(office, anyone, page):
    assert TEXT not in anyone.get(page).content.decode()
    announce(office)
    told = anyone.get(page).content.decode()
    assert TEXT in told and "Sắp bảo trì" in told


def test_within_its_time_it_says_so_and_afterwards_it_is_gone(office, anyone):
    announce(office)
    for later, told in ((3 * HOUR, True), (4 * HOUR, False)):
        with time_machine.travel(NOW + later, tick=False):
            page = anyone.get("/").content.decode()
            assert ("Đang bảo trì" in page) is told and (TEXT in page) is told


def test_another_commune_is_not_told(office):
    other = make_commune(code="99999")
    announce(office)
    assert TEXT not in client_of(other).get("/").content.decode()
    assert TEXT in client_of(office.commune).get("/").content.decode()


def test_what_is_written_is_never_markup(office, anyone):
    announce(office, text="<script>alert(1)</script>")
    assert "<script>alert" not in anyone.get("/").content.decode()


def test_it_is_taken_back(office, anyone):
    one = announce(office)
    organisation.cancel_maintenance(system(office.commune.id), one.id, now=NOW)
    assert TEXT not in anyone.get("/").content.decode()
    with pytest.raises(NotFound):
        organisation.cancel_maintenance(system(office.commune.id), one.id, now=NOW)


def test_only_who_manages_the_configuration_may(office):
    clerk = make_officer(office.commune.id, "receptionist")
    with pytest.raises(NotAllowed):
        organisation.announce_maintenance(clerk, TEXT, NOW, NOW + HOUR, now=NOW)
    admin = make_officer(office.commune.id, "admin")
    assert organisation.announce_maintenance(admin, TEXT, NOW, NOW + HOUR, now=NOW).text == TEXT


@pytest.mark.parametrize(
    ("begins", "ends", "text", "field"),
    [
        (HOUR, HOUR, TEXT, "ends_at"),
        (-2 * HOUR, -HOUR, TEXT, "ends_at"),
        (HOUR, timedelta(days=15), TEXT, "ends_at"),
        (HOUR, 2 * HOUR, "  ", "text"),
        (HOUR, 2 * HOUR, "x" * 301, "text"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(office, begins, ends, text, field):
    with pytest.raises(InvalidInput) as refused:
        announce(office, begins, ends, text)
    assert set(refused.value.errors) == {field}


def test_the_command_sets_lists_and_clears(office, capsys):
    def call(*words: str) -> int:
        options = command_line.build_parser().parse_args(["maintenance", *words])
        return command._ACTIONS[options.action](options)

    assert call("set", "--from", "2026-12-01T22:00", "--to", "2026-12-02T02:00", "--text", TEXT) == 0
    assert call("list") == 0
    assert "22:00 01/12/2026 - 02:00 02/12/2026" in capsys.readouterr().out
    assert call("set", "--from", "2026-12-02T22:00", "--to", "2026-12-02T02:00", "--text", TEXT) == 2
    assert "phải sau giờ bắt đầu" in capsys.readouterr().out
    assert (call("clear"), call("clear")) == (0, 1)
    assert organisation.list_maintenance(office.commune.id, NOW) == []
