"""`python -m bench.people.proposals COUNT`: dossiers whose results wait for the head, in the running product.

Everything goes through the use cases, as the pages would; the signing waits for the measured way.
"""

import sys
import time
from datetime import date, timedelta
from uuid import uuid4

from motcua.interfaces.cli import installation


def main() -> None:
    """Make so many, and wait until the worker has done what follows from them."""
    with installation.opened():
        commune_id = _make(int(sys.argv[1]))
        _await_quiet(commune_id)


def _make(count: int) -> int:
    from motcua.blocks.identity import api as identity
    from motcua.blocks.organisation import api as organisation
    from motcua.casework.dossiers import api as dossiers
    from motcua.casework.intake import api as intake
    from motcua.kernel import clock
    from tests.casework import birth
    from tests.factories.organisation import make_identity
    from tests.interfaces.counter.conftest import RESULT_FIELDS

    [commune_id] = organisation.all_commune_ids()
    account = identity.log_in_citizen(make_identity(), commune_id=commune_id, now=clock.now())
    citizen = identity.citizen_actor(account)
    today = clock.local_date(clock.now())
    birth.ANSWERS.update(_day("child_birth_date", today - timedelta(days=7)))
    fields = {**RESULT_FIELDS, **_day("0-registered_on", today)}
    officers = {
        name: identity.officer_actor(identity.Account.objects.get(username=name), clock.now())
        for name in ("tiepnhan", "hotich")
    }
    for _ in range(count):
        draft = birth.fill(citizen, commune_id, clock.now())
        dossier = intake.submit_draft(citizen, draft.id, commune_id=commune_id, now=clock.now())
        for name, action in (("tiepnhan", dossiers.Action.ACCEPT), ("hotich", dossiers.Action.PROPOSE)):
            call = dossiers.Call(officers[name], dossier.id, action, clock.now(), action_key=uuid4())
            if action is dossiers.Action.ACCEPT:
                intake.accept_dossier(call)
            else:
                intake.propose_result(call, fields)
    return commune_id


def _day(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def _await_quiet(commune_id: int, patience: float = 180.0) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    deadline = time.monotonic() + patience
    while ProcrastinateJob.objects.filter(task_name="effect", status__in=("todo", "doing")).exists():
        if time.monotonic() > deadline:
            raise SystemExit("the worker did not get through what the dossiers brought")
        time.sleep(0.5)


if __name__ == "__main__":
    main()
