"""Papers of real dossiers: what the acts of the desk leave in the citizen's hands, and the control slip of the log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.blocks.payments import api as payments
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.api import facts
from motcua.casework.intake import api as intake
from motcua.casework.notices import api as notices
from motcua.casework.notices.rules.forms import form_name
from motcua.casework.notices.use_cases import compose
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import system
from motcua.kernel.errors import NotFound
from motcua.kernel.identifiers import new_id
from tests.casework.birth import WITH_COPIES
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call, submitted
from tests.factories.effects import open_effects, run_effects
from tests.factories.organisation import NOW, TODAY, make_officer
from tests.factories.pdf_text import document_text

A = dossiers.Action
# After the hour from which a same-day procedure is answered on the next working day, a Monday.
FRIDAY = NOW + timedelta(days=4, hours=7, minutes=30)
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def accepted(office, at=NOW, more=None):
    dossier = submitted(office, more)
    return intake.accept_dossier(replace(call(office.receptionist, dossier, A.ACCEPT), now=at))


def act(who, dossier, action, fact, event, *, at=NOW, note="", **known):
    """Carry out an action of the core as the use case of its page does."""
    asked = dossiers.Call(who, dossier.id, action, at, note=note, action_key=uuid4(), facts=fact)
    with tenancy.scope(communes=[dossier.commune_id]):
        return dossiers.act(asked, event, **known)


def papers(office, dossier, kind: str) -> list[str]:
    """Return the texts of the papers of a kind that the effects issued for the dossier."""
    run_effects(office.commune.id)
    assert open_effects(office.commune.id) == 0
    return [
        document_text(notices.read_form(office.citizen, dossier, one.file_id, now=NOW)[1])
        for one in notices.list_forms(dossier)
        if one.form == kind
    ]


def news(office, dossier) -> str:
    """Return the latest message about the dossier."""
    last = messaging.list_sent(office.receptionist, dossier.id)[0].message
    return f"{last.subject}\n{last.body}"


@pytest.fixture
def head(office):
    return make_officer(
        office.commune.id,
        "unit_head",
        full_name="Võ Thị Sáu",
        unit="leadership",
        signing_title="TRƯỞNG PHÒNG",
    )


def test_an_extension_and_then_an_apology_are_form_04(office, head):
    dossier = accepted(office, FRIDAY)
    due, later = dossier.due_at, dossier.due_at + timedelta(days=1)
    extended = act(
        head, dossier, A.EXTEND, facts.Extending(later),
        lambda before, after: dossiers.TermExtended(before.due_at, after.due_at),
        at=FRIDAY + timedelta(hours=1), note="Chờ xác minh nơi sinh",
    )  # fmt: skip
    [form] = papers(office, extended, "04")
    assert "Chờ xác minh nơi sinh" in form
    assert f"Thời gian hẹn trả kết quả: {_clock(due)}" in form
    assert f"hẹn trả kết quả mới: {_clock(extended.due_at)}" in form
    assert "TRƯỞNG PHÒNG (Ký và ghi rõ họ tên) Võ Thị Sáu" in form
    assert "Chờ xác minh nơi sinh" in news(office, extended)
    late = act(
        system(office.commune.id), extended, A.APOLOGISE, facts.Apologising(),
        lambda before, after: dossiers.LatenessApologised(after.promised_at),
        at=extended.due_at + timedelta(hours=1),
    )  # fmt: skip
    [_, apology] = papers(office, late, "04")
    assert f"Thời gian hẹn trả kết quả: {_clock(extended.due_at)}" in apology
    assert "lý do đang được đơn vị giải quyết giải trình" in apology
    assert "chưa xác định được" in apology
    assert "xin lỗi ông/bà" in news(office, late)


def _clock(at):
    at = clock.local(at)
    return f"{at:%H} giờ {at:%M} phút, ngày {at:%d} tháng {at.month} năm {at.year}"


def test_a_stop_is_form_05_with_ground_and_money(office):
    dossier = accepted(office, more=WITH_COPIES)
    taken = act(
        office.handler, dossier, A.TAKE, None, lambda before, after: dossiers.DossierAssigned(after.holder_id)
    )
    stopped = act(
        office.chair, taken, A.STOP, facts.Stopping("waived"),
        lambda before, after: dossiers.DossierStopped("dispute", "waived"), note="Có đơn tranh chấp quyền nhận con",
    )  # fmt: skip
    [form] = papers(office, stopped, "05")
    assert "Lý do dừng giải quyết: Có đơn tranh chấp quyền nhận con" in form
    assert "Có tranh chấp, khiếu nại, tố cáo" in form
    assert "Nghị định 118/2025/NĐ-CP, Điều 21" in form
    assert "Không phải nộp số tiền còn nợ: 16.000 đồng" in form
    assert "Nguyễn Tấn Phát" in form
    assert "Có đơn tranh chấp" in news(office, stopped)


def test_money_asked_for_and_a_wish_to_withdraw_leave_papers(office):
    dossier = accepted(office)
    obligation, limit = new_id(), NOW + timedelta(days=30)
    with tenancy.scope(communes=[office.commune.id]):
        lines = [payments.ChargeLine("x", "Phí thẩm định", 60_000, 2)]
        payments.charge(office.commune.id, dossier.applicant_id, obligation, lines, NOW)
    asked = act(
        office.handler, dossier, A.REQUEST_PAYMENT, facts.Obliging(obligation, limit),
        lambda before, after: dossiers.PaymentRequested(obligation, 60_000, limit), note="Thông báo thuế số 88",
    )  # fmt: skip
    [notice] = papers(office, asked, "amount")
    assert "Phí thẩm định 2 30.000 đồng 60.000 đồng" in notice
    assert "Lý do phải nộp: Thông báo thuế số 88" in notice
    assert "thời gian giải quyết hồ sơ tạm dừng" in notice
    assert "60.000 đồng" in news(office, asked)
    wish = new_id()
    for note in ("Đi nơi khác", "Khai nhầm"):
        wished = act(
            office.receptionist, asked, A.REQUEST_WITHDRAWAL, facts.Withdrawing("paper"),
            lambda before, after: dossiers.WithdrawalRequested(wish, "paper"), note=note,
        )  # fmt: skip
        if note == "Đi nơi khác":
            asked = act(
                office.receptionist, wished, A.DECLINE_WITHDRAWAL, None,
                lambda before, after: dossiers.WithdrawalDeclined(wish), note="Đã ký kết quả",
            )  # fmt: skip
    gone = act(
        office.receptionist, wished, A.CONFIRM_WITHDRAWAL, None,
        lambda before, after: dossiers.DossierWithdrawn(wish), note="Đã trả giấy tờ",
    )  # fmt: skip
    [declined], [slip] = papers(office, gone, "declined"), papers(office, gone, "withdrawal")
    assert "Lý do xin rút: Đi nơi khác" in declined
    assert "Lý do không cho rút: Đã ký kết quả" in declined
    assert "Lý do xin rút: Khai nhầm" in slip
    assert "Giấy tờ trả lại gồm" in slip
    assert "đã được rút theo đề nghị" in news(office, gone)


def test_the_control_slip_tells_every_hand_over_of_the_log(office, head):
    new = submitted(office)
    with pytest.raises(NotFound):
        notices.control_slip(office.handler, new, now=NOW)
    dossier = intake.accept_dossier(call(office.receptionist, new, A.ACCEPT))
    asked = NOW + timedelta(minutes=30)
    units = {unit.kind: unit for unit in organisation.list_units(office.commune.id, TODAY)}
    opinion, due = new_id(), NOW + timedelta(hours=3)
    taken = act(
        office.handler, dossier, A.TAKE, None,
        lambda before, after: dossiers.DossierAssigned(after.holder_id), at=asked,
    )  # fmt: skip
    act(
        office.handler, taken, A.ASK_OPINION, facts.AskingOpinion(opinion, due),
        lambda before, after: dossiers.OpinionAsked(opinion, units["leadership"].id, due, required=False), at=asked,
    )  # fmt: skip
    late = NOW + timedelta(days=2)
    intake.propose_result(replace(call(office.handler, dossier, A.PROPOSE), now=late), RESULT_FIELDS)
    at_chair = dossiers.get_dossier(office.chair, dossier.id)
    lines = compose.control_slip(at_chair, late).hand_overs
    told = [(one.giver, one.receiver, one.outcome, one.note) for one in lines]
    assert told == [
        ("Nguyễn Văn An", "Phạm Thị Dung", "", "Nộp hồ sơ"),
        ("Phạm Thị Dung", "Đinh Văn Nơ", "early", "Tiếp nhận"),
        ("Đinh Văn Nơ", "", "", "Lấy ý kiến"),
        ("Đinh Văn Nơ", "", "late", "Trình duyệt"),
    ]
    assert lines[1].received_at == asked
    assert lines[3].received_at is None
    leadership = units["leadership"].name
    assert [one.giver_unit for one in lines] == ["Người nộp hồ sơ", *[units["centre"].name] * 3]
    assert lines[2].receiver_unit == leadership
    name, pdf = notices.control_slip(office.chair, at_chair, now=late)
    text = document_text(pdf)
    assert name.endswith(".pdf")
    assert text.count("Quá hạn") == 2
    assert pdf == notices.control_slip(office.chair, at_chair, now=late)[1]


def test_the_set_of_forms_is_that_of_the_day_of_intake(office):
    dossier = accepted(office)
    last_day = datetime(2025, 9, 14, 16, 59, tzinfo=UTC)  # 23:59 in Vietnam
    old, new = (replace(dossier, accepted_at=last_day + timedelta(minutes=n)) for n in (0, 1))
    assert compose.control_slip(old, NOW).name == form_name("tt01-2018", "06")
    assert compose.control_slip(new, NOW).name == form_name("tt03-2025", "06")


def test_one_receipt_serves_dossiers_handed_in_together(office):
    together = [accepted(office), accepted(office)]
    form = compose.joint_receipt(together, "Phạm Thị Dung", f"{together[0].code}/2", NOW)
    assert [line.dossier_code for line in form.lines] == [one.code for one in together]
    assert len({line.lookup_secret for line in form.lines}) == 2
    assert form.lines[0].papers >= 2
