"""Citizens: known by issuer and subject only, what is proven of them kept sealed."""

import json
from dataclasses import replace

import pytest
from django.db import connection

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity import api
from motcua.blocks.identity.models import Account, CitizenProfile
from motcua.blocks.identity.use_cases import log_in_citizen as use_case
from motcua.kernel import tenancy
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.errors import NotAllowed
from tests.factories.organisation import NOW, make_citizen, make_commune, make_identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return make_commune()


def _log_in(commune, identity):
    return api.log_in_citizen(identity, commune_id=commune.id, now=NOW)


def test_the_same_subject_is_the_same_account_whatever_else_changed(commune):
    identity = make_identity()
    first = _log_in(commune, identity)
    again = _log_in(commune, replace(identity, full_name="Nguyễn Văn Ân", level=1, citizen_id="051090009999"))
    assert again.id == first.id
    actor = api.citizen_actor(again)
    assert (actor.name, actor.assurance, actor.applicants) == ("Nguyễn Văn Ân", 1, (first.id,))
    assert api.citizen_identity(actor)["identity.citizen_id"] == "051090009999"


def test_nothing_but_issuer_and_subject_is_matched(commune):
    identity = make_identity(email="an@thu.example.vn", tech_id="TECH-1")
    twins = [
        identity,
        replace(identity, subject="another"),
        replace(identity, issuer="https://khac.example.vn"),
    ]
    assert len({_log_in(commune, twin).id for twin in twins}) == 3


def test_an_identity_without_a_subject_is_a_fault(commune):
    with pytest.raises(ValueError, match="subject"):
        _log_in(commune, make_identity(subject=""))


def test_two_first_logins_at_once_make_one_account(commune, monkeypatch):
    identity = make_identity()
    first = _log_in(commune, identity)
    real, calls = use_case._log_in, []

    def blind_once(given, commune_id, now):
        calls.append(given)
        if len(calls) == 1:
            # As if the other login had been made between our look-up and our insert.
            monkeypatch.setattr(use_case.Account.objects, "filter", lambda **_: Account.objects.none())
            try:
                return real(given, commune_id, now)
            finally:
                monkeypatch.delattr(use_case.Account.objects, "filter")
        return real(given, commune_id, now)

    monkeypatch.setattr(use_case, "_log_in", blind_once)
    assert _log_in(commune, identity).id == first.id
    assert len(calls) == 2
    assert Account.objects.filter(issuer=identity.issuer).count() == 1


def test_what_is_proven_fills_forms_in_and_what_is_not_is_absent(commune):
    actor = make_citizen(commune.id, phone="", ethnicity="Hrê")
    known = api.citizen_identity(actor)
    assert known["identity.full_name"] == "Nguyễn Văn An"
    assert known["identity.ethnicity"] == "Hrê"
    assert "identity.phone" not in known
    assert not any("religion" in name for name in known)


def test_proven_data_are_sealed_in_the_database(commune):
    actor = make_citizen(commune.id, citizen_id="051085777001", ethnicity="Hrê-Canary")
    with tenancy.scope(applicants=actor.applicants), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM identity_citizenprofile p")
        text = cursor.fetchone()[0]
        cursor.execute("SELECT identity FROM identity_citizenprofile")
        raw = bytes(cursor.fetchone()[0])
    assert "051085777001" not in text
    assert b"Canary" not in raw
    assert "Canary" not in json.loads(text)["identity"]


def test_one_number_has_one_index(commune):
    actor = make_citizen(commune.id, citizen_id="051085777001")
    with tenancy.scope(applicants=actor.applicants):
        kept = CitizenProfile.objects.get().citizen_id_index
    assert bytes(kept) == api.citizen_index("051 085 777 001")
    assert api.citizen_index("051085777002") != api.citizen_index("051085777001")


def test_another_citizen_cannot_be_read(commune):
    mine, other = make_citizen(commune.id), make_citizen(commune.id)
    with tenancy.scope(applicants=mine.applicants):
        assert CitizenProfile.objects.filter(applicant_id=other.account_id).count() == 0


def test_a_login_is_audited_without_personal_data(commune):
    account = _log_in(commune, make_identity())
    with tenancy.scope(communes=[commune.id]):
        row = AuditEntry.objects.filter(kind="login").values().get()
    assert (row["action"], row["actor_id"], row["purpose"]) == ("login", account.id, "level 2")


def test_a_closed_account_does_not_enter(commune):
    identity = make_identity()
    account = _log_in(commune, identity)
    Account.objects.filter(id=account.id).update(is_active=False)
    with pytest.raises(NotAllowed):
        _log_in(commune, replace(identity, full_name="Người Khác"))
    with pytest.raises(NotAllowed):
        api.citizen_actor(Account.objects.get(id=account.id))
    with tenancy.scope(communes=[commune.id], applicants=[account.id]):
        assert AuditEntry.objects.filter(action="login.refused", actor_id=account.id).count() == 1
        assert CitizenProfile.objects.get().full_name == "Nguyễn Văn An"


def test_who_has_not_logged_in_has_no_identity():
    with pytest.raises(NotAllowed):
        api.citizen_identity(ANONYMOUS)


def test_the_logout_hint_is_sealed_and_comes_back():
    sealed = api.seal_hint("eyJ.token")
    assert "eyJ" not in sealed
    assert api.open_hint(sealed) == "eyJ.token"
    assert api.open_hint("") is None
    assert api.open_hint(sealed[:-8] + "AAAAAAA=") is None
