"""A request that waits for another's row fails aloud in the end, and so does one that stands still."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("limit", "value"), [("lock_timeout", "20s"), ("idle_in_transaction_session_timeout", "2min")]
)
def test_the_application_waits_within_limits(limit: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {limit}")
        assert cursor.fetchone()[0] == value
