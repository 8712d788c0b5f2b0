"""A commune as the planner is told of one, without a database."""

from datetime import datetime, timedelta

from motcua.blocks.organisation.api import WorkingCalendar
from motcua.interfaces.cli.demonstration.plan import Hamlet, Kind, PartOf, Sample, StepOf, World
from motcua.kernel.clock import VIETNAM

START = datetime(2023, 11, 20, tzinfo=VIETNAM)
UNTIL = datetime(2026, 11, 20, tzinfo=VIETNAM)
STEPS = (
    StepOf("intake", "receptionist", "accept", 0.0),
    StepOf("process", "handler", "propose", 0.5, asks=True),
    StepOf("approve", "chair", "approve", 0.2, back="process"),
    StepOf("issue", "clerk", "issue", 0.2),
    StepOf("return", "return_desk", "return_result", 0.1),
)
JOINT = "2.000986"
JOINT_STEPS = (*STEPS[:-1], StepOf("parts", "handler", "collect", 0.75, asks=True), STEPS[-1])
PARTS = (
    PartOf("birth", ""),
    PartOf("residence", "Công an xã", ("birth",), ("giay_to",)),
    PartOf("health_card", "Cơ quan bảo hiểm xã hội", ("birth",)),
)
_PART_DAYS = {"birth": 0, "residence": 7, "health_card": 5}
_WORKING_DAYS = {JOINT: 14, "1.013978": 17, "1.013225": 15, "1.001776": 10, "1.004873": 3, "1.001612": 3}
_FIELDS = {
    "2.000815": "Chứng thực", "2.000884": "Chứng thực", "1.004873": "Hộ tịch", "1.001193": "Hộ tịch",
    "1.000894": "Hộ tịch", JOINT: "Hộ tịch", "1.001776": "Bảo trợ xã hội",
    "1.001612": "Thành lập và hoạt động hộ kinh doanh", "1.013978": "Đất đai", "1.013225": "Hoạt động xây dựng",
}  # fmt: skip
_LEVELS = {"2.000815": "partial_online", "2.000884": "counter_only", "1.013225": "partial_online"}
CALENDAR = WorkingCalendar()


def due(code: str, channel: str, at: datetime) -> datetime:
    """Return the close of the so many-th working day after; of the same day where the law says so."""
    return _closing(_WORKING_DAYS.get(code, 0), at)


def part_due(code: str, key: str, at: datetime) -> datetime:
    """Return the same for a part of the joint procedure."""
    return _closing(_PART_DAYS[key], at)


def _closing(days: int, at: datetime) -> datetime:
    day = CALENDAR.working_day_after(at.date(), days) if days else CALENDAR.next_opening(at).date()
    return CALENDAR.close(day)


def world(**changes) -> World:
    """Return a commune of three hamlets with ten procedures, one of them joint."""
    kinds = tuple(
        Kind(
            code, field, _LEVELS.get(code, "full_online"), JOINT_STEPS if code == JOINT else STEPS,
            (Sample(0, ("counter",)), Sample(1)), results=(f"KQ.{code}",), asked=("giay_to",),
            parts=PARTS if code == JOINT else (),
        )
        for code, field in _FIELDS.items()
    )  # fmt: skip
    hamlets = tuple(
        Hamlet(name, people) for name, people in (("Mang Lùng", 6), ("Trà Nô", 3), ("Làng Xi", 1))
    )
    staff = {
        "receptionist": ("tiepnhan",), "handler": ("hotich", "truongphong"), "unit_head": ("truongphong",),
        "chair": ("chutich",), "vice_chair": ("phochutich",), "clerk": ("vanthu",), "cashier": ("tiepnhan",),
        "return_desk": ("tiepnhan",),
    }  # fmt: skip
    given = {
        "kinds": kinds, "hamlets": hamlets, "staff": staff, "calendar": CALENDAR, "due": due,
        "part_due": part_due, "start": START, "until": UNTIL,
    }  # fmt: skip
    return World(**{**given, **changes})


A_DAY = timedelta(days=1)
