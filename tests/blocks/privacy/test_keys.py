"""Keys: rotated, everything sealed anew, the old ones retired only when nothing needs them."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity.api import citizen_identity, citizen_index
from motcua.blocks.identity.models import CitizenProfile, SecondFactor
from motcua.blocks.privacy import api, keys, sealed_columns
from motcua.kernel import clock, sealing, tenancy
from motcua.kernel.errors import Conflict
from tests.factories.organisation import make_citizen, make_commune, make_officer_account

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
HOUR = timedelta(hours=1, minutes=1)
PROFILE = "identity_citizenprofile.identity"


@pytest.fixture(autouse=True)
def ring(tmp_path, monkeypatch):
    monkeypatch.setattr(keys, "_stores", {})
    before = sealing.store()
    store = sealing.KeyStore(tmp_path / "keyring.json")
    store.create()
    sealing.use(store)
    yield store
    sealing.use(before)


@pytest.fixture
def commune():
    return make_commune()


def _tokens(table="identity_citizenprofile", column="identity"):
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")
        return [bytes(row[0]) for row in cursor.fetchall()]


def _numbers(*place):
    return {sealing.key_number(token) for token in _tokens(*place)}


def test_after_a_rotation_old_rows_stay_readable_and_new_ones_use_the_new_key(commune):
    citizen = make_citizen(commune.id)
    assert api.rotate_keys(clock.now()) == 2
    assert citizen_identity(citizen)["identity.full_name"] == "Nguyễn Văn An"
    make_citizen(commune.id)
    assert _numbers() == {1, 2}
    with tenancy.scope(communes=[commune.id]):
        assert AuditEntry.objects.get(action="keys.rotated").purpose == "2"


def test_everything_is_sealed_anew_for_all_applicants_and_communes(commune, monkeypatch):
    monkeypatch.setattr(keys, "AT_ONCE", 2)
    index = citizen_index("051090004521")
    citizens = [make_citizen(commune.id) for _ in range(5)]
    _, secret = make_officer_account(make_commune(name="Ba Vì").id)
    api.rotate_keys(clock.now())
    report = api.reseal(clock.now())
    assert (report.done[PROFILE], report.left, report.broken) == (5, 0, {})
    assert report.done["identity_secondfactor.secret"] == 1
    assert _numbers() == {2}
    assert all(citizen_identity(c)["identity.citizen_id"] == "051090004521" for c in citizens)
    assert SecondFactor.objects.get().secret == secret
    with tenancy.scope(applicants=citizens[0].applicants):
        assert bytes(CitizenProfile.objects.get().citizen_id_index) == index, "the index does not rotate"
    again = api.reseal(clock.now())
    assert not any(again.done.values())


def test_an_interrupted_run_goes_on_where_it_stopped(commune, monkeypatch):
    monkeypatch.setattr(keys, "AT_ONCE", 2)
    for _ in range(5):
        make_citizen(commune.id)
    api.rotate_keys(clock.now())
    real, calls = sealed_columns.sealing.seal, []

    def fails_at_the_fourth(plain, *, context):
        calls.append(context)
        if len(calls) == 4:
            raise KeyboardInterrupt
        return real(plain, context=context)

    monkeypatch.setattr(sealed_columns.sealing, "seal", fails_at_the_fourth)
    with pytest.raises(KeyboardInterrupt):
        api.reseal(clock.now())
    monkeypatch.undo()
    assert [sealing.key_number(t) for t in _tokens()].count(2) == 2
    assert api.reseal(clock.now()).done[PROFILE] == 3
    assert _numbers() == {2}


def test_a_row_that_is_being_changed_is_left_for_the_next_run(commune):
    citizen = make_citizen(commune.id)
    make_citizen(commune.id)
    api.rotate_keys(clock.now())
    with tenancy.scope(applicants=citizen.applicants):
        CitizenProfile.objects.select_for_update().get()
        column = next(c for c in sealed_columns.sealed_columns() if c.name == PROFILE)
        _, done, broken = sealed_columns.reseal_batch(column, 2, None, 10)
    assert (done, broken) == (1, 0)
    assert sealed_columns.count_old(column, 2) == 1


def test_old_keys_are_retired_when_nothing_lies_under_them(commune, ring):
    citizen = make_citizen(commune.id)
    api.rotate_keys(clock.now())
    with pytest.raises(Conflict, match="một giờ"):
        api.retire_idle_keys(clock.now())
    assert api.retire_idle_keys(clock.now() + HOUR) == [1]
    assert api.key_numbers() == [2]
    assert citizen_identity(citizen)["identity.full_name"] == "Nguyễn Văn An"
    with tenancy.scope(communes=[commune.id]):
        assert AuditEntry.objects.get(action="keys.retired").purpose == "1"


def test_a_token_that_no_key_opens_keeps_the_keys_and_is_reported(commune, ring):
    make_citizen(commune.id)
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE identity_citizenprofile SET identity = identity || 'x'::bytea")
    api.rotate_keys(clock.now())
    report = api.reseal(clock.now())
    assert (report.left, report.broken) == (1, {PROFILE: 1})
    old = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(ring.path, (old, old))
    with pytest.raises(Conflict, match="khóa cũ"):
        api.retire_idle_keys(clock.now())
    assert api.key_numbers() == [1, 2]


def test_other_stores_are_sealed_anew_too_and_keep_the_keys_while_they_need_them(commune):
    files = {"old": 5, "asked": 0}

    def reseal(limit):
        files["asked"] += 1
        done = min(2, files["old"])
        files["old"] -= done
        return done, files["old"]

    api.register_sealed_store("files", reseal)
    api.rotate_keys(clock.now())
    assert api.reseal(clock.now()).done["files"] == 5
    assert files["asked"] == 3
    api.register_sealed_store("files", lambda limit: (0, 1))
    with pytest.raises(Conflict):
        api.retire_idle_keys(clock.now() + HOUR)
    assert api.key_numbers() == [1, 2]


def test_every_sealed_field_of_the_product_is_found():
    names = {column.name for column in sealed_columns.sealed_columns()}
    assert {PROFILE, "identity_secondfactor.secret", "documents_storedfile.name"} <= names
