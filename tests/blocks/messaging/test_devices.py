"""Notices in browsers: switched on by the person alone, a delivery a device, forgotten when gone, behind the walls."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from motcua.blocks.messaging import api, channels
from motcua.blocks.messaging.models import Delivery, Device
from motcua.blocks.messaging.ports import PUSH, ChannelUnavailable, Delivered, PushAddress, PushService
from motcua.blocks.messaging.rules import WAITS_SECONDS
from motcua.blocks.messaging.use_cases.deliver import deliver
from motcua.blocks.messaging.use_cases.switch_on_device import MOST_DEVICES
from motcua.kernel import ports, tenancy
from motcua.kernel.actors import Actor, Helper
from motcua.kernel.errors import InvalidInput, NotAllowed
from motcua.kernel.identifiers import new_id

pytestmark = pytest.mark.django_db
XA, OTHER = 12, 13
NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)


class Push:
    """A push channel that does as it is told."""

    key, name = PUSH, "Tin báo trên máy"

    def __init__(self):
        self.sent, self.fault = [], None

    def public_key(self):
        return "BKey"

    def accepts(self, address):
        return address.endpoint.startswith("https://listed.example/")

    def recipient(self, address):
        return json.dumps([address.endpoint, address.p256dh, address.auth])

    def send(self, message):
        self.sent.append(message)
        if self.fault is not None:
            raise self.fault
        return Delivered(PUSH, "")


@pytest.fixture(autouse=True)
def push():
    made, factories, adapters = Push(), dict(channels._factories), dict(ports._factories)
    api.provide_channel(PUSH, lambda: made)
    ports.provide(PushService, lambda: made)
    yield made
    channels.remove_channel(PUSH)
    if PUSH in factories:
        api.provide_channel(PUSH, factories[PUSH])
    if PushService in adapters:
        ports.provide(PushService, adapters[PushService])


def citizen(account: UUID | None = None) -> Actor:
    account = account or new_id()
    return Actor(kind="citizen", account_id=account, applicants=(account,))


def address(name: str = "canary-one") -> PushAddress:
    return PushAddress(f"https://listed.example/{name}", "canary-point", "canary-secret")


def switched_on(actor: Actor | None = None, name: str = "canary-one", commune: int = XA, at=NOW) -> Actor:
    actor = actor or citizen()
    api.switch_on_device(actor, commune, address(name), now=at)
    return actor


def told(actor: Actor, commune: int = XA, cause: str = "accepted:1", about: UUID | None = None):
    return api.send(
        commune_id=commune, applicant_id=actor.account_id, cause=cause, subject="Chị canary", body="Riêng tư",
        about_id=about, now=NOW, addresses={}, reference="H49.61.12-260803-0001",
    )  # fmt: skip


def deliveries(commune: int = XA) -> list[Delivery]:
    with tenancy.scope(communes=[commune]):
        return list(Delivery.objects.filter(commune_id=commune).order_by("id"))


def devices(commune: int = XA) -> int:
    with tenancy.scope(communes=[commune]):
        return Device.objects.count()


def test_each_device_is_told_that_there_is_news_and_nothing_else(push):
    actor, dossier = switched_on(), new_id()
    switched_on(actor, "canary-two")
    told(actor, about=dossier)
    told(actor, about=dossier)
    assert len(deliveries()) == 2
    for one in deliveries():
        deliver(XA, one.id, NOW)
    assert {json.loads(one.recipient)[0] for one in push.sent} == {
        "https://listed.example/canary-one", "https://listed.example/canary-two"
    }  # fmt: skip
    for one in push.sent:
        assert (
            one.subject == "Hồ sơ H49.61.12-260803-0001 có thông báo mới" and one.link == f"/ho-so/{dossier}/"
        )
        assert "canary" not in one.subject + one.body + one.link and "Riêng tư" not in one.body
    assert {one.state for one in deliveries()} == {"sent"}


def test_who_switched_nothing_on_is_told_nothing(push):
    switched_on()
    told(citizen())
    assert deliveries() == []


def test_a_device_that_is_gone_is_forgotten_and_bothers_no_officer(push):
    actor = switched_on()
    told(actor)
    push.fault = ChannelUnavailable(permanent=True, message="Không còn", gone=True)
    [one] = deliveries()
    outcome = deliver(XA, one.id, NOW)
    assert outcome is not None and outcome.again_in is None
    assert deliveries()[0].state == "gone" and devices() == 0
    admin = Actor(kind="officer", commune_id=XA, permissions=frozenset({"config.manage"}))
    assert api.list_open_deliveries(admin) == []


def test_a_device_that_was_switched_off_meanwhile_is_not_called(push):
    actor = switched_on()
    told(actor)
    api.switch_off_device(actor, address().endpoint)
    assert deliver(XA, deliveries()[0].id, NOW) is None
    assert push.sent == [] and deliveries()[0].state == "gone"


@pytest.mark.parametrize(("asked", "wait"), [(0, WAITS_SECONDS[0]), (600, 600), (10**7, max(WAITS_SECONDS))])
def test_it_is_tried_again_when_the_service_says(push, asked, wait):
    told(switched_on())
    push.fault = ChannelUnavailable(permanent=False, message="Bận", wait_seconds=asked)
    outcome = deliver(XA, deliveries()[0].id, NOW)
    assert outcome is not None and outcome.again_in == wait and devices() == 1
    push.fault = None
    deliver(XA, deliveries()[0].id, NOW)
    assert deliveries()[0].state == "sent"


def test_a_browser_belongs_to_whoever_switched_it_on_last(push):
    first, second = switched_on(), switched_on()
    assert (api.count_devices(first), api.count_devices(second)) == (0, 1)
    told(first)
    assert deliveries() == []
    switched_on(second)
    assert api.count_devices(second) == 1


def test_the_oldest_device_gives_way():
    actor = citizen()
    for number in range(MOST_DEVICES + 2):
        switched_on(actor, f"n{number}", at=NOW + timedelta(minutes=number))
    assert api.count_devices(actor) == MOST_DEVICES
    api.switch_off_device(actor, address("n0").endpoint)
    assert api.count_devices(actor) == MOST_DEVICES
    api.switch_off_device(actor, address("n11").endpoint)
    assert api.count_devices(actor) == MOST_DEVICES - 1


def test_an_address_that_is_not_listed_is_refused():
    with pytest.raises(InvalidInput):
        api.switch_on_device(citizen(), XA, PushAddress("http://10.0.0.1/admin", "p", "a"), now=NOW)
    assert devices() == 0


def test_only_the_citizen_in_person_switches_on():
    officer = Actor(kind="officer", staff_id=new_id(), commune_id=XA)
    account = new_id()
    helper = Helper(
        help_id=new_id(), commune_id=XA, staff_id=new_id(), name="Đinh Văn Nơ", role="volunteer", place="home",
        subject="1.001193", at=NOW, ends_at=NOW,
    )  # fmt: skip
    helped = Actor(kind="citizen", account_id=account, applicants=(account,), helper=helper)
    for actor in (officer, helped):
        with pytest.raises(NotAllowed):
            api.switch_on_device(actor, XA, address(), now=NOW)
    assert devices() == 0


def test_nobody_switches_off_anothers_device():
    owner = switched_on()
    api.switch_off_device(citizen(), address().endpoint)
    api.switch_off_devices(citizen())
    assert api.count_devices(owner) == 1
    switched_on(owner, "two", commune=OTHER)
    api.switch_off_devices(owner)
    assert (devices(), devices(OTHER)) == (0, 0)


def test_the_walls_stand_between_communes_and_applicants():
    owner = switched_on()
    switched_on(owner, "two", commune=OTHER)
    assert (devices(), devices(OTHER)) == (1, 1)
    with tenancy.scope(applicants=citizen().applicants):
        assert Device.objects.count() == 0
    told(owner)
    assert len(deliveries()) == 1 and deliveries(OTHER) == []


def test_the_table_shows_nothing_of_the_address():
    switched_on()
    with tenancy.scope(communes=[XA]), connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM messaging_device t")
        dumped = cursor.fetchone()[0]
    assert "canary" not in dumped and b"canary".hex() not in dumped and "listed.example" not in dumped
    assert "canary" not in repr(address())
