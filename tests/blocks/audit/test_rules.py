"""Rows become bytes in one way only."""

from datetime import UTC, datetime
from uuid import UUID

from motcua.blocks.audit.rules import Anchor, RowsHash, anchor_line, canonical, read_anchor, together
from motcua.kernel.clock import VIETNAM


def test_a_row_is_written_alike_whatever_the_order_and_the_time_zone():
    at = datetime(2026, 11, 23, 1, tzinfo=UTC)
    one = canonical({"a": 1, "at": at, "b": UUID(int=5), "c": b"\x01"})
    other = canonical({"c": memoryview(b"\x01"), "b": UUID(int=5), "at": at.astimezone(VIETNAM), "a": 1})
    assert one == other
    assert canonical({"a": 2}) != canonical({"a": "2"})


def test_two_rows_are_never_read_as_one():
    split, joined = RowsHash(), RowsHash()
    split.add(b"ab")
    split.add(b"c")
    joined.add(b"abc")
    assert split.digest() != joined.digest()


def test_a_row_of_one_kind_is_not_a_row_of_the_other():
    empty, full = RowsHash(), RowsHash()
    full.add(b"x")
    assert together(empty, full) != together(full, empty)


def test_an_anchor_is_read_as_it_was_written_and_a_torn_one_is_told():
    line = anchor_line(12, bytes(range(32)))
    assert read_anchor(line) == Anchor(12, bytes(range(32)).hex())
    assert read_anchor(line[:-1]) is None
    assert read_anchor("x " + "0" * 64 + "\n") is None
