"""Somebody files with and for a person: known, agreed, told where; seen by nobody else, and over when it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.blocks.audit.models import AuditEntry
from motcua.blocks.identity import api as identity
from motcua.blocks.messaging import api as messaging
from motcua.blocks.privacy import api as privacy
from motcua.blocks.privacy.models import ConsentRecord
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.intake.models import AssistedFiling
from motcua.kernel import tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed
from motcua.oversight.quality import api as quality
from motcua.oversight.quality.rules.remote_share import remote_share
from tests.casework.birth import CODE, fill
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer

pytestmark = pytest.mark.slow

NUMBER = "051060001234"
CARD = intake.Card("Đinh Thị Rế", NUMBER, "0905123499", seen=True, consent="counter", text_version="2026-11")


# What a login with VNeID would have told, and the card does not.
REQUESTER = {
    "requester_name": "Đinh Thị Rế", "requester_citizen_id": NUMBER,
    "requester_residence-commune": "Xã Ba Tô", "requester_residence-province": "tỉnh Quảng Ngãi",
}  # fmt: skip


def complete(person, commune_id):
    draft = fill(person, commune_id, more={"father_ethnicity": "Hrê"})
    return intake.save_page(
        person, draft.id, "requester", REQUESTER, now=NOW, seen=intake.Seen(draft.revision)
    )


@pytest.fixture
def volunteer(office):
    return make_officer(office.commune.id, "volunteer", full_name="Phạm Văn Giúp")


def begin(officer, card=CARD, place="home"):
    return intake.begin_with_card(officer, CODE, place, card, now=NOW).help


def helped(officer, info, now=NOW):
    return intake.act_as_helped(officer, info.id, now=now)


def file_for(office, officer, place="home"):
    person = helped(officer, begin(officer, place=place))
    draft = complete(person, office.commune.id)
    return person, intake.submit_draft(person, draft.id, commune_id=office.commune.id, now=NOW, declared=True)


def test_the_dossier_is_the_persons_and_says_who_helped_where(office, volunteer):
    person, dossier = file_for(office, volunteer)
    assert dossier.applicant_id == person.account_id
    assert (dossier.owner_name, dossier.place, dossier.channel) == ("Đinh Thị Rế", "home", "local_portal")
    owner = make_citizen(office.commune.id, full_name="Đinh Thị Rế", citizen_id=NUMBER)
    (line,) = dossiers.history(owner, dossier.id)
    assert line.note == "Nộp với sự giúp đỡ của Phạm Văn Giúp, tại: Nhà của người dân."
    assert dossier.id in [one.id for one in dossiers.list_for_applicant(owner)]


def test_the_receipt_reaches_the_person(office, volunteer):
    file_for(office, volunteer, place="desk")
    run_effects(office.commune.id)
    owner = make_citizen(office.commune.id, full_name="Đinh Thị Rế", citizen_id=NUMBER)
    (message,) = messaging.list_messages(owner)
    assert "Có người giúp nộp, tại: Điểm hỗ trợ ở thôn, tổ dân phố." in message.body


def test_the_officers_own_data_never_fill_in(office, volunteer):
    person = helped(volunteer, begin(volunteer))
    draft = intake.start_draft(person, office.commune.id, CODE, now=NOW)
    assert draft.owner == {"name": "Đinh Thị Rế", "citizen_id": NUMBER}
    assert volunteer.name not in str(draft.answers)
    assert (draft.verified, draft.origins) == (frozenset(), {})


def test_what_was_agreed_is_kept(office, volunteer):
    info = begin(volunteer, replace(CARD, consent="paper"))
    with tenancy.scope(communes=[office.commune.id]):
        row = AssistedFiling.objects.get()
    assert (row.consent_how, row.consent_version, row.consent_at) == ("paper", "2026-11", NOW)
    with tenancy.scope(applicants=[row.applicant_id]):
        record = ConsentRecord.objects.get()
    assert (record.purpose, record.how, record.text_hash) == ("assisted_filing", "paper", row.consent_hash)
    assert info.open


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"citizen_id": "12345"}, "citizen_id"),
        ({"citizen_id": "٠٥١٠٦٠٠٠١٢٣٤"}, "citizen_id"),
        ({"seen": False}, "seen"),
        ({"consent": ""}, "consent"),
        ({"consent": "portal"}, "consent"),
    ],
)
def test_without_card_or_consent_nothing_begins(office, volunteer, change, field):
    with pytest.raises(InvalidInput) as refused:
        begin(volunteer, replace(CARD, **change))
    assert set(refused.value.errors) == {field}
    with tenancy.scope(communes=[office.commune.id]):
        assert not AssistedFiling.objects.exists()


def test_an_older_text_of_the_consent_does_not_count(volunteer):
    with pytest.raises(Conflict):
        begin(volunteer, replace(CARD, text_version="2020-01"))


def test_the_person_agrees_on_their_own_telephone(office, volunteer):
    begun = intake.begin_with_code(volunteer, CODE, "post_office", now=NOW)
    assert helped(volunteer, begun.help) is None
    wrong = f"{(int(begun.code) + 1) % 1_000_000:06d}"
    with pytest.raises(Conflict):
        intake.agree_to_help(office.citizen, office.commune.id, wrong, "2026-11", now=NOW)
    offered = intake.find_offered(office.citizen, office.commune.id, begun.code, now=NOW)
    assert (offered.staff_name, offered.place) == ("Phạm Văn Giúp", "post_office")
    intake.agree_to_help(office.citizen, office.commune.id, begun.code, "2026-11", now=NOW)
    person = helped(volunteer, begun.help)
    assert (person.account_id, person.name) == (office.citizen.account_id, "Nguyễn Văn An")
    draft = intake.start_draft(person, office.commune.id, CODE, now=NOW)
    assert draft.verified
    assert draft.id in [one.id for one in intake.list_drafts(office.citizen)]


def test_a_code_serves_once_and_for_a_quarter_of_an_hour(office, volunteer):
    begun = intake.begin_with_code(volunteer, CODE, "desk", now=NOW)
    late = NOW + timedelta(minutes=15)
    with pytest.raises(Conflict):
        intake.agree_to_help(office.citizen, office.commune.id, begun.code, "2026-11", now=late)
    intake.agree_to_help(office.citizen, office.commune.id, begun.code, "2026-11", now=NOW)
    other = make_citizen(office.commune.id, citizen_id="051090004522")
    with pytest.raises(Conflict):
        intake.agree_to_help(other, office.commune.id, begun.code, "2026-11", now=NOW)


def test_who_helps_sees_the_draft_of_the_help_and_no_other(office, volunteer):
    own = intake.start_draft(office.citizen, office.commune.id, CODE, now=NOW)
    begun = intake.begin_with_code(volunteer, CODE, "desk", now=NOW)
    intake.agree_to_help(office.citizen, office.commune.id, begun.code, "2026-11", now=NOW)
    person = helped(volunteer, begun.help)
    assert intake.list_drafts(person) == []
    for reach in (
        lambda: intake.get_draft(person, own.id),
        lambda: intake.save_page(person, own.id, "child", {}, now=NOW, seen=intake.Seen()),
        lambda: intake.delete_draft(person, own.id),
        lambda: intake.submit_draft(person, own.id, commune_id=office.commune.id, now=NOW),
    ):
        with pytest.raises(intake.DraftNotFound):
            reach()


def test_only_what_was_agreed_to_is_begun(office, volunteer):
    person = helped(volunteer, begin(volunteer))
    with pytest.raises(NotAllowed):
        intake.start_draft(person, office.commune.id, "1.000656", now=NOW)


def test_who_helps_consents_to_nothing_in_the_persons_name(office, volunteer):
    person = helped(volunteer, begin(volunteer))
    purpose = privacy.consent_texts(TODAY)[0].purpose
    with pytest.raises(NotAllowed):
        privacy.give_consent(person, purpose, "portal", now=NOW)


def test_it_is_over_after_the_submission_the_time_and_the_stop(office, volunteer):
    info = begin(volunteer)
    assert helped(volunteer, info, NOW + timedelta(hours=2)) is None
    intake.stop_help(volunteer, info.id, now=NOW)
    assert helped(volunteer, info) is None
    again = begin(volunteer)
    person = helped(volunteer, again)
    draft = complete(person, office.commune.id)
    intake.submit_draft(person, draft.id, commune_id=office.commune.id, now=NOW)
    assert helped(volunteer, again) is None


def test_the_person_stops_it_too(office, volunteer):
    begun = intake.begin_with_code(volunteer, CODE, "desk", now=NOW)
    intake.agree_to_help(office.citizen, office.commune.id, begun.code, "2026-11", now=NOW)
    intake.stop_help(office.citizen, begun.help.id, now=NOW)
    assert helped(volunteer, begun.help) is None


def test_nobody_else_takes_the_help_up(office, volunteer):
    info = begin(volunteer)
    colleague = make_officer(office.commune.id, "volunteer", full_name="Người khác")
    elsewhere = make_officer(make_commune(identifier="H48.53.02").id, "receptionist")
    for other in (colleague, elsewhere, office.handler, office.citizen):
        assert helped(other, info) is None
    with pytest.raises(intake.HelpNotFound):
        intake.get_help(elsewhere, info.id, now=NOW)


def test_helping_is_a_permission(office):
    with pytest.raises(NotAllowed):
        begin(office.handler)
    with pytest.raises(NotAllowed):
        intake.begin_with_code(office.handler, CODE, "home", now=NOW)


def test_each_read_is_audited_as_the_helpers(office, volunteer):
    person = helped(volunteer, begin(volunteer))
    draft = intake.start_draft(person, office.commune.id, CODE, now=NOW)
    intake.get_draft(person, draft.id)
    intake.show_draft(person, draft.id, "child", now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        rows = list(AuditEntry.objects.filter(subject_kind="draft"))
    told = {(row.actor_kind, row.actor_id, row.role, row.subject_id) for row in rows}
    assert len(rows) == 2
    assert told == {("officer", volunteer.staff_id, "volunteer", draft.id)}


def test_a_second_login_with_the_same_number_holds_the_same_person(office):
    first = make_citizen(office.commune.id, citizen_id=NUMBER)
    assert identity.person_of(NUMBER, NOW) in first.applicants
    other = make_citizen(office.commune.id, citizen_id="051060009999")
    assert not set(other.applicants) & set(first.applicants)


def test_a_weak_identity_holds_nobody(office):
    assert len(make_citizen(office.commune.id, citizen_id=NUMBER, level=1).applicants) == 1


@pytest.mark.django_db
def test_the_remote_share_leaves_out_only_the_centre(office, volunteer):
    for place in ("centre", "desk", "home", "post_office"):
        file_for(office, volunteer, place=place)
    alone = fill(office.citizen, office.commune.id)
    intake.submit_draft(office.citizen, alone.id, commune_id=office.commune.id, now=NOW)
    counter = fill(office.citizen, office.commune.id)
    last = intake.submit_draft(office.citizen, counter.id, commune_id=office.commune.id, now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=last.id).update(channel="counter")
    share = quality.get_remote_share(make_officer(office.commune.id, "director"), TODAY, TODAY)
    assert (share.remote, share.whole) == (4, 6)
    with pytest.raises(NotAllowed):
        quality.get_remote_share(volunteer, TODAY, TODAY)


def test_the_share_of_nothing_is_unknown():
    assert remote_share({}).percent is None
    assert remote_share({("national_portal", ""): 9, ("post", ""): 1}).percent == 90
