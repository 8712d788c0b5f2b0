"""Who may work a step, and who works at the one-stop desk."""

from typing import NamedTuple

# Whoever holds a role on the right may also work a step of the role on the left.
STAND_INS = {
    "chair": frozenset({"vice_chair"}),
    "receptionist": frozenset({"director"}),
    "return_desk": frozenset({"receptionist"}),
}
# They hand work out at steps that are not their own.
HEADS = ("unit_head", "director")


class Place(NamedTuple):
    """Where an act is done: its name, the role that does it, the kind of unit, empty for any."""

    name: str
    role: str
    unit: str


# Receives dossiers, and sends or gives back what a handler proposes to ask of the citizen, whatever step they stand at.
# Legal basis: Decree 118/2025/NĐ-CP, Articles 8 and 17: through the one-stop centre. A handler whose step names the
# request itself sends it in the centre's name.
DESK = Place("Một cửa", "receptionist", "centre")


def workers_of(step_role: str) -> frozenset[str]:
    """Return the roles whose holders may work a step of this role."""
    return STAND_INS.get(step_role, frozenset()) | {step_role}


def worked_as(step_role: str, roles: frozenset[str]) -> str | None:
    """Return the role in which a holder of these roles works a step of this role, null when in none."""
    if step_role in roles:
        return step_role
    return min(workers_of(step_role) & roles, default=None)


def head_of(roles: frozenset[str]) -> str | None:
    """Return the role in which a holder of these roles hands out work, null when in none."""
    return next((role for role in HEADS if role in roles), None)
