"""Acting for a child, a parent, an organisation: proposed with proof, confirmed by an officer, over on its last day."""

from datetime import timedelta
from io import BytesIO

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity import api as identity
from motcua.blocks.identity.models import Account
from motcua.blocks.messaging import api as messaging
from motcua.blocks.messaging.models import Delivery
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.casework.birth import CODE, fill, photo
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.slow

CHILD = identity.Claim("child", "Nguyễn Minh Anh", "051216000321")
COMPANY = identity.Claim("organisation", "Hợp tác xã Ba Tô", "4300123456")


def propose(office, claim=CHILD, citizen=None):
    paper = BytesIO(photo("Giay khai sinh"))
    return intake.propose_with_proof(citizen or office.citizen, office.commune.id, claim, paper, now=NOW)


def confirm(office, info, valid_to=None):
    identity.decide_representation(
        office.receptionist, info.id, confirm=True, reason="", valid_to=valid_to, now=NOW
    )


def acting(actor, now=NOW):
    """Return the citizen as a request at that moment would."""
    return identity.citizen_actor(Account.objects.get(id=actor.account_id), now)


def test_a_proposal_opens_nothing(office):
    info = propose(office)
    assert not info.in_force
    assert info.person_id not in acting(office.citizen).applicants
    with pytest.raises(NotAllowed):
        intake.start_draft(acting(office.citizen), office.commune.id, CODE, now=NOW, acting_for=info)


@pytest.mark.parametrize("claim", [CHILD, COMPANY])
def test_confirmed_they_file_for_them_and_it_is_written(office, claim):
    info = propose(office, claim)
    confirm(office, info)
    actor = acting(office.citizen)
    assert info.person_id in actor.applicants
    (listed,) = identity.list_representations(actor, now=NOW)
    draft = intake.start_draft(actor, office.commune.id, CODE, now=NOW, acting_for=listed)
    assert draft.owner["name"] == claim.name
    assert draft.id in [one.id for one in intake.list_drafts(actor)]


def test_the_dossier_is_theirs_and_names_who_filed_it(office):
    info = propose(office)
    confirm(office, info)
    actor = acting(office.citizen)
    started = intake.start_draft(actor, office.commune.id, CODE, now=NOW, acting_for=info)
    ready = fill(actor, office.commune.id)
    from motcua.casework.intake.models import Draft

    with tenancy.scope(applicants=actor.applicants):
        row = Draft.objects.get(id=ready.id)
        Draft.objects.filter(id=started.id).update(answers=row.answers)
    for code in started.version.form.pages and ready.papers:
        intake.lay_paper(actor, started.id, code, BytesIO(photo(code)), "giay.jpg", now=NOW)
    dossier = intake.submit_draft(actor, started.id, commune_id=office.commune.id, now=NOW)
    assert (dossier.applicant_id, dossier.owner_name) == (info.person_id, "Nguyễn Minh Anh")
    (line,) = dossiers.history(actor, dossier.id)
    assert line.note == "Nguyễn Văn An nộp thay Nguyễn Minh Anh (con chưa thành niên)."
    assert dossier.id in [one.id for one in dossiers.list_for_applicant(actor)]
    stranger = make_citizen(office.commune.id, citizen_id="051090004577")
    with pytest.raises(dossiers.DossierNotFound):
        dossiers.get_dossier(stranger, dossier.id)


def test_on_the_day_after_its_last_it_is_over(office):
    info = propose(office)
    confirm(office, info, valid_to=TODAY)
    assert info.person_id in acting(office.citizen).applicants
    tomorrow = NOW + timedelta(days=1)
    assert info.person_id not in acting(office.citizen, tomorrow).applicants
    (listed,) = identity.list_representations(office.citizen, now=tomorrow)
    assert (listed.expired, listed.in_force, listed.state_words) == (True, False, "Đã hết hạn")


def news_of(office, applicant, now):
    """Return how many devices are told of a message that comes now."""
    messaging.send(
        commune_id=office.commune.id, applicant_id=applicant, cause=f"{applicant}{now}", subject="Tin", body="Tin",
        about_id=None, now=now,
    )  # fmt: skip
    with tenancy.scope(communes=[office.commune.id]):
        return Delivery.objects.filter(device_id__isnull=False).count()


def test_notices_reach_who_acts_for_somebody_while_they_do(office):
    point = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    address = messaging.PushAddress("https://fcm.googleapis.com/a", point, "BTBZMqHH6r4Tts7J_aSIgg")
    messaging.switch_on_device(office.citizen, office.commune.id, address, now=NOW)
    info = propose(office)
    assert news_of(office, info.person_id, NOW) == 0
    confirm(office, info, valid_to=TODAY)
    assert news_of(office, info.person_id, NOW + timedelta(seconds=1)) == 1
    assert news_of(office, info.person_id, NOW + timedelta(days=1)) == 1
    # Whom the counter knows by the card is the citizen, too.
    assert news_of(office, identity.own_person(office.citizen), NOW) == 2
    assert news_of(office, office.citizen.account_id, NOW) == 3


def test_given_up_or_refused_it_opens_nothing(office):
    first = propose(office)
    confirm(office, first)
    identity.end_representation(office.citizen, first.id, now=NOW)
    second = propose(office, COMPANY)
    with pytest.raises(InvalidInput):
        identity.decide_representation(
            office.receptionist, second.id, confirm=False, reason=" ", valid_to=None, now=NOW
        )
    identity.decide_representation(
        office.receptionist, second.id, confirm=False, reason="Ảnh mờ", valid_to=None, now=NOW
    )
    assert not {first.person_id, second.person_id} & set(acting(office.citizen).applicants)
    (listed,) = identity.list_representations(office.citizen, now=NOW)
    assert listed.reason == "Ảnh mờ"
    assert propose(office, COMPANY).state == "proposed"


def test_it_is_proposed_once_and_decided_once(office):
    info = propose(office)
    with pytest.raises(Conflict):
        propose(office)
    confirm(office, info)
    with pytest.raises(Conflict):
        confirm(office, info)


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        (identity.Claim("friend", "Ai Đó", "051216000321"), "kind"),
        (identity.Claim("child", " ", "051216000321"), "name"),
        (identity.Claim("child", "Ai Đó", "123"), "number"),
        (identity.Claim("organisation", "Ai Đó", "051216000321"), "number"),
    ],
)
def test_bad_input_is_told_at_its_field(office, claim, field):
    with pytest.raises(InvalidInput) as refused:
        propose(office, claim)
    assert set(refused.value.errors) == {field}


def test_without_proof_nothing_is_proposed(office):
    with pytest.raises(InvalidInput) as refused:
        intake.propose_with_proof(office.citizen, office.commune.id, CHILD, None, now=NOW)
    assert set(refused.value.errors) == {"proof"}


def test_only_officers_of_the_commune_who_receive_decide_and_read_the_proof(office):
    info = propose(office)
    elsewhere = make_officer(make_commune(identifier="H48.53.02").id, "receptionist")
    assert identity.list_proposed(elsewhere, now=NOW) == []
    with pytest.raises(Conflict):
        identity.decide_representation(elsewhere, info.id, confirm=True, reason="", valid_to=None, now=NOW)
    with pytest.raises(NotFound):
        intake.read_proof(elsewhere, info.id, now=NOW)
    for other in (office.handler, office.citizen):
        with pytest.raises(NotAllowed):
            confirm_as(other, info)
    file, data = intake.read_proof(office.receptionist, info.id, now=NOW)
    assert (file.media_type, data[:2]) == ("image/jpeg", b"\xff\xd8")
    with tenancy.scope(communes=[office.commune.id]):
        assert AuditEntry.objects.filter(subject_kind="representation", subject_id=info.id).count() == 1


def confirm_as(actor, info):
    identity.decide_representation(actor, info.id, confirm=True, reason="", valid_to=None, now=NOW)
