"""What lies with nobody: found in one dossier, by itself and by who is at work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.watch.rules.notices import Around
from motcua.casework.watch.rules.people import People


@dataclass(frozen=True)
class Found:
    """Something that lies with nobody. `subject`: what makes it one thing; `detail`: words, no personal data."""

    kind: str
    subject: str
    dossier_id: UUID | None = None
    reference: str = ""
    detail: str = ""


# What each kind is called, and what is to be done about it.
KINDS = {
    "role_empty": (
        "Không ai làm được bước này",
        "Giao vai trò của bước cho một cán bộ đang làm việc, hoặc phân công người thay.",
    ),
    "holder_gone": (
        "Người giữ hồ sơ không còn làm việc",
        "Phân công lại hồ sơ cho cán bộ khác.",
    ),
    "step_missing": (
        "Bước của hồ sơ không có trong quy trình",
        "Báo quản trị hệ thống; không sửa tay hồ sơ.",
    ),
    "no_step": (
        "Hồ sơ đang làm mà không đứng ở bước nào",
        "Báo quản trị hệ thống; không sửa tay hồ sơ.",
    ),
    "signing_stuck": (
        "Lệnh ký số chưa thực hiện được",
        "Kiểm tra dịch vụ ký số; nếu quá lâu, người ký lập lại lệnh ký.",
    ),
    "effect_failed": (
        "Việc chạy nền bị lỗi",
        "Quản trị hệ thống xem lỗi và chạy lại việc này.",
    ),
    "stale": (
        "Hồ sơ bị bỏ quên",
        "Ngày phải làm việc tiếp theo đã qua quá lâu; mở hồ sơ và giải quyết, hoặc phân công lại.",
    ),
    "opinion_unit_gone": (
        "Hỏi ý kiến đơn vị không có ai trả lời được",
        "Rút câu hỏi lại và hỏi đơn vị khác, hoặc giao quyền cho ý kiến trong đơn vị đó.",
    ),
    "part_unheld": (
        "Phần liên thông không có ai theo dõi",
        "Giao vai trò liên hệ với cơ quan giải quyết cho một cán bộ đang làm việc.",
    ),
    "not_done": (
        "Việc tự động trên hồ sơ không làm được",
        "Báo quản trị hệ thống; lần soát sau sẽ thử lại.",
    ),
    "log_differs": (
        "Hồ sơ khác với nhật ký của nó",
        "Báo quản trị hệ thống kiểm tra ngay; có thể dữ liệu đã bị sửa ngoài phần mềm.",
    ),
    "day_differs": (
        "Số liệu ngày của cán bộ khác với nhật ký",
        "Đã tính lại theo nhật ký. Nếu lặp lại, báo quản trị hệ thống.",
    ),
}


def orphans(one: dossiers.Standing, people: People, around: Around) -> Iterator[Found]:
    """Yield what lies with nobody about a dossier that stands at a step."""
    s = one.snapshot

    def found(kind: str, detail: str = "") -> Found:
        return Found(kind, str(s.id), s.id, one.reference, detail)

    if not one.known:
        yield found("step_missing", f"Bước “{s.step_key}”")
    if s.holder_id is not None and s.holder_id not in people.ids:
        yield found("holder_gone")
    if not people.workers(s.step_role, s.step_unit):
        yield found("role_empty", f"Vai trò “{s.step_role}”")
    elif s.proposed and not people.desk():
        yield found("role_empty", f"Vai trò “{dossiers.DESK.role}”")
    if s.next_at is not None and around.now - s.next_at > timedelta(days=around.law.watch_stale_days):
        yield found("stale", f"Quá {(around.now - s.next_at).days} ngày")


def unkept(part: dossiers.OpenPart, people: People) -> Found | None:
    """Return a part of a joint dossier whose agency nobody keeps contact with."""
    if people.workers(part.snapshot.role, part.snapshot.unit):
        return None
    return Found("part_unheld", str(part.id), part.dossier_id)


def unheard(asked: dossiers.AskedOpinion, people: People) -> Found | None:
    """Return an opinion that nobody can give."""
    if asked.asked_staff_id in people.ids or people.in_unit(asked.unit_id, "dossier.opinion"):
        return None
    return Found("opinion_unit_gone", str(asked.id), asked.dossier_id)
