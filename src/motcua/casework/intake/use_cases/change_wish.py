"""Another wish for the result, told after handing in: a new version of the answers in which nothing else is new."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake.contents import version_contents
from motcua.casework.intake.models import AnswerVersion
from motcua.casework.intake.use_cases.accept_dossier import latest_answers
from motcua.casework.intake.use_cases.filing import next_version
from motcua.casework.intake.wishes import (
    DELIVERIES,
    NO_ADDRESS,
    NO_DELIVERY,
    WISH,
    Wish,
    declared_address,
    is_address,
    wish_of,
)
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.errors import InvalidInput, NotAllowed

_ACTION = dossiers.Action.CHANGE_WISH
TOLD_BY = {"desk": "Tại quầy", "telephone": "Qua điện thoại", "writing": "Bằng văn bản, tin nhắn"}
ONLINE = "online"


def change_wish(call: dossiers.Call, delivery: str, address: str, how: str) -> dossiers.DossierInfo:
    """Enter at the desk how the citizen wants the result now; `how`, one of TOLD_BY, they told it.

    `address`: where it goes by post, empty for that of the declaration. Possible until the result is handed over or
    given to the post. Permission: dossier.accept or dossier.return. Raises InvalidInput at `delivery`, `address` and
    `told_by`, and what `dossiers.act` raises. Legal basis: Decree 118/2025/NĐ-CP, Article 22.
    """
    problems = {} if how in TOLD_BY else {"told_by": "Hãy chọn người dân báo bằng cách nào."}
    with tenancy.scope(communes=[call.actor.home]):
        return _change(call, delivery, address, how, problems)


def change_own_wish(
    actor: Actor,
    dossier_id: UUID,
    delivery: str,
    address: str,
    *,
    revision: int,
    action_key: UUID,
    now: datetime,
) -> dossiers.DossierInfo:
    """Say in one's own dossier how one wants the result now; `revision`: of the dossier as the page showed it.

    Raises DossierNotFound, NotAllowed to helpers, InvalidInput at `delivery` and `address`, and what acting raises.
    """
    here = _own_hand(actor, seen := dossiers.get_dossier(actor, dossier_id))
    call = dossiers.Call(here, dossier_id, _ACTION, now, revision=revision, action_key=action_key)
    with tenancy.scope(communes=[seen.commune_id], applicants=actor.applicants):
        return _change(call, delivery, address, ONLINE, {})


def require_wish_open(actor: Actor, dossier: dossiers.DossierInfo, now: datetime) -> None:
    """Raise what `change_own_wish` would raise now, before the citizen chooses anything."""
    dossiers.require_allowed(_own_hand(actor, dossier), dossier, _ACTION, now)


def _own_hand(actor: Actor, dossier: dossiers.DossierInfo) -> Actor:
    """Return the citizen as acting in the commune of the dossier; the rules and the lock need to know which."""
    if actor.citizen_alone is None:
        raise NotAllowed(
            "Chỉ chính người nộp mới đổi được cách nhận kết quả. Người giúp không làm thay việc này."
        )
    return replace(actor, commune_id=dossier.commune_id)


def _change(
    call: dossiers.Call, delivery: str, address: str, how: str, problems: dict[str, str]
) -> dossiers.DossierInfo:
    """Keep the wish within the caller's scope; the lock comes first, so that of two at once the second is told."""
    dossier = dossiers.lock_for(call)
    last = latest_answers(dossier)
    own = " ".join(address.split())
    problems = {**_problems(dossier, last, delivery, own), **problems}
    if problems:
        raise InvalidInput(problems)
    own_address = own if delivery == "post" and own != declared_address(dossier, last) else ""
    version = next_version(
        last, call.now, delivery=delivery, address=own_address or None, source=WISH, told=last.told
    )
    before, after = wish_of(dossier, last), wish_of(dossier, version)
    if before == after:
        raise InvalidInput({"delivery": "Hồ sơ đang đăng ký đúng cách nhận này, không có gì để đổi."})
    done = dossiers.act(
        replace(call, note=_note(before, after, how), contents=version_contents(version)),
        lambda state_before, state_after: dossiers.WishChanged(version.number, how),
    )
    version.save(force_insert=True)
    return done


def _problems(
    dossier: dossiers.DossierInfo, last: AnswerVersion, delivery: str, address: str
) -> dict[str, str]:
    if delivery not in DELIVERIES:
        return {"delivery": NO_DELIVERY}
    if delivery != "post":
        return {}
    return {} if is_address(address or declared_address(dossier, last)) else {"address": NO_ADDRESS}


def _note(before: Wish, after: Wish, how: str) -> str:
    told = f" Người dân báo: {TOLD_BY[how].lower()}." if how in TOLD_BY else ""
    return f"Từ «{before.words}» sang «{after.words}».{told}"
