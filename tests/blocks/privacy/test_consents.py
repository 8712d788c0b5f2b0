"""Consent: one act, one record, to one version of one text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from motcua.blocks.privacy import api, consents, texts
from motcua.blocks.privacy.models import ConsentRecord
from motcua.kernel import tenancy
from motcua.kernel.actors import ANONYMOUS
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.django_db
PURPOSE = "autofill_next_time"


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def citizen(commune):
    return make_citizen(commune.id)


def _state(actor, now=NOW, purpose=PURPOSE):
    return next(s for s in api.current_consents(actor, now) if s.purpose == purpose)


def test_silence_is_no_consent(citizen):
    assert all(not state.given and state.at is None for state in api.current_consents(citizen, NOW))
    assert not api.has_consent(citizen.account_id, PURPOSE, NOW)


def test_consent_is_given_and_withdrawn_as_easily(citizen):
    api.give_consent(citizen, PURPOSE, "portal", now=NOW)
    assert api.has_consent(citizen.account_id, PURPOSE, NOW)
    assert not api.has_consent(citizen.account_id, "publicity", NOW), "nothing is bundled"
    assert (_state(citizen).given, _state(citizen).at) == (True, NOW)
    later = NOW + timedelta(minutes=1)
    api.withdraw_consent(citizen, PURPOSE, "portal", now=later)
    assert not api.has_consent(citizen.account_id, PURPOSE, later)
    with tenancy.scope(applicants=citizen.applicants):
        kept = list(ConsentRecord.objects.order_by("at").values_list("act", "how", "text_version"))
    assert kept == [("given", "portal", "2026-11"), ("withdrawn", "portal", "2026-11")]


def test_the_record_proves_which_text_was_shown(citizen):
    api.give_consent(citizen, PURPOSE, "portal", now=NOW)
    (text,) = [t for t in api.consent_texts(TODAY) if t.purpose == PURPOSE]
    with tenancy.scope(applicants=citizen.applicants):
        assert ConsentRecord.objects.get().text_hash == text.hash


def test_consent_to_an_older_text_does_not_count(citizen, monkeypatch):
    api.give_consent(citizen, PURPOSE, "portal", now=NOW)
    old = next(t for t in texts.all_texts() if t.purpose == PURPOSE)
    new = replace(old, version="2027-01", text=old.text + "Thêm một việc.", valid_from=date(2027, 1, 1))
    monkeypatch.setattr(texts, "all_texts", lambda: (old, new))
    after = NOW + timedelta(days=60)
    assert api.has_consent(citizen.account_id, PURPOSE, NOW)
    assert not api.has_consent(citizen.account_id, PURPOSE, after)
    assert (_state(citizen, after).given, _state(citizen, after).up_to_date) == (True, False)
    with pytest.raises(Conflict):
        api.give_consent(citizen, PURPOSE, "portal", now=after, version="2026-11")
    api.give_consent(citizen, PURPOSE, "portal", now=after, version="2027-01")
    assert api.has_consent(citizen.account_id, PURPOSE, after)


def test_only_the_person_consents(citizen, commune):
    for other in (ANONYMOUS, make_officer(commune.id)):
        with pytest.raises(NotAllowed):
            api.give_consent(other, PURPOSE, "portal", now=NOW)
    neighbour = make_citizen(commune.id)
    api.give_consent(citizen, PURPOSE, "portal", now=NOW)
    assert not api.has_consent(neighbour.account_id, PURPOSE, NOW)


def test_unknown_purposes_and_ways_are_refused(citizen):
    with pytest.raises(NotFound):
        api.give_consent(citizen, "everything", "portal", now=NOW)
    with pytest.raises(InvalidInput):
        api.give_consent(citizen, PURPOSE, "by default", now=NOW)


def test_a_record_is_never_changed(citizen):
    api.give_consent(citizen, PURPOSE, "portal", now=NOW)
    with pytest.raises(Exception, match="permission denied"), tenancy.scope(applicants=citizen.applicants):
        connection.cursor().execute("UPDATE privacy_consentrecord SET act = 'withdrawn'")


SHOWN = {
    ("assisted_filing", "2026-11"): "07f8e5d345aafea1",
    ("autofill_next_time", "2026-11"): "93ce191947f72404",
    ("publicity", "2026-11"): "875ac4be33130359",
    ("survey_contact", "2026-11"): "1bec3e01e0f2aa15",
}


def test_a_text_that_was_shown_is_never_edited():
    """A changed text needs a new version: add one, and its hash here."""
    assert {(t.purpose, t.version): t.hash[:16] for t in texts.all_texts()} == SHOWN


def test_every_text_tells_what_the_law_asks_for():
    for text in texts.all_texts():
        for needed in ("Nếu ông/bà đồng ý", "chịu trách nhiệm", "Không đồng ý", "xem, sửa, xóa và rút lại"):
            assert needed in text.text, (text.purpose, needed)
        assert ("nhạy cảm" in text.text) is text.sensitive
    assert consents.WAYS == ("portal", "counter", "paper")
