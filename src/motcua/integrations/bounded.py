"""Reading an answer of the outside within a size and a time."""

import time
from typing import cast

import requests
import urllib3

_CHUNK = 16 * 1024


class TooMuch(Exception):
    """The answer is larger than may be; reading stopped at the limit."""


class TooSlow(Exception):
    """The answer was not whole by the deadline."""


def read_within(response: requests.Response, most: int, deadline: float) -> bytes:
    """Return the body of a streamed answer of at most `most` bytes, whole by `deadline` (of `time.monotonic`).

    Raises TooMuch, TooSlow, and what the transport raises.
    """
    raw = cast(urllib3.response.HTTPResponse, response.raw)
    content = bytearray()
    # read1 returns what has arrived, so a slow drip meets the deadline and not one time-out per byte.
    while block := raw.read1(_CHUNK, decode_content=False):
        content += block
        if len(content) > most:
            raise TooMuch
        if time.monotonic() > deadline:
            raise TooSlow
    return bytes(content)
