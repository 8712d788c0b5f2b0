"""Working copies, samples and publication in a commune: walls, two windows, days, refusals."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.authoring import api as authoring
from motcua.casework.authoring.api import Announcement, editing
from motcua.casework.authoring.models import WorkingCopy
from motcua.casework.catalogue import api as catalogue
from motcua.casework.catalogue.local_data import local_data
from motcua.casework.catalogue.models import ProcedureVersion
from motcua.casework.catalogue.use_cases.plan_import import _known
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.casework.birth import CODE, fill
from tests.factories.organisation import NOW, TODAY, make_citizen, make_commune, make_officer

TOMORROW = TODAY + timedelta(days=1)
LATER = NOW + timedelta(days=1)
BASIS = "Quyết định 15/QĐ-UBND ngày 20/11/2026"
TWIN = {"id": "twin", "type": "yesno", "label": "Trẻ là con sinh đôi?", "required": True}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def admin(commune):
    return make_officer(commune.id, "admin", full_name="Đỗ Quản Trị")


def begin(admin):
    return authoring.begin_copy(admin, CODE, now=NOW)


def change(admin, told, change, *, what="Sửa"):
    return authoring.change_copy(admin, CODE, told.revision, change, what=what, now=NOW)


def with_twin(admin):
    return change(admin, begin(admin), lambda form: editing.add_field(form, 1, TWIN), what="Thêm ô")


def publish(admin, told, on=TOMORROW, **more):
    announced = Announcement(on, BASIS, **more)
    version_id = authoring.publish_copy(admin, CODE, told.revision, announced, now=NOW)
    catalogue.forget_cached()
    return version_id


def ids(version) -> set[str]:
    return {field.id for field in version.form.fields}


def test_a_copy_stays_in_its_commune(admin):
    begin(admin)
    other = make_officer(make_commune().id, "admin")
    assert authoring.find_copy(other, CODE) is None
    assert authoring.list_copies(other) == {}
    with pytest.raises(NotFound):
        authoring.change_copy(other, CODE, 1, lambda form: form, what="", now=NOW)
    with tenancy.scope(communes=[other.home]):
        assert WorkingCopy.objects.count() == 0


@pytest.mark.parametrize("role", ["receptionist", "handler", "chair"])
def test_only_who_configures_may_touch_forms(commune, role):
    officer = make_officer(commune.id, role)
    for act in (lambda: begin(officer), lambda: authoring.find_copy(officer, CODE)):
        with pytest.raises(NotAllowed):
            act()


def test_two_windows_never_overwrite_each_other(admin):
    told = begin(admin)
    saved = change(admin, told, lambda form: editing.add_field(form, 1, TWIN))
    with pytest.raises(authoring.ChangedElsewhere):
        change(admin, told, lambda form: editing.drop_page(form, 0))
    assert authoring.get_copy(admin, CODE).form == saved.form
    assert saved.revision == told.revision + 1


def test_the_last_change_is_taken_back_once(admin):
    told = begin(admin)
    saved = change(admin, told, lambda form: editing.drop_field(form, 1, 0), what="Bỏ ô quan hệ")
    assert saved.undo == "Bỏ ô quan hệ"
    back = authoring.undo_change(admin, CODE, saved.revision, now=NOW)
    assert (back.form, back.undo) == (told.form, "")
    with pytest.raises(Conflict):
        authoring.undo_change(admin, CODE, back.revision, now=NOW)


def test_a_faulty_copy_is_saved_and_refused_at_publication_with_the_path(admin):
    def loop(form):
        form = editing.put_field(
            form, 1, 0, {**form["pages"][1]["fields"][0], "show_if": {"answered": [{"field": "child_sex"}]}}
        )
        return editing.put_field(
            form, 1, 3, {**form["pages"][1]["fields"][3], "show_if": {"answered": [{"field": "relation"}]}}
        )

    saved = change(admin, begin(admin), loop)
    with pytest.raises(authoring.NotReady) as refused:
        publish(admin, saved)
    [fault] = refused.value.faults
    assert "relation → child_sex → relation" in fault.text
    assert (fault.page, fault.field) == (1, 0)
    assert authoring.get_copy(admin, CODE).form == saved.form


def test_what_the_rest_of_the_procedure_needs_cannot_be_removed(admin):
    saved = begin(admin)
    form = saved.form
    page, place = next(
        (number, position)
        for number, one in enumerate(form["pages"])
        for position, field in enumerate(one["fields"])
        if field["id"] == "wants_copies"
    )
    saved = change(admin, saved, lambda form: editing.drop_field(form, page, place))
    with pytest.raises(authoring.NotReady) as refused:
        publish(admin, saved)
    assert any("wants_copies" in fault.text for fault in refused.value.faults)


def test_a_form_takes_effect_on_its_day_in_its_commune_alone(admin, commune):
    common = catalogue.current_version(CODE, TODAY)
    version_id = publish(admin, with_twin(admin))
    assert catalogue.current_version(CODE, TODAY, commune.id).id == common.id
    catalogue.forget_cached()
    here = catalogue.current_version(CODE, TOMORROW, commune.id)
    assert here.id == version_id and "twin" in ids(here)
    assert here.content == common.content
    assert catalogue.current_version(CODE, TOMORROW).id == common.id
    assert catalogue.current_version(CODE, TOMORROW, make_commune().id).id == common.id
    listed = {one.code: one.version_id for one in catalogue.list_summaries(TOMORROW, commune.id)}
    assert listed[CODE] == version_id
    assert [one.version_id for one in catalogue.search("khai sinh", TOMORROW, commune.id)].count(
        version_id
    ) == 1
    assert authoring.find_copy(admin, CODE) is None
    with tenancy.scope(communes=[commune.id]):
        assert AuditEntry.objects.get(action="form.published").subject_id == version_id


def test_a_draft_is_carried_over_and_a_dossier_stays(admin, commune):
    citizen = make_citizen(commune.id)
    filed = fill(citizen, commune.id)
    sent = intake.submit_draft(citizen, filed.id, commune_id=commune.id, now=NOW)
    waiting = fill(citizen, commune.id)
    publish(admin, with_twin(admin))
    with pytest.raises((intake.ProcedureChanged, intake.Incomplete)):
        intake.submit_draft(citizen, waiting.id, commune_id=commune.id, now=LATER)
    again = intake.get_draft(citizen, waiting.id)
    assert "twin" in again.missing(TOMORROW)
    assert again.answers["child_name"] == filed.answers["child_name"]
    assert "twin" not in ids(catalogue.get_version(sent.version_id))


def test_a_publication_is_withdrawn_before_its_day_and_not_after(admin, commune):
    version_id = publish(admin, with_twin(admin))
    with pytest.raises(Conflict, match="chờ có hiệu lực"):
        publish(admin, begin(admin))
    catalogue.withdraw_own_form(admin, version_id, now=NOW)
    catalogue.forget_cached()
    assert "twin" not in ids(catalogue.current_version(CODE, TOMORROW, commune.id))
    assert catalogue.own_forms(commune.id, TODAY) == {}
    second = publish(
        admin,
        with_twin(admin)
        if authoring.find_copy(admin, CODE) is None
        else change(admin, authoring.get_copy(admin, CODE), lambda form: editing.add_field(form, 1, TWIN)),
    )
    with pytest.raises(Conflict):
        catalogue.withdraw_own_form(admin, second, now=LATER)
    with pytest.raises(NotFound):
        catalogue.withdraw_own_form(make_officer(make_commune().id, "admin"), second, now=NOW)


def test_newer_common_law_is_never_hidden(admin, commune):
    own = publish(admin, with_twin(admin), on=TODAY)
    assert catalogue.current_version(CODE, TODAY, commune.id).id == own
    old = ProcedureVersion.common.get(id=catalogue.current_version(CODE, TODAY).id)
    old.valid_to = TODAY
    old.save()
    new = ProcedureVersion.objects.create(
        procedure_id=CODE, number=old.number + 1, valid_from=TOMORROW, content=old.content, form=old.form,
        process=old.process, templates=old.templates, checksum="c" * 64, created_at=NOW,
    )  # fmt: skip
    catalogue.forget_cached()
    assert catalogue.current_version(CODE, TODAY, commune.id).id == own
    assert catalogue.current_version(CODE, TOMORROW, commune.id).id == new.id
    told = catalogue.own_forms(commune.id, TOMORROW)[CODE]
    assert (told.standing, told.common_since) == ("set_aside", TOMORROW)
    kept = authoring.begin_copy(admin, CODE, now=LATER, version_id=own)
    announced = Announcement(TOMORROW, BASIS)
    again = authoring.publish_copy(admin, CODE, kept.revision, announced, now=LATER)
    assert catalogue.current_version(CODE, TOMORROW, commune.id).id == again
    catalogue.end_own_form(admin, CODE, now=LATER)
    assert catalogue.current_version(CODE, TOMORROW, commune.id).id == new.id
    assert catalogue.own_forms(commune.id, TOMORROW) == {}


@pytest.mark.parametrize(
    ("on", "basis", "box"), [(TODAY - timedelta(days=1), BASIS, "on"), (TOMORROW, " ", "basis")]
)
def test_a_publication_needs_a_day_to_come_and_a_basis(admin, on, basis, box):
    told = with_twin(admin)
    with pytest.raises(InvalidInput) as refused:
        authoring.publish_copy(admin, CODE, told.revision, Announcement(on, basis), now=NOW)
    assert set(refused.value.errors) == {box}
    assert authoring.get_copy(admin, CODE).form == told.form


def test_a_sample_that_comes_out_otherwise_is_gone_past_with_a_note_only(admin, commune):
    told = begin(admin)
    form = catalogue.current_version(CODE, TODAY).form
    answers = {"relation": "mother", "birth_place_kind": "facility"}
    outcome = authoring.outcome_of(form, answers, TODAY)
    authoring.keep_sample(admin, CODE, "Mẹ đi khai", answers, outcome, on=TODAY, now=NOW)
    with pytest.raises(InvalidInput):
        authoring.keep_sample(admin, CODE, "Mẹ đi khai", answers, outcome, on=TODAY, now=NOW)
    assert authoring.list_samples(make_officer(make_commune().id, "admin"), CODE) == []
    saved = change(admin, told, lambda form: editing.add_field(form, 1, TWIN))
    with pytest.raises(authoring.NotReady) as refused:
        publish(admin, saved)
    assert refused.value.faults == ()
    assert "Nay hỏi thêm ô “Trẻ là con sinh đôi”" in refused.value.doubts[0]
    publish(admin, saved, note="Thêm câu hỏi có chủ ý.")
    [told, *_] = catalogue.list_form_versions(admin, CODE, TODAY)
    assert (told.own, told.note, told.standing, told.published_by) == (
        True, "Thêm câu hỏi có chủ ý.", "coming", "Đỗ Quản Trị",
    )  # fmt: skip


def test_a_folder_published_anew_keeps_its_own_numbers(admin, tmp_path):
    publish(admin, with_twin(admin), on=TODAY)
    last = ProcedureVersion.common.filter(procedure_id=CODE).order_by("-number").first()
    source = Path(settings.MOTCUA_PROCEDURES) / CODE
    folder = tmp_path / CODE
    folder.mkdir()
    for file in source.iterdir():
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    form = folder / "form.yaml"
    form.write_text(
        form.read_text(encoding="utf-8").replace("Nơi sinh và quê quán", "Nơi sinh, quê quán"), "utf-8"
    )
    assert catalogue.publish_folder(folder, now=NOW)
    newest = ProcedureVersion.common.filter(procedure_id=CODE).order_by("-number").first()
    assert newest.number == last.number + 1


def test_an_import_knows_the_common_version_whatever_communes_publish(admin):
    publish(admin, with_twin(admin), on=TODAY)
    publish(admin, change(admin, begin(admin), lambda form: editing.drop_field(form, 1, 5)), on=TODAY)
    common = catalogue.current_version(CODE, TODAY)
    known = _known(TODAY)[CODE]
    assert (known.current_id, known.origin, known.last) == (common.id, "folder", common.number)
    plan = catalogue.ImportPlan(TODAY, "key", [], changes=[catalogue.Change(CODE, "Khai sinh", "changed", 2)])
    local_data(TODAY).tell_kept(plan)
    assert plan.warnings == [f"{CODE}: biểu mẫu riêng của 1 xã sẽ tạm ngừng từ ngày có hiệu lực"]
