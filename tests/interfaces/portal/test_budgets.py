"""How many statements a page costs: one for each thing it shows.

Transactions, savepoints, scopes, the session and the account with whom it acts for are the same for every page and
not counted.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers import api as dossiers
from motcua.casework.intake import api as intake
from tests.casework.test_way_of_a_dossier import call

pytestmark = pytest.mark.slow

_TRANSACTION = ("SAVEPOINT", "RELEASE", "ROLLBACK", "set_config")
_ACCOUNT = ('"identity_account"', '"identity_citizenprofile"', 'FROM "identity_representation"')
_SAME_FOR_ALL = (*_TRANSACTION, *_ACCOUNT, '"django_session"')


def statements(client, address) -> list[str]:
    """Return the statements of a page on its second visit, when the process knows what never changes."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    found = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in found if not any(part in sql for part in _SAME_FOR_ALL)]


@pytest.fixture
def accepted(office, handed_in):
    return intake.accept_dossier(call(office.receptionist, handed_in, dossiers.Action.ACCEPT))


BUDGETS = {
    "/": 2,  # drafts, dossiers
    "/tim/?q=khai sinh": 0,
    "/thu-tuc/1.001193/": 3,  # fees of three channels
    "/trang-cua-toi/": 3,  # drafts, dossiers, unread messages
    "/thong-bao/": 1,
    "/tien-do/": 1,
    "/ho-so-nhap/{draft}/child/": 1,
    "/ho-so-nhap/{draft}/giay-to/": 2,  # draft, files
    "/ho-so-nhap/{draft}/kiem-tra/": 3,  # draft, fees, what runs already
    "/tra-cuu/{code}/{secret}/": 2,  # wrong guesses, the dossier
    "/ho-so/{dossier}/da-nop/": 1,
    # Dossier, history, steps, staff, roles, forms, money, results, answers, papers, files, supplement.
    "/ho-so/{dossier}/": 12,
}


@pytest.mark.parametrize("page", BUDGETS)
def test_the_budget_of_a_page(office, browser, draft, accepted, page):
    secret = dossiers.lookup_secret(accepted.id)
    address = page.format(draft=draft.id, dossier=accepted.id, code=accepted.code, secret=secret)
    found = statements(browser, address)
    assert len(found) <= BUDGETS[page], "\n".join(found)
