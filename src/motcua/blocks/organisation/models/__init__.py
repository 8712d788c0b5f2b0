"""Tables of the organisation: places, units and people of an authority, and its working calendar."""

from motcua.blocks.organisation.models.calendar import CommuneDay, NationalDay, WorkingWeek
from motcua.blocks.organisation.models.delegation import Delegation
from motcua.blocks.organisation.models.former import FormerCommune
from motcua.blocks.organisation.models.maintenance import Maintenance
from motcua.blocks.organisation.models.people import Assignment, Position, StaffMember
from motcua.blocks.organisation.models.places import Commune, Hamlet, Province, Site, Unit

__all__ = [
    "Assignment", "Commune", "CommuneDay", "Delegation", "FormerCommune", "Hamlet", "Maintenance", "NationalDay",
    "Position", "Province", "Site", "StaffMember", "Unit", "WorkingWeek",
]  # fmt: skip
