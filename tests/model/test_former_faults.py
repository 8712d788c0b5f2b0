"""Lives that once showed a fault of the product, kept because few random lives come by there."""

import pytest

from tests.model import lives
from tests.model.comparing import first_difference
from tests.model.core_twin import CoreTwin
from tests.model.store_office import found_office
from tests.model.test_store import lived

STOPS_BEFORE_IT_RAN_ON = """
    plain 0 2026-06-01T07:00 complete {}
    2026-06-01T17:00 accept receptionist {"owes": false}
    2026-06-01T17:00 request_supplement handler {"items": 1, "until": "2026-07-01T17:00", "ordered": false}
    2026-06-04T05:35 answer_supplement citizen {"turns": {}}
    2026-06-01T20:11 request_supplement handler {"items": 1, "until": "2026-06-07T05:35", "ordered": true}
    2026-06-09T16:59 recompute_due system {}
"""
IN_THE_STORE = {
    "the open pause keeps its minutes": """
        same_day 0 2026-07-26T23:26 complete {}
        2026-07-29T18:35 accept director {"owes": true}
        around calendar_changed
        2026-07-29T19:34 request_supplement second_handler {"items": 2, "until": "2026-08-08T19:34", "ordered": true}
        2026-08-08T19:33 recompute_due system {}
    """,
    "rows lie before the dossier": """
        plain 0 2026-12-04T14:59 complete {}
        2026-12-01T15:13 accept system {"owes": true}
        2026-12-01T16:24 request_supplement system {"items": 3, "until": "2026-12-12T16:24", "ordered": false}
    """,
    "a counted due moment is kept as if ordered": """
        consult_required 0 2026-03-05T07:00 complete {}
        2026-03-18T17:31 request_withdrawal citizen {}
        2026-03-19T09:14 confirm_withdrawal stand-in {}
        2026-03-19T10:13 reopen chair {"kind": "reconsider_withdrawal", "until": "2026-03-22T10:13"}
        2026-03-19T10:13 accept receptionist {"owes": true}
        around calendar_changed
        2026-04-09T10:14 recompute_due system {}
    """,
}


def test_a_stop_before_the_clock_ran_on_is_refused():
    assert first_difference(lives.read(STOPS_BEFORE_IT_RAN_ON), CoreTwin) is None


@pytest.mark.slow
@pytest.mark.parametrize("life", IN_THE_STORE.values(), ids=IN_THE_STORE)
def test_the_store_follows(db, life):
    assert lived(found_office(), lives.read(life)) is None
