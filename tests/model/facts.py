"""The facts that go with an order: fitting ones, and absurd ones."""

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.model.acts import KINDS, LINES
from tests.model.office import BY_NAME
from tests.model.working_time import DAY

if TYPE_CHECKING:
    from tests.model.sequences import Play

Facts = dict[str, Any]
_HOLDERS = [name for name, person in BY_NAME.items() if person.kind == "officer"]


def fit(dice: random.Random, action: str, play: "Play", at: int) -> Facts:
    """Return facts with which the action would probably be carried out."""
    make = _MAKERS.get(action)
    return make(dice, play, at) if make else {}


def absurd(dice: random.Random, action: str, play: "Play", at: int) -> Facts:
    """Return facts that no careful clerk gives: moments that passed, nothing asked, the wrong kind, a lost line."""
    odd: dict[str, Callable[[Any], Any]] = {
        "until": lambda value: at - dice.choice((0, 1, 60, 5 * DAY)),
        "promise": lambda value: None if value is None else at - dice.choice((0, 1, DAY)),
        "items": lambda value: 0,
        "ordered": lambda value: False,
        "able": lambda value: False,
        "forced": lambda value: False,
        "kind": lambda value: dice.choice((*KINDS.values(), "correct_result")),
        "fee": lambda value: "eaten",
        "value": lambda value: dice.choice([*LINES["finance"], *LINES["delivery"], "nowhere"]),
        "delivery": lambda value: dice.choice([None, *LINES["delivery"], "nowhere"]),
        "opinion": lambda value: dice.getrandbits(40),
    }
    given = fit(dice, action, play, at)
    return {name: odd[name](value) if name in odd else value for name, value in given.items()}


def _later(dice: random.Random, at: int) -> int:
    return at + dice.choice((1, 60, DAY, 3 * DAY, 10 * DAY, 30 * DAY, dice.randint(1, 30 * DAY)))


def _asking(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"items": dice.randint(1, 4), "until": _later(dice, at), "ordered": dice.random() < 0.4}


def _answering(dice: random.Random, play: "Play", at: int) -> Facts:
    branching = next((step for step in play.around.shape.steps if step.branch), None)
    if branching is None or play.dossier.step not in (play.around.shape.steps[0].key, branching.key):
        return {"turns": dict(play.dossier.turns)}
    return {"turns": {branching.key: branching.branch} if dice.random() < 0.5 else {}}


def _paying(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"until": _later(dice, at)}


def _asking_opinion(dice: random.Random, play: "Play", at: int) -> Facts:
    due = play.dossier.step_due or at
    until = dice.choice((due, due, due - 60, due + 1))
    required = play.around.shape.consults == "required" or (
        not play.around.shape.consults and dice.random() < 0.3
    )
    return {
        "opinion": dice.getrandbits(40),
        "until": until,
        "required": required,
        "forced": dice.random() < 0.2,
    }


def _opinion(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"opinion": dice.choice(sorted(play.dossier.opinions) or [dice.getrandbits(40)])}


def _extending(dice: random.Random, play: "Play", at: int) -> Facts:
    due = play.dossier.due or at
    return {"until": due + dice.choice((0, 1, DAY, 2 * DAY, 9 * DAY, dice.randint(1, 20 * DAY)))}


def _apologising(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"promise": _later(dice, at) if dice.random() < 0.4 else None}


def _reopening(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"kind": KINDS.get(play.dossier.state, "correct_result"), "until": _later(dice, at)}


def _line(dice: random.Random, play: "Play", at: int) -> Facts:
    line = dice.choice(("finance", "delivery"))
    ways = LINES[line].get(getattr(play.dossier, line)) or ("none",)
    return {"line": line, "value": dice.choice(ways)}


def _parcel(dice: random.Random, play: "Play", at: int) -> Facts:
    return {"delivery": dice.choice((None, *LINES["delivery"].get(play.dossier.delivery, ())))}


# What the money says once nothing more is demanded: as it did before.
_UNDEMANDED = ("none", "due", "paid", "waived", "refunded")


_MAKERS: dict[str, Callable[[random.Random, "Play", int], Facts]] = {
    "accept": lambda dice, play, at: {"owes": dice.random() < 0.4},
    # A written order goes with the request itself.
    "propose_supplement": lambda dice, play, at: {**_asking(dice, play, at), "ordered": False},
    "request_supplement": _asking,
    "answer_supplement": _answering,
    "request_payment": _paying,
    "settle_payment": lambda dice, play, at: {"how": dice.choice(("paid", "waived"))},
    "cancel_payment": lambda dice, play, at: {"how": dice.choice(_UNDEMANDED)},
    "assign": lambda dice, play, at: {"holder": dice.choice(_HOLDERS), "able": True},
    "ask_opinion": _asking_opinion,
    "give_opinion": _opinion,
    "withdraw_opinion": _opinion,
    "stop": lambda dice, play, at: {"fee": dice.choice(("none", "kept", "waived", "refunded"))},
    "enter_answers": lambda dice, play, at: {"complete": dice.random() < 0.8},
    "extend": _extending,
    "apologise": _apologising,
    "reopen": _reopening,
    "set_line": _line,
    "follow_parcel": _parcel,
}
