"""The reference by itself: stories told by hand from the law, and that nothing of the product is in it."""

import ast
import re
import sys
from pathlib import Path

import pytest

from tests.model import lives
from tests.model.comparing import seen
from tests.model.reference import WAYS
from tests.model.sequences import Happening, begin, make
from tests.model.working_time import told

HERE = Path(__file__).parent
REFERENCE = (
    "reference.py", "states.py", "acts.py", "ticking.py", "office.py", "working_time.py", "calendar_2026.py",
    "sequences.py", "facts.py", "lives.py",
)  # fmt: skip


def strangers(source: str) -> set[str]:
    """Return what a module imports beside the standard library and the model itself."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
        elif isinstance(node, ast.Name) and node.id in ("__import__", "eval", "exec"):
            names.add(node.id)
    return {name for name in names if not _own(name)}


def _own(name: str) -> bool:
    head = name.split(".", maxsplit=1)[0]
    allowed = head in sys.stdlib_module_names and head != "importlib"
    return allowed or name == "tests.model" or name.removeprefix("tests.model.") + ".py" in REFERENCE


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_knows_nothing_of_the_product(name):
    assert strangers((HERE / name).read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "planted",
    ["from motcua.casework.dossiers.rules import states", "import importlib", "x = __import__('motcua')"],
)
def test_a_look_at_the_product_is_found(planted):
    assert strangers(planted)


def play(text):
    """Play a story; return what is seen at its end and how each order was answered."""
    sequence = lives.read(text)
    played, answers = begin(sequence), []
    for event in sequence.events:
        if isinstance(event, Happening):
            played.happen(event)
        else:
            answers.append(played.order(event))
    return seen(played), answers


ACCEPTED = """
    plain 0 2026-11-02T08:00 complete {}
    2026-11-02T09:00 accept receptionist {"owes": false}
"""


def test_an_answer_is_due_within_eight_working_hours():
    end, _ = play("plain 0 2026-11-06T17:05 complete {}")
    assert (end["next_action"], told(end["next_at"])) == ("accept", "2026-11-09T17:00")


def test_acceptance_starts_the_clock_and_divides_the_term():
    end, answers = play(ACCEPTED)
    assert answers == [""]
    assert (end["state"], told(end["due"]), told(end["step_due"])) == (
        2,
        "2026-11-09T09:00",
        "2026-11-04T15:00",
    )
    assert (end["step"], end["holder"], end["next_action"]) == ("process", None, "propose")


def test_a_supplement_keeps_the_minutes_and_a_second_needs_an_order():
    """Five days, stopped with 1,740 minutes left: they run from the answer, whatever the weekend does."""
    text = f"""{ACCEPTED}
        2026-11-03T14:00 request_supplement handler {{"items": 2, "until": "2026-12-03T17:00", "ordered": false}}
    """
    end, _ = play(text)
    assert (end["state"], end["supplement"], end["left"], told(end["next_at"])) == (
        5, "asked", 1740, "2026-12-03T17:00",
    )  # fmt: skip
    text += '2026-11-14T10:00 answer_supplement citizen {"turns": {}}\n'
    end, _ = play(text)
    assert (end["state"], told(end["due"]), told(end["due_original"])) == (
        4, "2026-11-19T14:00", "2026-11-09T09:00",
    )  # fmt: skip
    ask = (
        '2026-11-17T10:00 request_supplement handler {"items": 1, "until": "2026-12-03T17:00", "ordered": %s}'
    )
    assert play(f"{text}{ask % 'false'}")[1][-1] == "guard:rounds"
    end, answers = play(f"{text}{ask % 'true'}")
    assert (answers[-1], end["counts_late"], end["rounds"]) == ("", True, 2)


def test_a_withdrawal_ends_the_clock_when_it_was_asked():
    end, answers = play(f"""{ACCEPTED}
        2026-11-03T09:00 request_supplement handler {{"items": 1, "until": "2026-12-03T17:00", "ordered": false}}
        2026-11-04T09:00 request_withdrawal citizen {{}}
        2026-11-05T09:00 confirm_withdrawal receptionist {{}}
    """)
    assert answers[-1] == "" and (end["state"], end["step"], end["paused"]) == (7, "", None)
    assert (told(end["clock_ended"]), told(end["finished"])) == ("2026-11-04T09:00", "2026-11-05T09:00")


@pytest.mark.parametrize(
    ("at", "answer"),
    [("2026-11-08T09:00", ""), ("2026-11-08T09:01", "guard:notice"), ("2026-11-09T09:01", "guard:not_late")],
)
def test_a_term_is_extended_a_day_before_its_end_and_once(at, answer):
    extend = f'{at} extend chair {{"until": "2026-11-14T10:00"}}'
    end, answers = play(f"{ACCEPTED}\n{extend}\n{extend}")
    assert answers[1] == answer
    if not answer:
        assert answers[2] == "guard:never_extended"
        assert (told(end["due"]), told(end["extended_from"])) == ("2026-11-16T10:00", "2026-11-09T09:00")


def test_a_dossier_only_taken_in_is_not_stopped():
    _, answers = play(f"""{ACCEPTED}
        2026-11-03T09:00 stop chair {{"fee": "none"}}
    """)
    assert answers[-1] == "not_from_state"


def test_who_proposed_does_not_approve():
    _, answers = play(f"""{ACCEPTED}
        2026-11-03T09:00 propose approving_handler {{}}
        2026-11-03T10:00 approve approving_handler {{}}
        2026-11-03T11:00 approve chair {{}}
    """)
    assert answers == ["", "", "guard:approver", ""]


def test_a_correction_keeps_the_end_that_was_in_time():
    end, answers = play(f"""{ACCEPTED}
        2026-11-03T09:00 propose handler {{}}
        2026-11-03T10:00 approve chair {{}}
        2026-11-03T10:05 sign system {{}}
        2026-11-03T11:00 issue clerk {{}}
        2026-11-03T11:05 finish system {{}}
        2026-11-04T09:00 return_result desk {{}}
        2026-11-20T09:00 reopen chair {{"kind": "correct_result", "until": "2026-11-25T17:00"}}
    """)
    assert not any(answers)
    assert (end["state"], end["step"], end["holder"], told(end["due"])) == (
        4, "process", "handler", "2026-11-25T17:00",
    )  # fmt: skip
    assert (told(end["clock_ended"]), end["finished"]) == ("2026-11-03T11:05", None)


def test_a_changed_calendar_gives_time_and_takes_none():
    end, answers = play("""
        plain 0 2026-10-02T08:00 complete {}
        2026-10-02T09:00 accept receptionist {"owes": false}
        around calendar_changed
        2026-10-05T09:00 recompute_due system {}
        2026-10-05T09:00 recompute_due system {}
    """)
    assert (told(end["due_original"]), told(end["due"])) == ("2026-10-09T09:00", "2026-10-13T09:00")
    assert answers[-1] == "guard:differs"


def test_sequences_are_the_same_every_time_and_survive_being_written():
    for seed in range(40):
        sequence = make(seed)
        assert sequence == make(seed)
        assert lives.read(lives.write(sequence)).events == sequence.events


GUARDS = set(re.findall(r'"([a-z_]+)"\)$', (HERE / "acts.py").read_text(encoding="utf-8"), re.MULTILINE))


def test_sequences_go_everywhere():
    """Every state, every action both carried out and refused, every guard broken: or the proof proves little."""
    states, done, refused, kinds = set(), set(), set(), set()
    for seed in range(1500):
        sequence = make(seed)
        played = begin(sequence)
        for event in sequence.events:
            if isinstance(event, Happening):
                played.happen(event)
                continue
            kind = played.order(event)
            (refused if kind else done).add(event.action)
            kinds.add(kind)
            states.add(played.dossier.state)
    assert states == set(range(1, 11))
    assert done == refused == set(WAYS)
    wanted = {f"guard:{name}" for name in GUARDS} | {"step", "role", "unit", "held", "permission", "phase"}
    assert len(GUARDS) > 30
    assert wanted | {"stale_page", "done_before", "not_from_state", "guard:time"} <= kinds, wanted - kinds
