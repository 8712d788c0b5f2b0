"""The sub-dossiers of one joint dossier in memory, by the rules that the use cases have."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.casework.dossiers.loading.reading import as_read
from motcua.casework.dossiers.models import Dossier, SubDossier
from motcua.casework.dossiers.rules.part_states import PartState
from motcua.casework.dossiers.use_cases.parts import PartCall, Parts
from motcua.kernel import events
from motcua.kernel.bulk import Rows

_MOMENTS = tuple(
    field.attname for field in SubDossier._meta.concrete_fields if isinstance(field, models.DateTimeField)
)


class PartsInHand(Parts):
    """The parts of a dossier on its way. `told`: hears of every event and its call."""

    def __init__(
        self, rows: Rows, dossier: Dossier, told: Callable[[events.RecordedEvent, PartCall], None]
    ) -> None:
        super().__init__(dossier)
        self._rows, self._told = rows, told
        self._found: list[SubDossier] = []

    def of_id(self, part_id: UUID) -> SubDossier:
        """Return a part by its id."""
        return next(one for one in self._found if one.id == part_id)

    def of_key(self, key: str) -> SubDossier:
        """Return a part by its key in the procedure."""
        return next(one for one in self._found if one.key == key)

    @property
    def open(self) -> list[SubDossier]:
        """Those that are not over."""
        return [one for one in self._found if PartState(one.state).is_open]

    def rows(self) -> list[SubDossier]:
        """Return them in the order in which they came to be."""
        return list(self._found)

    def save(self, part: SubDossier, *, fresh: bool = False) -> None:
        """Keep a row that is new, and bring its moments to the form in which the database gives them back."""
        if fresh:
            self._found.append(self._rows.keep(part))
        as_read(part, _MOMENTS)

    def new_id(self, now: datetime) -> UUID:
        """Return an id of the moment."""
        return self._rows.new_id(now)

    def record(self, call: PartCall, stream_id: UUID, **said: Any) -> events.RecordedEvent:
        """Keep the event, and tell of it."""
        recorded = self._rows.record(stream_id, **said)
        self._told(recorded, call)
        return recorded
