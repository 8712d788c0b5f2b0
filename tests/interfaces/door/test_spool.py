"""What was sent up comes out as it went in, and cannot be read on the disk."""

import os
from io import BufferedReader

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
