"""Switch notices off: in one browser, or everywhere."""

from motcua.blocks.messaging.models import Device
from motcua.blocks.messaging.use_cases.switch_on_device import index_of
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor


def switch_off_device(actor: Actor, endpoint: str) -> None:
    """Forget a browser of the actor; one that is not theirs, or unknown, is left alone without a word."""
    with tenancy.scope(applicants=actor.applicants):
        mine = Device.objects.filter(applicant_id__in=actor.applicants)
        mine.filter(endpoint_index=index_of(endpoint)).delete()


def switch_off_devices(actor: Actor) -> None:
    """Forget every browser of the actor, in every commune."""
    with tenancy.scope(applicants=actor.applicants):
        Device.objects.filter(applicant_id__in=actor.applicants).delete()
