"""Tables of the organisation: places, units and people of an authority, and its working calendar."""

from motcua.blocks.organisation.models.calendar import CommuneDay, NationalDay, WorkingWeek
from motcua.blocks.organisation.models.maintenance import Maintenance
from motcua.blocks.organisation.models.people import Assignment, Position, StaffMember
from motcua.blocks.organisation.models.places import Commune, Hamlet, Province, Site, Unit

__all__ = [
    "Assignment", "Commune", "CommuneDay", "Hamlet", "Maintenance", "NationalDay", "Position", "Province", "Site",
    "StaffMember", "Unit", "WorkingWeek",
]  # fmt: skip
