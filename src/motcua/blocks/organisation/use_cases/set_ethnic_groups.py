"""Say which ethnic groups live in a commune, so that forms offer them first."""

from collections.abc import Sequence
from datetime import datetime

from motcua.blocks.audit.api import config
from motcua.blocks.organisation.models import Commune
from motcua.blocks.organisation.queries import forget_places
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput

MOST, LONGEST = 6, 30


def set_ethnic_groups(actor: Actor, groups: Sequence[str], *, now: datetime) -> tuple[str, ...]:
    """Keep the groups of the actor's commune, the most usual first, in place of those before; none is allowed.

    Raises: NotAllowed; InvalidInput for more than six, an empty name or a long one.
    """
    actor.require("config.manage")
    named = tuple(dict.fromkeys(" ".join(one.split()) for one in groups))
    if len(named) > MOST or any(not 0 < len(one) <= LONGEST for one in named):
        raise InvalidInput({"groups": f"Ghi nhiều nhất {MOST} dân tộc, mỗi tên không quá {LONGEST} chữ."})
    with tenancy.scope(communes=[actor.home]):
        Commune.objects.filter(id=actor.home).update(ethnic_groups=list(named))
        config(actor, "commune.ethnic_groups", "commune", None, now=now, purpose=", ".join(named))
    forget_places()
    return named
