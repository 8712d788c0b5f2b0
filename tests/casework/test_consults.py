"""Opinions that a process asks for by itself: beside each other, each with its own term, once."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.errors import ActionRefused
from motcua.casework.dossiers.models import Opinion
from motcua.casework.dossiers.replays import differences
from motcua.casework.intake import api as intake
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from tests.casework.catalogue.small_procedure import PROCESS, write
from tests.casework.test_branches import RESULT, accepted
from tests.casework.test_way_of_a_dossier import call
from tests.factories.organisation import FOUNDED, NOW, make_officer

pytestmark = pytest.mark.slow

A = dossiers.Action
CONSULTS = [
    {"key": "land", "name": "Về đất", "question": "Đất có tranh chấp không?", "unit": "office",
     "unit_name": "kinh tế", "days": 1},
    {"key": "heads", "name": "Lãnh đạo", "question": "Có ý kiến gì?", "unit": "leadership", "required": False,
     "share": 0.1},
    {"key": "many", "name": "Số lượng", "question": "Vì sao nhiều bản?", "unit": "office",
     "if": {"gt": [{"field": "copies"}, 50]}},
]  # fmt: skip


@pytest.fixture
def asking(office, tmp_path: Path):
    """The office, where checking asks for opinions; the copies are counted in two working days."""
    data = yaml.safe_load(PROCESS)
    data["format"] = 2
    data["steps"][1]["consults"] = CONSULTS
    text = yaml.safe_dump(data, allow_unicode=True)
    catalogue.publish_folder(write(tmp_path, **{"process.yaml": text}), now=NOW)
    for name in ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế"):
        organisation.open_unit(system(office.commune.id), "office", name, valid_from=FOUNDED, now=NOW)
    yield office
    catalogue.forget_cached()


def asked(office, dossier) -> dict[str, Opinion]:
    with tenancy.scope(communes=[office.commune.id]):
        rows = list(Opinion.objects.filter(dossier_id=dossier.id))
    assert len({one.key for one in rows}) == len(rows), "asked twice"
    return {one.key: one for one in rows}


def test_entering_a_step_asks_what_the_answers_call_for_with_a_term_of_each(asking):
    dossier = accepted(asking, 3)
    assert dossier.state is dossiers.State.PROCESSING
    found = asked(asking, dossier)
    units = {unit.id: unit.name for unit in organisation.list_units(asking.commune.id, clock.local_date(NOW))}
    assert {key: units[one.unit_id] for key, one in found.items()} == {
        "land": "Phòng Kinh tế", "heads": units[found["heads"].unit_id],
    }  # fmt: skip
    assert {key: one.required for key, one in found.items()} == {"land": True, "heads": False}
    assert all(one.asked_by_id is None for one in found.values())
    # Eight o'clock, 420 working minutes until the close: a tenth of them; and a day is not longer than its step.
    assert f"{clock.local(found['heads'].due_at):%d %H:%M}" == "23 08:42"
    assert found["land"].due_at == dossier.step_due_at
    with tenancy.scope(communes=[asking.commune.id]):
        assert list(differences(asking.commune.id)) == []


def test_what_is_entered_later_is_asked_when_it_is_entered(asking):
    later = NOW + timedelta(hours=3)
    dossier = accepted(asking, 3, entered_at=later)
    heads = asked(asking, dossier)["heads"]
    assert (dossier.accepted_at, heads.asked_at) == (NOW, later) and heads.due_at > later


def test_more_answers_call_for_more(asking):
    assert set(asked(asking, accepted(asking, 60))) == {"land", "heads", "many"}


def test_a_required_one_holds_up_the_draft_and_no_other(asking):
    dossier = accepted(asking, 3)
    with pytest.raises(ActionRefused, match="ý kiến bắt buộc"):
        intake.propose_result(call(asking.handler, dossier, A.PROPOSE), RESULT)
    land = asked(asking, dossier)["land"]
    expert = make_officer(asking.commune.id, "handler", unit="office", full_name="Hồ Thị Sen")
    given = dossiers.give_opinion(
        call(_at(expert, land), dossier, A.GIVE_OPINION), land.id, "agree", "Không có tranh chấp."
    )
    assert (dossier.snapshot.next_action, given.snapshot.next_action) == ("give_opinion", "propose")
    assert intake.propose_result(call(asking.handler, dossier, A.PROPOSE), RESULT).step_key == "approve"


def _at(expert, opinion):
    return replace(expert, unit_id=opinion.unit_id)


def test_what_was_asked_is_not_asked_again_when_the_draft_comes_back(asking):
    dossier = accepted(asking, 3)
    for one in asked(asking, dossier).values():
        dossiers.withdraw_opinion(call(asking.handler, dossier, A.WITHDRAW_OPINION), one.id)
    proposed = intake.propose_result(call(asking.handler, dossier, A.PROPOSE), RESULT)
    with tenancy.scope(communes=[asking.commune.id]):
        again = call(asking.chair, proposed, A.SEND_BACK, note="Viết lại")
        back = dossiers.move(again, dossiers.ResultSentBack(uuid4()))
    assert back.step_key == "check" and len(asked(asking, dossier)) == 2


def test_answers_changed_by_a_supplement_call_for_what_is_missing(asking):
    dossier = accepted(asking, 3)
    item = intake.SupplementItem("field", "copies", "Số bản", "Ghi đúng số bản")
    intake.ask_supplement(call(asking.handler, dossier, A.REQUEST_SUPPLEMENT), [item], "Thiếu")
    intake.save_supplement_fields(asking.citizen, dossier.id, {"copies": "60"})
    intake.answer_supplement(asking.citizen, dossier.id, now=NOW)
    assert set(asked(asking, dossier)) == {"land", "heads", "many"}


def test_a_commune_without_such_a_unit_asks_the_heads():
    from motcua.casework.dossiers.use_cases.consulting import unit_for

    units = [organisation.UnitInfo(new, kind, name, "") for new, kind, name in UNITS]

    def told(**more):
        consult = catalogue.Consult("a", "A", "?", **{"unit": "office", **more})
        return unit_for(consult, units)

    assert told() == 3 and told(unit_name="KINH TE") == 4 and told(unit="leadership") == 2
    assert unit_for(catalogue.Consult("a", "A", "?", unit="office"), units[:2]) == 2


UNITS = [
    (1, "centre", "Trung tâm"),
    (2, "leadership", "Lãnh đạo"),
    (3, "office", "Phòng Văn hóa"),
    (4, "office", "Phòng Kinh tế"),
]
