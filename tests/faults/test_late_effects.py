"""An effect that runs late, after a crash, writes down its reads at the time of reading, not of the event.

A read dated back would lie below a seal made meanwhile, and look as if it had been slipped in.
"""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from motcua.blocks.audit.models import AuditEntry
from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from motcua.kernel import tenancy
from tests.casework.test_way_of_a_dossier import submitted
from tests.factories.effects import run_effects
from tests.factories.organisation import NOW

pytestmark = pytest.mark.django_db
ITEMS = [intake.SupplementItem("field", "child_name", "Tên của trẻ", "Viết đủ họ, chữ đệm và tên")]


def call(actor, dossier, action, **more):
    return dossiers.Call(actor, dossier.id, dossiers.Action(action), NOW, action_key=uuid4(), **more)


def accept_and_ask(office) -> None:
    dossier = submitted(office)
    intake.accept_dossier(call(office.receptionist, dossier, "accept"))
    intake.ask_supplement(call(office.handler, dossier, "request_supplement"), ITEMS, "Chưa đủ")


def refuse(office) -> None:
    intake.refuse_dossier(call(office.receptionist, submitted(office), "refuse", note="Nộp sai nơi"))


@pytest.mark.parametrize("act", [accept_and_ask, refuse])
def test_reads_of_effects_bear_the_time_of_the_reading(office, act):
    act(office)
    with tenancy.scope(communes=[office.commune.id]):
        before = set(AuditEntry.objects.values_list("id", flat=True))
    later = NOW + timedelta(hours=1)
    with time_machine.travel(later, tick=True):
        run_effects(office.commune.id)
    with tenancy.scope(communes=[office.commune.id]):
        times = list(AuditEntry.objects.exclude(id__in=before).values_list("at", flat=True))
    assert len(times) >= 2
    assert all(abs(at - later) < timedelta(minutes=1) for at in times)
