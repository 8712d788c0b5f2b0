"""What was sent up comes out as it went in, and cannot be read on the disk."""

import os
import resource
from contextlib import nullcontext
from io import BufferedReader

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.interfaces.door.spool import Spool

SECRET = b"001193004512 " * 1000


@given(st.lists(st.binary(max_size=200), max_size=20), st.integers(1, 70))
def test_it_comes_out_as_it_went_in(pieces: list[bytes], step: int) -> None:
    spool = Spool(in_memory=300)
    for piece in pieces:
        spool.write(piece)
    spool.rewind()
    reader = BufferedReader(spool)
    out = b""
    while data := reader.read(step):
        out += data
    assert out == b"".join(pieces)
    assert spool.size == len(out)
    reader.close()


@pytest.mark.parametrize("size", [100, 64_900, 65_000, 65_100, 66_000, 200_000])
def test_a_full_disk_is_told_by_the_write(size: int) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    spool = Spool(in_memory=10)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_000, before[1]))
    try:
        with pytest.raises(OSError) if size > 65_000 else nullcontext():
            spool.write(b"a" * size)
            spool.write(b"")
        spool.rewind()
        spool.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_nothing_readable_is_on_the_disk() -> None:
    spool = Spool(in_memory=100)
    spool.write(SECRET[:50])
    spool.write(SECRET[50:])
    spool.write(SECRET)
    number = spool._file.fileno()
    spool._file.flush()
    on_disk = os.pread(number, 10 * len(SECRET), 0)
    assert len(on_disk) == 2 * len(SECRET)
    assert b"001193004512" not in on_disk
    # It has no name that another could open.
    assert os.fstat(number).st_nlink == 0
    spool.close()
