"""Faults are told by kind and place; their words, which may quote a person, stay out of logs and rows."""

import io
import logging

from motcua.kernel.discretion import DiscreetFormatter, reason
from motcua.kernel.errors import Conflict

NUMBER = "051085777001"


def caught(act) -> BaseException:
    try:
        act()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def deep() -> None:
    try:
        int(f"{NUMBER}x")
    except ValueError as cause:
        raise KeyError(NUMBER) from cause


def logged(act) -> str:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(DiscreetFormatter("%(levelname)s %(message)s"))
    logger = logging.Logger("discretion")
    logger.addHandler(handler)
    try:
        act()
    except Exception:
        logger.exception("it broke")
    return out.getvalue()


def test_a_fault_is_told_by_kind_and_place():
    told = reason(caught(deep))
    assert told.startswith("KeyError in ") and "(deep)" in told
    assert NUMBER not in told


def test_a_sentence_for_people_is_told_as_it_is():
    assert reason(Conflict("Trang này đã cũ.")) == "Conflict: Trang này đã cũ."


def test_a_fault_of_ours_inside_a_library_is_told_with_our_line():
    from motcua.kernel.clock import local

    assert "kernel/clock.py" in reason(caught(lambda: local(__import__("datetime").datetime(2026, 1, 1))))


def test_a_logged_traceback_has_every_frame_and_no_words():
    text = logged(deep)
    assert "it broke" in text and "ValueError" in text and "KeyError" in text
    assert text.index("ValueError") < text.index("KeyError"), "the first cause comes first"
    assert text.count("Traceback") == 2 and "deep()" not in text.split("\n")[0]
    assert NUMBER not in text


def test_a_context_that_was_set_aside_is_not_told():
    def aside() -> None:
        try:
            int(NUMBER + "x")
        except ValueError:
            raise RuntimeError(NUMBER) from None

    text = logged(aside)
    assert text.count("Traceback") == 1 and NUMBER not in text


def test_faults_that_came_from_each_other_are_told_once(monkeypatch):
    """A database that was killed leaves such a pair; to follow it for ever holds the log, and with it the site."""
    lost, broken = KeyError(NUMBER), ValueError(NUMBER)
    lost.__cause__, broken.__context__ = broken, lost
    told: list[str] = []

    def counted(error: BaseException) -> str:
        told.append(type(error).__name__)
        assert len(told) < 10, "round and round"
        return told[-1]

    monkeypatch.setattr("motcua.kernel.discretion.reason", counted)
    text = DiscreetFormatter().formatException((KeyError, lost, None))
    assert told == ["KeyError", "ValueError"]
    assert text.count("Traceback") == 2 and text.index("ValueError") < text.index("KeyError")


def test_the_product_logs_with_it():
    from django.conf import settings

    assert settings.LOGGING["formatters"]["line"]["()"] == "motcua.kernel.discretion.DiscreetFormatter"
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}
