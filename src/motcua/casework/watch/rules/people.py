"""Whose a dossier is: who holds it or may work its step, and who answers for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.casework.dossiers import api as dossiers

# They answer for a unit; where a unit has none, who answers for the whole house.
_HEADS = frozenset({"unit_head", "director"})
_HOUSE = ("director", "chair", "vice_chair")


@dataclass(frozen=True)
class People:
    """The officers at work in a commune on a day."""

    officers: tuple[identity.AtWork, ...]

    @property
    def ids(self) -> frozenset[UUID]:
        """Everybody who is at work."""
        return frozenset(one.staff_id for one in self.officers)

    def workers(self, role: str, unit: str) -> list[UUID]:
        """Return who may work a step of a role, bound to a kind of unit unless that is empty."""
        able = dossiers.workers_of(role)
        return [one.staff_id for one in self.officers if one.roles & able and unit in ("", one.unit_kind)]

    def desk(self) -> list[UUID]:
        """Return who may work at the one-stop desk."""
        return self.workers(dossiers.DESK.role, dossiers.DESK.unit)

    def holders(self, s: dossiers.Snapshot) -> list[UUID]:
        """Return whose a dossier is: its holder's, else of everybody who may work its step."""
        if s.holder_id in self.ids:
            return [s.holder_id]
        return self.workers(s.step_role, s.step_unit)

    def on_turn(self, s: dossiers.Snapshot) -> list[UUID]:
        """Return whose turn it is: the desk's while a proposal waits there, else theirs whose the dossier is."""
        return self.desk() if s.waits_for_desk else self.holders(s)

    def heads(self, s: dossiers.Snapshot) -> list[UUID]:
        """Return who answers for a dossier now: the head of the unit whose turn it is, else of the house."""
        units = {one.unit_id for one in self._at(self.on_turn(s))}
        near = [one.staff_id for one in self.officers if one.roles & _HEADS and one.unit_id in units]
        return near or self._house()

    def in_unit(self, unit_id: UUID, permission: str) -> list[UUID]:
        """Return who of a unit may do something."""
        return [
            one.staff_id for one in self.officers if one.unit_id == unit_id and permission in one.permissions
        ]

    def with_roles(self, roles: Iterable[str]) -> list[UUID]:
        """Return who holds one of these roles."""
        wanted = frozenset(roles)
        return [one.staff_id for one in self.officers if one.roles & wanted]

    def _house(self) -> list[UUID]:
        for role in _HOUSE:
            found = self.with_roles([role])
            if found:
                return found
        return []

    def _at(self, ids: Iterable[UUID]) -> list[identity.AtWork]:
        wanted = set(ids)
        return [one for one in self.officers if one.staff_id in wanted]
