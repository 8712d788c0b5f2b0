"""Limit wrong guesses at the public look-up, and how many appointments come from one place.

The counts are rows of PostgreSQL, so all web workers share them and a restart forgets none. A right answer
writes nothing: only wrong guesses are counted, by network address and by code. Four signs have 160,000
readings; thirty guesses an hour at a code need half a year for them all.
"""

import ipaddress
from datetime import datetime, timedelta

from django.db import connection

from motcua.interfaces.portal.models import WrongGuess
from motcua.kernel import sealing

# Wrong guesses allowed in a window: many people share one address, nobody shares a code. And appointments booked.
LIMITS = {
    "address": (20, timedelta(minutes=15)),
    "code": (30, timedelta(hours=1)),
    "booking": (20, timedelta(hours=1)),
}


def _key(kind: str, value: str) -> str:
    return sealing.blind_index(f"{kind}\0{value}", purpose="portal.wrong_guess").hex()


def place_of(address: str) -> str:
    """Return the network a guess comes from: an IPv4 address, or the /64 of an IPv6 one."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def is_closed(address: str, code: str, *, now: datetime) -> bool:
    """Tell whether there were too many wrong guesses from this address or at this code."""
    keys = {_key("address", place_of(address)): "address", _key("code", code.upper()): "code"}
    rows = WrongGuess.objects.filter(key__in=keys, ends_at__gt=now).values_list("key", "count")
    return any(count >= LIMITS[keys[key]][0] for key, count in rows)


def has_booked_much(address: str, *, now: datetime) -> bool:
    """Tell whether many appointments were booked from this address within the hour."""
    key = _key("booking", place_of(address))
    rows = WrongGuess.objects.filter(key=key, ends_at__gt=now, count__gte=LIMITS["booking"][0])
    return rows.exists()


def count_booked(address: str, *, now: datetime) -> None:
    """Count an appointment that was booked from an address."""
    _count([(_key("booking", place_of(address)), now + LIMITS["booking"][1])], now)


def count_wrong(address: str, code: str, *, now: datetime) -> None:
    """Count a wrong guess."""
    rows: list[tuple[str, datetime]] = [
        (_key("address", place_of(address)), now + LIMITS["address"][1]),
        (_key("code", code.upper()), now + LIMITS["code"][1]),
    ]
    _count(rows, now)


def _count(rows: list[tuple[str, datetime]], now: datetime) -> None:
    """Count once under each key, and forget windows that are over."""
    WrongGuess.objects.filter(ends_at__lte=now).delete()
    with connection.cursor() as cursor:
        # In the order of the keys, so that two guesses at once never wait for each other.
        cursor.executemany(
            "INSERT INTO portal_wrongguess (key, count, ends_at) VALUES (%s, 1, %s)"
            " ON CONFLICT (key) DO UPDATE SET count = portal_wrongguess.count + 1",
            sorted(rows),
        )
