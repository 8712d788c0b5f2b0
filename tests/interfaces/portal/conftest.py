"""A commune's portal at a fixed hour, with a citizen who is logged in and people who are not."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from motcua.blocks.identity.api import Account
from motcua.blocks.organisation.api import CommuneInfo
from motcua.casework.intake import api as intake
from motcua.kernel.actors import Actor
from tests.casework.birth import CODE, fill
from tests.casework.conftest import keys_folder  # noqa: F401  (a fixture)
from tests.casework.conftest import office as signing_office  # noqa: F401  (a fixture)
from tests.factories.organisation import NOW, make_citizen, make_commune, make_officer

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass(frozen=True)
class Place:
    """A commune and a citizen of it; officers come to work when a test needs them."""

    commune: CommuneInfo
    citizen: Actor

    @cached_property
    def receptionist(self) -> Actor:
        return make_officer(self.commune.id, "receptionist")

    @cached_property
    def handler(self) -> Actor:
        return make_officer(self.commune.id, "handler", full_name="Đinh Văn Nơ")


@pytest.fixture(autouse=True)
def _at_work(settings):
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with time_machine.travel(NOW, tick=True):
        yield


def client_of(commune, actor=None, **more) -> Client:
    """Return a browser at the portal of a commune, logged in as the citizen if one is given."""
    client = Client(headers={"host": f"{commune.code}.example.vn"}, **more)
    if actor is not None:
        client.force_login(Account.objects.get(id=actor.account_id), backend=_BACKEND)
    return client


@pytest.fixture
def office(db, request) -> Place:
    commune = make_commune(name=getattr(request.module, "COMMUNE_NAME", "Ba Tô"), identifier="H48.53.01")
    return Place(commune, make_citizen(commune.id))


@pytest.fixture
def anyone(office):
    return client_of(office.commune)


@pytest.fixture
def browser(office):
    return client_of(office.commune, office.citizen)


@pytest.fixture
def draft(office):
    """An untouched draft of the citizen."""
    return intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)


@pytest.fixture
def filled(office):
    """A draft ready to be handed in."""
    return fill(office.citizen, office.commune.id)


@pytest.fixture
def handed_in(office, filled):
    return intake.submit_draft(office.citizen, filled.id, commune_id=office.commune.id, now=NOW)
