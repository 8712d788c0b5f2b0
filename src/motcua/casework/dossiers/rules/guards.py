"""What may stand against an action besides state, role and step: each guard by its name, as the table has it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from motcua.casework.dossiers.rules import facts as f
from motcua.casework.dossiers.rules.clockwork import into_working_time, recomputed
from motcua.casework.dossiers.rules.lines import SETTABLE, TO_POST, WITH_THE_POST, may_move
from motcua.casework.dossiers.rules.snapshot import Snapshot, to_minute
from motcua.casework.dossiers.rules.transitions import REOPENED_FROM
from motcua.casework.dossiers.rules.world import Order, World

# What the steps do that come after the draft.
DECIDING = frozenset({"approve", "issue", "collect", "return_result"})
Check = Callable[[Snapshot, Order, World], bool]


@dataclass(frozen=True)
class Guard:
    """`of_facts`: it looks at what the action brings along, which a page does not have yet."""

    check: Check
    message: str
    of_facts: bool = False


def _time(s: Snapshot, order: Order, world: World) -> bool:
    return to_minute(order.at) >= to_minute(s.last_change)


def _drafting(s: Snapshot, order: Order, world: World) -> bool:
    """Tell whether no draft lies with the head, the clerk or the citizen yet, and none ever went out."""
    if not s.step_key or s.clock_ended_at is not None:
        return False
    return not DECIDING & set(world.process.step(s.step_key).actions)


def _items(s: Snapshot, order: Order, world: World) -> bool:
    return isinstance(order.facts, f.Asking) and order.facts.items_count > 0


def _rounds(s: Snapshot, order: Order, world: World) -> bool:
    ordered = isinstance(order.facts, f.Asking) and order.facts.ordered
    return ordered or s.rounds < world.law.supplement_rounds


def _expired(s: Snapshot, order: Order, world: World) -> bool:
    return s.wait_until is not None and to_minute(order.at) > to_minute(s.wait_until)


def _limit(s: Snapshot, order: Order, world: World) -> bool:
    return isinstance(order.facts, f.Obliging) and order.facts.limit_at > to_minute(order.at)


def _fee_treatment(s: Snapshot, order: Order, world: World) -> bool:
    return isinstance(order.facts, f.Stopping) and order.facts.fee_treatment in f.FEE_TREATMENTS


def _able(s: Snapshot, order: Order, world: World) -> bool:
    return isinstance(order.facts, f.Assigning) and order.facts.able


def _free(s: Snapshot, order: Order, world: World) -> bool:
    return s.holder_id is None or s.holder_id in order.by.stands_in_for


def _held_by_actor(s: Snapshot, order: Order, world: World) -> bool:
    if order.by.kind == "system":
        return s.holder_id is not None
    return order.by.may_act_for(s.holder_id)


def _opinion_due(s: Snapshot, order: Order, world: World) -> bool:
    asked = order.facts
    if not isinstance(asked, f.AskingOpinion) or asked.due_at <= to_minute(order.at):
        return False
    return asked.forced or s.step_due_at is None or asked.due_at <= s.step_due_at


def never_extended(s: Snapshot, world: World) -> bool:
    """Tell whether the due time may still be put off: by an extension, or by the promise of an apology."""
    done = int(s.extended_from is not None or s.promised_at is not None)
    return done < world.law.extension_most


def _notice(s: Snapshot, order: Order, world: World) -> bool:
    notice = timedelta(days=world.law.extension_notice_days)
    return s.due_at is not None and to_minute(order.at) <= s.due_at - notice


def _later(s: Snapshot, order: Order, world: World) -> bool:
    if not isinstance(order.facts, f.Extending) or s.due_at is None:
        return False
    return into_working_time(order.facts.new_due, world.calendar) > s.due_at


def _promise(s: Snapshot, order: Order, world: World) -> bool:
    promise = order.facts.promise if isinstance(order.facts, f.Apologising) else None
    return promise is None or (promise > to_minute(order.at) and never_extended(s, world))


def _kind(s: Snapshot, order: Order, world: World) -> bool:
    kind = order.facts.kind if isinstance(order.facts, f.Reopening) else ""
    wanted = kind != "reconsider_refusal" or world.law.reopen_refusal
    return wanted and s.state in REOPENED_FROM.get(kind, ())


def _new_due(s: Snapshot, order: Order, world: World) -> bool:
    due = order.facts.due_at if isinstance(order.facts, f.Reopening) else None
    return due is not None and into_working_time(due, world.calendar) > to_minute(order.at)


def _line(s: Snapshot, order: Order, world: World) -> bool:
    moved = order.facts
    if not isinstance(moved, f.Line) or moved.line not in SETTABLE:
        return False
    return may_move(moved.line, getattr(s, moved.line), moved.value)


def _parcel(s: Snapshot, order: Order, world: World) -> bool:
    """A parcel may be told of without the dossier: the delivery line moves only when the facts say so."""
    return order.facts is None or (
        isinstance(order.facts, f.Line) and order.facts.line == "delivery" and _line(s, order, world)
    )


GUARDS: dict[str, Guard] = {
    "time": Guard(_time, "Thời điểm này sớm hơn việc đã làm trước đó trên hồ sơ. Hãy kiểm tra lại ngày giờ."),
    "items": Guard(_items, "Hãy chọn ít nhất một mục cần bổ sung.", of_facts=True),
    "reason": Guard(lambda s, o, w: bool(o.note.strip()), "Hãy ghi rõ lý do.", of_facts=True),
    "rounds": Guard(
        _rounds,
        "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho phép yêu cầu một lần;"
        " lần thứ hai cần văn bản của người đứng đầu.",
        of_facts=True,
    ),
    "not_proposed": Guard(
        lambda s, o, w: not s.proposed,
        "Đề nghị bổ sung của hồ sơ này đang ở một cửa. Hãy chờ một cửa gửi đi hoặc trả lại.",
    ),
    "proposed": Guard(
        lambda s, o, w: s.proposed, "Không có đề nghị bổ sung nào đang chờ một cửa."
    ),
    "approver": Guard(
        lambda s, o, w: w.last_worker is None or w.last_worker != o.by.staff_id,
        "Người trình không tự phê duyệt dự thảo của mình. Hãy nhờ lãnh đạo khác ký.",
    ),
    "asked": Guard(
        lambda s, o, w: s.supplement == "asked", "Yêu cầu bổ sung này đã khép lại hoặc đã quá thời hạn trả lời."
    ),
    "expired": Guard(_expired, "Chưa hết thời hạn bổ sung."),
    "limit": Guard(_limit, "Thời hạn nộp tiền phải sau lúc này.", of_facts=True),
    "settled": Guard(lambda s, o, w: not w.owed, "Khoản tiền của hồ sơ chưa nộp đủ."),
    "nothing_paid": Guard(
        lambda s, o, w: s.finance == "due", "Người dân đã nộp tiền nên không hủy yêu cầu được nữa."
    ),
    "drafting": Guard(
        _drafting,
        "Dự thảo kết quả đang ở lãnh đạo, văn thư hoặc kết quả đã có nên không chuyển được nữa. Nếu chưa ký, hãy trả"
        " lại để sửa rồi chuyển.",
    ),
    "no_parts": Guard(
        lambda s, o, w: w.open_children == 0,
        "Hồ sơ liên thông có phần đang làm ở cơ quan khác nên không chuyển được.",
    ),
    "not_transferred": Guard(
        lambda s, o, w: s.transferred_to is None,
        "Hồ sơ đã chuyển đến nơi có thẩm quyền và được giải quyết tiếp ở đó, không mở lại ở đây.",
    ),
    "not_requested": Guard(
        lambda s, o, w: s.withdrawal_requested_at is None, "Hồ sơ này đã có yêu cầu rút, đang chờ trả lời."
    ),
    "not_ordered": Guard(
        lambda s, o, w: not w.issue_ordered,
        "Kết quả đang được đóng dấu phát hành nên không rút, không dừng hồ sơ được nữa."
    ),
    "requested": Guard(lambda s, o, w: s.withdrawal_requested_at is not None, "Chưa có ai yêu cầu rút hồ sơ này."),
    "fee_treatment": Guard(_fee_treatment, "Hãy chọn cách xử lý phí, lệ phí của hồ sơ.", of_facts=True),
    "able": Guard(
        _able, "Hãy chọn người nhận hồ sơ trong danh sách những người làm được bước này.", of_facts=True
    ),
    "free": Guard(_free, "Hồ sơ đã có người nhận. Muốn làm thay, hãy phân công lại hồ sơ trước."),
    "held_by_actor": Guard(_held_by_actor, "Ông/bà không giữ hồ sơ này nên không trả lại được."),
    "opinion_due": Guard(
        _opinion_due, "Hạn cho ý kiến phải sau lúc này và không quá hạn của bước đang làm.", of_facts=True
    ),
    "opinion_open": Guard(lambda s, o, w: w.opinions > 0, "Không còn ý kiến nào đang chờ trả lời."),
    "answers_incomplete": Guard(lambda s, o, w: not s.answers_complete, "Tờ khai đã được nhập đủ."),
    "answers_complete": Guard(
        lambda s, o, w: s.answers_complete, "Tờ khai giấy chưa được nhập đủ. Hãy nhập xong rồi trình."
    ),
    "opinions_closed": Guard(
        lambda s, o, w: w.open_opinions == 0, "Còn ý kiến bắt buộc chưa được trả lời. Hãy chờ hoặc thôi lấy ý kiến."
    ),
    "children_over": Guard(lambda s, o, w: w.open_children == 0, "Còn hồ sơ thành phần chưa xong."),
    "paid": Guard(lambda s, o, w: not w.owed, "Hồ sơ còn khoản phải nộp. Hãy thu đủ rồi trả kết quả."),
    # What the post brought back or lost may go out once more.
    "not_posted": Guard(lambda s, o, w: s.delivery in TO_POST, "Kết quả đã được gửi đi."),
    "not_with_the_post": Guard(
        lambda s, o, w: s.delivery not in WITH_THE_POST,
        "Kết quả đã giao cho bưu điện nên bây giờ không đổi cách nhận được. Bưu điện không phát được, gửi về"
        " quầy Một cửa thì đổi được.",
    ),
    "parcel": Guard(_parcel, "Hồ sơ này không còn theo bưu gửi ấy.", of_facts=True),
    "never_extended": Guard(
        lambda s, o, w: never_extended(s, w), "Hồ sơ này đã được hẹn lại; pháp luật chỉ cho hẹn lại một lần."
    ),
    "not_late": Guard(lambda s, o, w: not s.late(o.at),
        "Hồ sơ đã quá hạn, không gia hạn được nữa; hãy gửi thư xin lỗi."),
    "notice": Guard(_notice, "Đã quá muộn để gia hạn: phải báo trước hạn trả ít nhất một ngày."),
    "later": Guard(_later, "Ngày hẹn mới phải sau ngày hẹn cũ.", of_facts=True),
    "late": Guard(lambda s, o, w: s.late(o.at), "Hồ sơ chưa trễ hẹn."),
    "not_apologised": Guard(lambda s, o, w: s.apologised_at is None, "Đã gửi thư xin lỗi về hồ sơ này."),
    "promise": Guard(
        _promise, "Ngày hẹn lại phải sau lúc này, và chỉ hẹn lại được một lần.", of_facts=True
    ),
    "differs": Guard(lambda s, o, w: bool(recomputed(s, w)), "Lịch làm việc mới không làm đổi hạn của hồ sơ."),
    "kind": Guard(_kind, "Lý do mở lại không hợp với trạng thái của hồ sơ.", of_facts=True),
    "new_due": Guard(_new_due, "Hạn mới phải sau lúc này.", of_facts=True),
    "line": Guard(_line, "Tình trạng của hồ sơ không chuyển như vậy được.", of_facts=True),
}  # fmt: skip


def words_of(name: str, world: World) -> str:
    """Return how a guard refuses, with the parts that are still open where it waits for them."""
    told = f" Còn chờ: {', '.join(world.open_parts)}." if name == "children_over" and world.open_parts else ""
    return GUARDS[name].message + told
