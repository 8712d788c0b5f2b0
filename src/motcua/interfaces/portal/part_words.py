"""The matters of a joint dossier as its citizen sees them: who handles each, how far it is, when it is due."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext, gettext_noop

from motcua.casework.dossiers.api import PartInfo, PartState
from motcua.interfaces.portal.timeline import Stage
from motcua.interfaces.portal.words import moment

_WORDS = {
    PartState.READY: gettext_noop("Xã đang chuyển cho cơ quan này."),
    PartState.ASKED: gettext_noop("Cơ quan này cần thêm giấy tờ; xã sẽ báo ông/bà nếu phải bổ sung."),
    PartState.DONE: gettext_noop("Đã có kết quả."),
    PartState.ENDED: gettext_noop("Đã dừng cùng hồ sơ."),
}
_STATES = {
    PartState.DONE: "done",
    PartState.REFUSED: "stopped",
    PartState.ENDED: "stopped",
    PartState.WAITING: "waiting",
}


def part_stages(parts: Sequence[PartInfo], committee: str, now: datetime) -> list[Stage]:
    """Return the matters in the order of the procedure; `committee`: how the commune's own committee is called."""
    return [_stage(one, one.what.agency or committee, now) for one in parts]


def _stage(part: PartInfo, owner: str, now: datetime) -> Stage:
    state = _STATES.get(part.state, "current")
    if part.ended_at is not None:
        return Stage(
            part.what.name, owner, gettext("xong lúc %s") % moment(part.ended_at), state, _note(part)
        )
    if part.state is not PartState.WAITING and part.snapshot.late(now):
        sorry = gettext("Việc này đã quá hạn. Ủy ban nhân dân xin lỗi ông/bà vì sự chậm trễ.")
        return Stage(part.what.name, owner, gettext("hạn %s") % moment(part.due_at), "late", sorry)
    date = gettext("hạn %s") % moment(part.due_at) if part.due_at else ""
    return Stage(part.what.name, owner, date, state, _note(part))


def _note(part: PartInfo) -> str:
    if part.state is PartState.WAITING:
        return gettext("Bắt đầu khi xong: %s.") % ", ".join(part.waits_for)
    if part.state is PartState.REFUSED:
        return gettext("Không giải quyết được. Lý do: %s") % part.note
    return gettext(_WORDS[part.state]) if part.state in _WORDS else ""
