"""Steps and messages of a dossier in the words of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.blocks.identity import api as identity
from motcua.blocks.messaging import api as messaging
from motcua.blocks.organisation import api as organisation
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.labels import DELIVERIES, MESSAGE_CHANNELS
from motcua.kernel import clock

_STUCK = ("failed", "unknown")


@dataclass(frozen=True)
class StepRow:
    """A step with who does it and when; `state` is done, current, late or waiting."""

    name: str
    owner: str
    date: str
    state: str


@dataclass(frozen=True)
class DeliveryRow:
    """What became of a message on a channel; `again`: it can be sent once more by hand."""

    id: UUID
    channel: str
    words: str
    tone: str
    error: str
    again: bool


@dataclass(frozen=True)
class SentRow:
    """A message to the citizen."""

    message: messaging.MessageInfo
    deliveries: list[DeliveryRow]


def steps_of(steps: list[dossiers.StepLine], people: Mapping[UUID, str], now: datetime) -> list[StepRow]:
    """Return the way of the dossier as it is told."""
    return [_step(step, people, now) for step in steps]


def _step(step: dossiers.StepLine, people: Mapping[UUID, str], now: datetime) -> StepRow:
    role = identity.role_names().get(step.role, step.role)
    owner = people.get(step.holder_id, role) if step.holder_id else role
    owner += f", chờ {step.external}" if step.external and step.ended_at is None else ""
    late = step.ended_at is None and step.due_at is not None and step.due_at < now
    if step.ended_at is not None:
        date = f"xong {clock.local(step.ended_at):%H:%M ngày %d/%m/%Y}"
    else:
        date = f"hạn {organisation.tell_soon(step.due_at)}" if step.due_at else ""
    return StepRow(step.name, owner, date, "late" if late else step.status)


def sent_of(sent: list[messaging.SentMessage]) -> list[SentRow]:
    """Return the messages with what became of each on its channels."""
    return [SentRow(one.message, [_delivery(item) for item in one.deliveries]) for one in sent]


def _delivery(info: messaging.DeliveryInfo) -> DeliveryRow:
    words, tone = DELIVERIES.get(info.state, (info.state, "neutral"))
    channel = MESSAGE_CHANNELS.get(info.channel, info.channel)
    return DeliveryRow(info.id, channel, words, tone, info.last_error, info.state in _STUCK)
