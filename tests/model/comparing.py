"""Play a sequence in the reference and in a twin, and tell the first difference, shortened to what it needs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from tests.model import lives
from tests.model.reference import duty
from tests.model.sequences import Event, Happening, Play, Sequence, begin
from tests.model.states import Order
from tests.model.working_time import told

View = dict[str, Any]


class Twin(Protocol):
    """The same dossier in something else: the product's rules, or its store."""

    def happen(self, happening: Happening) -> None:
        """Let something happen around the dossier."""

    def order(self, order: Order) -> str:
        """Try the order; return the kind of refusal, or nothing."""

    def view(self) -> View:
        """Return what is compared, in the words of `seen`."""

    def faults(self) -> list[str]:
        """Return what does not fit within the twin itself, as its events replayed against its rows."""


MakeTwin = Callable[[Sequence], Twin]
UNSAID = "refused"
"""A refusal that does not say in which respect, as a use case that looked for a row before it asked the rules."""
_MOMENTS = (
    "step_due", "accepted", "due_original", "due", "extended_from", "promised", "apologised", "paused",
    "wait_until", "withdrawal", "finished", "clock_ended", "returned", "changed", "next_at",
)  # fmt: skip
_OTHERS = (
    "state", "supplement", "finance", "delivery", "step", "holder", "left", "step_left", "rounds",
    "counts_late", "complete",
)  # fmt: skip


def seen(play: Play) -> View:
    """Return what is compared of a dossier of the reference."""
    action, at = duty(play.dossier, play.around)
    named = {name: getattr(play.dossier, name) for name in _OTHERS}
    moments = {name: getattr(play.dossier, name) for name in _MOMENTS if name != "next_at"}
    return {**named, **moments, "next_action": action, "next_at": at}


@dataclass(frozen=True)
class Difference:
    """Where reference and twin part: after which event, in what."""

    sequence: Sequence
    number: int
    what: tuple[str, ...]

    def __str__(self) -> str:
        kept = replace(self.sequence, events=self.sequence.events[: self.number + 1])
        return "\n".join([f"seed {self.sequence.seed}:", *self.what, lives.write(kept)])


def first_difference(sequence: Sequence, make_twin: MakeTwin) -> Difference | None:
    """Play both; return where they part first."""
    play, twin = begin(sequence), make_twin(sequence)
    found = _unlike(seen(play), twin)
    if found:
        return Difference(sequence, -1, found)
    for number, event in enumerate(sequence.events):
        found = _step(play, twin, event)
        if found:
            return Difference(sequence, number, found)
    return None


def _step(play: Play, twin: Twin, event: Event) -> tuple[str, ...]:
    if isinstance(event, Happening):
        play.happen(event)
        twin.happen(event)
        return ()
    expected, given = play.order(event), twin.order(event)
    if expected != given and not (expected and given == UNSAID):
        return (f"refusal: reference {expected or 'none'}, product {given or 'none'}",)
    return () if expected else _unlike(seen(play), twin)


def _unlike(expected: View, twin: Twin) -> tuple[str, ...]:
    given = twin.view()
    found = [
        f"{name}: reference {_told(name, value)}, product {_told(name, given[name])}"
        for name, value in expected.items()
        if given[name] != value
    ]
    return tuple(found + twin.faults())


def _told(name: str, value: Any) -> str:
    return told(value) if name in _MOMENTS else str(value)


def shortened(difference: Difference, make_twin: MakeTwin) -> Difference:
    """Drop events one by one, until none can go while reference and twin still part in the same respect."""
    best, before = difference, None
    while best is not before:
        before = best
        for position in range(best.number, -1, -1):
            best = _without(best, position, make_twin) or best
    return best


def _without(difference: Difference, position: int, make_twin: MakeTwin) -> Difference | None:
    events = difference.sequence.events[: difference.number + 1]
    if position >= len(events):
        return None
    fewer = replace(difference.sequence, events=(*events[:position], *events[position + 1 :]))
    again = first_difference(fewer, make_twin)
    return again if again is not None and _topic(again) == _topic(difference) else None


def _topic(difference: Difference) -> tuple[str, ...]:
    """Return in what they part, without the figures."""
    return tuple(line if line.startswith("refusal") else line.split(":")[0] for line in difference.what[:3])


def differences(sequences: Iterable[Sequence], make_twin: MakeTwin, most: int = 5) -> list[Difference]:
    """Return the first few differences, shortened, one of each kind."""
    found: dict[tuple[str, ...], Difference] = {}
    for sequence in sequences:
        difference = first_difference(sequence, make_twin)
        if difference is not None and _topic(difference) not in found:
            found[_topic(difference)] = shortened(difference, make_twin)
            if len(found) >= most:
                break
    return list(found.values())
