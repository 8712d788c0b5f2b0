"""The door of the organisation context."""

from motcua.blocks.organisation.calendars import forget_calendars, working_calendar
from motcua.blocks.organisation.delegations import DelegationInfo, list_delegations
from motcua.blocks.organisation.events import CalendarChanged, StaffLeft
from motcua.blocks.organisation.former import current_place
from motcua.blocks.organisation.maintenance import MaintenanceInfo, forget_maintenance, list_maintenance
from motcua.blocks.organisation.posts import find_staff_by_account, get_staff, list_staff
from motcua.blocks.organisation.queries import (
    all_commune_ids,
    find_commune,
    forget_places,
    get_commune,
    list_communes,
    list_hamlets,
    list_units,
    site_commune,
    unit_words,
)
from motcua.blocks.organisation.rules.calendar import WorkingCalendar
from motcua.blocks.organisation.rules.days import DayException, DayKind, Season, Session
from motcua.blocks.organisation.rules.deadlines import Deadline, Pause, Term, due
from motcua.blocks.organisation.rules.deadlines import Unit as TermUnit
from motcua.blocks.organisation.rules.former import Place, is_same_commune
from motcua.blocks.organisation.rules.pauses import pause, resume
from motcua.blocks.organisation.rules.place_names import is_province, province_key
from motcua.blocks.organisation.rules.wording import tell_day, tell_minutes, tell_moment, tell_soon
from motcua.blocks.organisation.use_cases.announce_maintenance import (
    announce_maintenance,
    cancel_maintenance,
)
from motcua.blocks.organisation.use_cases.appoint import appoint
from motcua.blocks.organisation.use_cases.bind_account import bind_account
from motcua.blocks.organisation.use_cases.delegate import end_delegation, write_delegation
from motcua.blocks.organisation.use_cases.end_assignment import end_assignment
from motcua.blocks.organisation.use_cases.found_commune import found_commune
from motcua.blocks.organisation.use_cases.import_mergers import MergersImported, import_mergers
from motcua.blocks.organisation.use_cases.load_national_days import load_national_days
from motcua.blocks.organisation.use_cases.merge_commune import merge_commune
from motcua.blocks.organisation.use_cases.open_units import open_hamlet, open_unit
from motcua.blocks.organisation.use_cases.set_commune_day import clear_commune_day, set_commune_day
from motcua.blocks.organisation.use_cases.set_ethnic_groups import set_ethnic_groups
from motcua.blocks.organisation.values import (
    Absent,
    Appointment,
    CommuneInfo,
    HamletInfo,
    NewCommune,
    NewDelegation,
    StaffInfo,
    UnitInfo,
)


def forget_cached() -> None:
    """Drop what this process remembers: after a restore, and between tests."""
    forget_places()
    forget_calendars()
    forget_maintenance()


__all__ = [
    "Absent",
    "Appointment",
    "CalendarChanged",
    "CommuneInfo",
    "DayException",
    "DayKind",
    "Deadline",
    "DelegationInfo",
    "HamletInfo",
    "MaintenanceInfo",
    "MergersImported",
    "NewCommune",
    "NewDelegation",
    "Pause",
    "Place",
    "Season",
    "Session",
    "StaffInfo",
    "StaffLeft",
    "Term",
    "TermUnit",
    "UnitInfo",
    "WorkingCalendar",
    "all_commune_ids",
    "announce_maintenance",
    "appoint",
    "bind_account",
    "cancel_maintenance",
    "clear_commune_day",
    "current_place",
    "due",
    "end_assignment",
    "end_delegation",
    "find_commune",
    "find_staff_by_account",
    "forget_cached",
    "forget_calendars",
    "found_commune",
    "get_commune",
    "get_staff",
    "import_mergers",
    "is_province",
    "is_same_commune",
    "list_communes",
    "list_delegations",
    "list_hamlets",
    "list_maintenance",
    "list_staff",
    "list_units",
    "load_national_days",
    "merge_commune",
    "open_hamlet",
    "open_unit",
    "pause",
    "province_key",
    "resume",
    "set_commune_day",
    "set_ethnic_groups",
    "site_commune",
    "tell_day",
    "tell_minutes",
    "tell_moment",
    "tell_soon",
    "unit_words",
    "working_calendar",
    "write_delegation",
]  # fmt: skip
