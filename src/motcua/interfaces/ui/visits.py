"""The visit: from a login to the end of its session. Its number is drawn and tells nothing of who came."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest

from motcua.kernel.actors import Actor, Visit
from motcua.kernel.identifiers import new_id

VISIT = "visit"


def begin_visit(request: HttpRequest, now: datetime) -> None:
    """Note in the session that a visit begins with this login."""
    request.session[VISIT] = [str(new_id()), now.isoformat()]


def with_visit(request: HttpRequest, actor: Actor, commune_id: int, *, channel: str = "self") -> Actor:
    """Return the actor with the visit of this session, if it began with a login that was noted."""
    kept = request.session.get(VISIT)
    if kept is None:
        return actor
    number, began = kept
    return replace(actor, visit=Visit(UUID(number), datetime.fromisoformat(began), commune_id, channel))
