"""How many statements each page and use case may send to the database, once its process is warm.

A page has one statement for each context it shows, and two to spare. What every request or every
transaction needs whatever it does is counted apart, as overhead: see `OVERHEAD`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

SPARE = 2
SUBMIT = 12

# Kinds of fixed overhead, each told by the text of its statements.
OVERHEAD = {
    "transaction": re.compile(r"^(BEGIN|COMMIT|ROLLBACK)"),
    "savepoint": re.compile(r"^(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO)"),
    "scope": re.compile(r"^SELECT set_config\('motcua\.scoped'"),
    "session": re.compile(r'"django_session"'),
    # Whoever asks: the account and what is proven of it, or the post and the roles held today.
    "account": re.compile(
        r'FROM "identity_(account|citizenprofile|representation|rolegrant|role)"|person\.account_id = '
    ),
}
MOST_OVERHEAD = {"session": 1, "account": 4}


@dataclass(frozen=True)
class Page:
    """A page by its address; `shows` names the contexts whose data are on it, each once."""

    path: str
    shows: tuple[str, ...]
    role: str = ""
    # Statements above the rule that this page still sends; never to grow.
    over: int = 0

    @property
    def budget(self) -> int:
        """Statements allowed beside the overhead."""
        return len(self.shows) + SPARE + self.over


@dataclass(frozen=True)
class Spent:
    """The statements of a page or use case: its own, and the overhead by kind."""

    own: tuple[str, ...]
    overhead: Counter[str]


def count(statements: Iterable[str]) -> Spent:
    """Sort statements into those of the page or use case and the fixed overhead."""
    own: list[str] = []
    overhead: Counter[str] = Counter()
    for statement in statements:
        kind = next((kind for kind, sign in OVERHEAD.items() if sign.search(statement)), None)
        if kind is None:
            own.append(statement)
        else:
            overhead[kind] += 1
    return Spent(tuple(own), overhead)


# Names in braces are filled in by the test.
PORTAL_FOR_ANYONE = {
    "home": Page("/", ("catalogue",)),
    "search": Page("/tim/?q=dang+ky+khai+sinh", ("catalogue",)),
    "procedures": Page("/thu-tuc/", ("catalogue",)),
    "procedure": Page("/thu-tuc/1.001193/", ("catalogue",)),
    "look-up form": Page("/tra-cuu/", ()),
    "look-up by QR code": Page("/tra-cuu/{reference}/{letters}/", ("dossiers",)),
    "public progress": Page("/tien-do/", ("dossiers",)),
    "days to book": Page("/hen-gio/", ("appointments",)),
}
PORTAL_FOR_CITIZEN = {
    "home": Page("/", ("catalogue", "intake", "dossiers")),
    "my page": Page("/trang-cua-toi/", ("dossiers", "intake", "messaging")),
    "page of a form": Page("/ho-so-nhap/{draft}/child/", ("intake",)),
    "papers": Page("/ho-so-nhap/{draft}/giay-to/", ("intake", "documents")),
    "check the answers": Page("/ho-so-nhap/{draft}/kiem-tra/", ("intake", "catalogue", "dossiers")),
    "confirmation": Page("/ho-so/{dossier}/da-nop/", ("dossiers",)),
    "dossier": Page(
        "/ho-so/{dossier}/",
        ("dossiers", "intake", "documents", "decisions", "notices", "payments", "organisation"),
        over=1,  # Row, history and steps of a dossier are read apart.
    ),
    "messages": Page("/thong-bao/", ("messaging",)),
}
COUNTER = {
    "work list": Page("/mot-cua/", ("dossiers", "organisation", "workplace", "watch"), "receptionist"),
    "dossier": Page(
        "/mot-cua/ho-so/{dossier}/",
        ("dossiers", "intake", "documents", "audit", "decisions", "notices", "payments", "organisation",
         "messaging"),
        "handler",
        over=2,  # As on the portal; and messages and their deliveries are read apart.
    ),
    "queue": Page(
        "/mot-cua/hang-cho/",
        ("appointments",),
        "receptionist",
        over=3,  # Windows, their rules, tickets, calls, groups and whom to telephone are read apart.
    ),
    "screen": Page("/man-hinh/goi-so/", ("appointments",), "receptionist"),
    "accept": Page("/mot-cua/ho-so/{new}/tiep-nhan/", ("dossiers", "intake", "catalogue"), "receptionist"),
}  # fmt: skip
# Use cases of officers, overhead apart.
ACTIONS = {"accept": 14, "refuse": 8, "propose": 14}
