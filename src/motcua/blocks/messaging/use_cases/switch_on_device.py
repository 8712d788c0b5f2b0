"""Switch notices on in a browser, at the press of its user: the consent and the address in one."""

from datetime import datetime

from motcua.blocks.identity.api import own_person
from motcua.blocks.messaging.models import Device
from motcua.blocks.messaging.ports import PushAddress, PushService
from motcua.kernel import ports, sealing, tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotAllowed

# So many browsers of one person; the one switched on first gives way.
MOST_DEVICES = 10
_REFUSED = (
    "Máy này chưa bật được tin báo: dịch vụ báo tin của trình duyệt không nằm trong danh sách được phép."
)


def index_of(endpoint: str) -> bytes:
    """Return by what an endpoint is found again without being read."""
    return sealing.blind_index(endpoint, purpose="messaging.device")


def switch_on_device(actor: Actor, commune_id: int, address: PushAddress, *, now: datetime) -> None:
    """Keep the address of the actor's browser. Repeating it does no harm.

    A browser belongs to whoever switched it on last: on a shared machine nobody is told another's news.
    Raises NotAllowed for anybody but the citizen in person, InvalidInput for an address that is not of a push
    service of this installation's list.
    """
    if actor.kind != "citizen" or actor.account_id is None or actor.helper is not None:
        raise NotAllowed("Chỉ chính người dân mới bật được tin báo.")
    if not ports.get(PushService).accepts(address):
        raise InvalidInput({"endpoint": _REFUSED}, _REFUSED)
    index, person = index_of(address.endpoint), own_person(actor)
    with tenancy.scope(communes=[commune_id], applicants=actor.applicants):
        Device.objects.filter(commune_id=commune_id, endpoint_index=index).delete()
        mine = Device.objects.filter(commune_id=commune_id, applicant_id=actor.account_id)
        kept = mine.order_by("-agreed_at", "-id").values_list("id", flat=True)[: MOST_DEVICES - 1]
        mine.exclude(id__in=list(kept)).delete()
        Device.objects.create(
            commune_id=commune_id,
            applicant_id=actor.account_id,
            person_id=person,
            endpoint=address.endpoint,
            endpoint_index=index,
            p256dh=address.p256dh,
            auth=address.auth,
            agreed_at=now,
        )
