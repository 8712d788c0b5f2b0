"""Publish a working process: what stands against it is told first, with its step."""

from datetime import datetime
from uuid import UUID

from motcua.casework.authoring.errors import ChangedElsewhere, ProcessNotReady
from motcua.casework.authoring.processes import get_process, process_doubts, process_faults
from motcua.casework.authoring.use_cases.publish_form import Announcement
from motcua.casework.authoring.use_cases.work_on_process import discard_process
from motcua.casework.catalogue import api as catalogue
from motcua.kernel import clock, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput


def publish_process(actor: Actor, code: str, revision: int, told: Announcement, *, now: datetime) -> UUID:
    """Publish the working process in the actor's commune from a day on, and end it; return the new version.

    Dossiers that run stay on their version. Permission: config.manage. Raises: ProcessNotReady with the faults, or
    with doubts while there is no note; InvalidInput and Conflict as `catalogue.publish_own_process`;
    ChangedElsewhere.
    """
    if told.on < clock.local_date(now):
        raise InvalidInput({"on": "Ngày có hiệu lực: chọn hôm nay hoặc một ngày sau hôm nay."})
    with tenancy.scope(communes=[actor.home]):
        copy = get_process(actor, code)
        if copy.revision != revision:
            raise ChangedElsewhere(copy.changed_by)
        faults = process_faults(actor, code, copy.process, told.on)
        doubts = [] if faults else process_doubts(actor, copy.process, told.on)
        if faults or (doubts and not told.note.strip()):
            raise ProcessNotReady(faults, doubts)
        version_id = catalogue.publish_own_process(
            actor, code, copy.process, basis=told.basis, on=told.on, now=now, note=told.note
        )
        discard_process(actor, code, revision)
    return version_id
