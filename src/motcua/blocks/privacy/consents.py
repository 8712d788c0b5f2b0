"""Giving and withdrawing consent: one act, one record, never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from motcua.blocks.privacy.models import ConsentRecord
from motcua.blocks.privacy.texts import ConsentText, texts_on
from motcua.kernel import tenancy
from motcua.kernel.actors import Actor
from motcua.kernel.clock import local_date
from motcua.kernel.errors import Conflict, InvalidInput, NotAllowed, NotFound

WAYS = ("portal", "counter", "paper")


@dataclass(frozen=True)
class ConsentState:
    """Where a person stands on one purpose. `at` None: never asked, which is not consent.

    `up_to_date` tells whether the consent is to the text in force; an older one does not count.
    """

    purpose: str
    title: str
    version: str
    given: bool
    at: datetime | None
    up_to_date: bool


def consent_texts(on: date) -> list[ConsentText]:
    """Return what people may be asked on a day, one text for each purpose, none of them bundled."""
    return [text for text in texts_on(on).values() if text.standing]


def consent_text(purpose: str, on: date) -> ConsentText:
    """Return the text of one purpose in force on a day. Raises: NotFound."""
    text = texts_on(on).get(purpose)
    if text is None:
        raise NotFound("Không có mục đồng ý này.")
    return text


def give_consent(actor: Actor, purpose: str, how: str, *, now: datetime, version: str | None = None) -> None:
    """Record that a citizen consents to one purpose as its text stands; `version` is the text they saw.

    Raises: NotAllowed; NotFound for an unknown purpose; Conflict when the text has changed meanwhile.
    Legal basis: Law 91/2025/QH15, Article 9; Decree 356/2025, Article 6.
    """
    text = consent_text(purpose, local_date(now))
    if version is not None and version != text.version:
        raise Conflict("Nội dung này vừa được sửa. Mời ông/bà đọc lại rồi chọn.")
    _record(actor, text, ConsentRecord.Act.GIVEN, how, now)


def withdraw_consent(actor: Actor, purpose: str, how: str, *, now: datetime) -> None:
    """Record that a citizen withdraws, as easily as it was given. Raises: NotAllowed; NotFound."""
    _record(actor, consent_text(purpose, local_date(now)), ConsentRecord.Act.WITHDRAWN, how, now)


def current_consents(actor: Actor, now: datetime) -> list[ConsentState]:
    """Return where a citizen stands on every purpose."""
    last = _last_acts(_citizen(actor))
    return [_state(text, last.get(text.purpose)) for text in consent_texts(local_date(now))]


def has_consent(applicant_id: UUID, purpose: str, now: datetime) -> bool:
    """Tell whether a person consents now to the text in force; silence is no."""
    text = texts_on(local_date(now)).get(purpose)
    return text is not None and _counts(text, _last_acts(applicant_id).get(purpose))


def _citizen(actor: Actor) -> UUID:
    if actor.citizen_alone is None:
        raise NotAllowed("Chỉ chính người dân mới được đồng ý hoặc rút lại.")
    return actor.citizen_alone


def _record(actor: Actor, text: ConsentText, act: ConsentRecord.Act, how: str, now: datetime) -> None:
    applicant = _citizen(actor)
    if how not in WAYS:
        raise InvalidInput({"how": "Chọn cách người dân đã bày tỏ sự đồng ý."})
    with tenancy.scope(applicants=[applicant]):
        ConsentRecord.objects.create(
            applicant_id=applicant, purpose=text.purpose, act=act, text_version=text.version,
            text_hash=text.hash, how=how, at=now,
        )  # fmt: skip


def _last_acts(applicant_id: UUID) -> dict[str, ConsentRecord]:
    with tenancy.scope(applicants=[applicant_id]):
        rows = ConsentRecord.objects.filter(applicant_id=applicant_id).order_by("at", "id")
        return {row.purpose: row for row in rows}


def _counts(text: ConsentText, last: ConsentRecord | None) -> bool:
    return last is not None and last.act == ConsentRecord.Act.GIVEN and last.text_version == text.version


def _state(text: ConsentText, last: ConsentRecord | None) -> ConsentState:
    return ConsentState(
        purpose=text.purpose,
        title=text.title,
        version=last.text_version if last else text.version,
        given=last is not None and last.act == ConsentRecord.Act.GIVEN,
        at=last.at if last else None,
        up_to_date=last is None or last.text_version == text.version,
    )
