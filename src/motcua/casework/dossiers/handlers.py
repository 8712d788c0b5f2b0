"""What the context does with the news of others. Each effect is safe to run again."""

from motcua.blocks.organisation.api import StaffLeft
from motcua.casework.dossiers.use_cases.release_left import release_left
from motcua.kernel.events import RecordedEvent, on_effect


@on_effect(StaffLeft, "dossiers.release_left")
def release_held(event: RecordedEvent) -> None:
    """Give back what somebody held whose post is over; a last day yet to come is waited for by the nightly job."""
    release_left(event.commune_id, now=event.at)
