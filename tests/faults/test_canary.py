"""A number and an ethnicity that occur nowhere else pass through the whole product and leave no readable trace.

Searched: a dump of the database made with the product's own pg_dump, every byte of the file store, all that was
logged, and what the sessions hold; in clear, in base64 and in hexadecimal.
"""

import base64
import io
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from psycopg.conninfo import make_conninfo

from motcua.blocks.identity.api import Account
from motcua.blocks.messaging.jobs import run_delivery
from motcua.blocks.messaging.models import Delivery
from motcua.casework.decisions import api as decisions
from motcua.casework.dossiers import api as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.intake import api as intake
from motcua.casework.synchronisation import api as synchronisation
from motcua.integrations.vneid.sandbox.personas import (
    CANARY_CITIZEN_ID,
    CANARY_ETHNICITY,
    CANARY_SECOND_CITIZEN_ID,
)
from motcua.interfaces.cli.archive import tools
from motcua.interfaces.ui.middleware import SECOND_FACTOR
from motcua.kernel import jobs, tenancy
from motcua.kernel.models import EffectRun
from tests.casework import birth
from tests.casework.birth import photo
from tests.casework.synchronisation import portal as told
from tests.casework.synchronisation.conftest import portal  # noqa: F401  (a fixture)
from tests.casework.test_way_of_a_dossier import RESULT_FIELDS, call
from tests.conftest import OWNER
from tests.factories.effects import run_effects
from tests.factories.offices import PIN
from tests.factories.organisation import NOW, make_citizen

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
# The ASCII part of the ethnicity is found however its accent is written.
CANARIES = (CANARY_CITIZEN_ID, CANARY_SECOND_CITIZEN_ID, CANARY_ETHNICITY, "-Canary")
TALK = f"Số {CANARY_CITIZEN_ID}, vợ {CANARY_SECOND_CITIZEN_ID}, dân tộc {CANARY_ETHNICITY}"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


# -- the search -----------------------------------------------------------------------------------------------


def disguises(text: str) -> Iterator[bytes]:
    """Give a text as it may lie in bytes: in either normal form, in UTF-16, in base64 at each offset, in hex."""
    for form in ("NFC", "NFD"):
        plain = unicodedata.normalize(form, text).encode()
        yield plain
        yield unicodedata.normalize(form, text).encode("utf-16-le")
        for encoded in (plain, plain.lower()):
            yield encoded.hex().encode()
        for offset in range(3):
            coded = base64.b64encode(b"\0" * offset + plain)
            # The signs at both ends also carry bits of the neighbours.
            kept = coded[-(-offset * 8 // 6) : (len(plain) + offset) * 8 // 6]
            yield kept
            yield kept.translate(bytes.maketrans(b"+/", b"-_"))


NEEDLES = sorted({needle.lower() for text in CANARIES for needle in disguises(text)})
# Base64 knows capitals; everything else is looked for in either.
EXACT = sorted({needle for text in CANARIES for needle in disguises(text)})


def traces(haystack: bytes) -> list[bytes]:
    """Return the disguises found."""
    lowered = haystack.lower()
    found = [needle for needle in EXACT if needle in haystack]
    return found + [text.lower().encode() for text in CANARIES if text.lower().encode() in lowered]


@pytest.mark.django_db(transaction=False)
@pytest.mark.parametrize("text", CANARIES)
def test_the_search_finds_what_it_looks_for(text):
    plain = text.encode()
    hidden = [
        plain, plain.hex().encode(), plain.hex().upper().lower().encode(), text.upper().encode(),
        *(base64.b64encode(b"x" * n + plain + b"y" * m) for n in range(3) for m in range(3)),
        base64.urlsafe_b64encode(b"\xff\xfe" + plain), text.encode("utf-16-le"),
    ]  # fmt: skip
    for one in hidden:
        assert traces(b"... " + one + b" ..."), one
    assert not traces(b"nothing of the kind 051085777 Hr\xc3\xaa-Can")


# -- the way through the product --------------------------------------------------------------------------------


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything any logger says, down to DEBUG, written as the product writes its logs."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.getLogger().handlers[0].formatter)
    for own in logging.getLogger().handlers:
        if type(own.formatter).__name__ == "DiscreetFormatter":
            handler.setFormatter(own.formatter)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)
    for logger, level in before:
        logger.setLevel(level)


def canary_citizen(office):
    return make_citizen(
        office.commune.id, full_name="Đinh Văn Thử", citizen_id=CANARY_CITIZEN_ID, ethnicity=CANARY_ETHNICITY,
        email="thu@thu.example.vn",
    )  # fmt: skip


def handed_in(office, citizen, monkeypatch):
    answers = {
        **birth.ANSWERS,
        "mother_citizen_id": CANARY_SECOND_CITIZEN_ID,
        "mother_ethnicity": CANARY_ETHNICITY,
        "child_ethnicity": CANARY_ETHNICITY,
        "birth_facility": f"Trạm y tế {CANARY_ETHNICITY}",
    }
    monkeypatch.setattr(birth, "ANSWERS", answers)
    draft = birth.fill(citizen, office.commune.id)
    for component in draft.papers:
        name = f"{CANARY_CITIZEN_ID} {CANARY_ETHNICITY}.jpg"
        intake.lay_paper(citizen, draft.id, component, BytesIO(photo("hai")), name, now=NOW)
    return intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)


def to_the_end(office, citizen, dossier) -> None:
    """Accept, ask and answer, propose, send back, propose, approve, issue, return: with notes that say too much."""
    item = intake.SupplementItem("field", "child_name", "Tên của trẻ", TALK)
    intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT, note=TALK))
    asked = call(office.handler, dossier, dossiers.Action.REQUEST_SUPPLEMENT, note=TALK)
    intake.ask_supplement(asked, [item], TALK)
    run_effects(office.commune.id)
    intake.save_supplement_fields(citizen, dossier.id, {"child_name": "Đinh Bình An"})
    intake.answer_supplement(citizen, dossier.id, now=NOW)
    fields = {**RESULT_FIELDS, "0-birth_place_full": TALK}
    intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE, note=TALK), fields)
    decisions.send_back(call(office.chair, dossier, dossiers.Action.SEND_BACK, note=TALK))
    intake.propose_result(call(office.handler, dossier, dossiers.Action.PROPOSE), fields)
    decisions.approve_result(call(office.chair, dossier, dossiers.Action.APPROVE), PIN)
    run_effects(office.commune.id)
    decisions.issue_result(call(office.clerk, dossier, dossiers.Action.ISSUE), PIN)
    run_effects(office.commune.id)
    decisions.return_result(call(office.desk, dossier, dossiers.Action.RETURN_RESULT), "online")
    run_effects(office.commune.id)


def refused(office, citizen) -> None:
    draft = birth.fill(citizen, office.commune.id)
    dossier = intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)
    intake.refuse_dossier(call(office.receptionist, dossier, dossiers.Action.REFUSE, note=TALK))
    run_effects(office.commune.id)


def broken_effects(office, citizen, monkeypatch) -> None:
    """Let effects fail with words that quote the person, as a fault of a library does."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    draft = birth.fill(citizen, office.commune.id)
    dossier = intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)
    intake.accept_dossier(call(office.receptionist, dossier, dossiers.Action.ACCEPT))

    def quoting(*args, **kwargs):
        raise ValueError(f"cannot print {TALK}")

    with monkeypatch.context() as planted:
        planted.setattr("motcua.casework.notices.use_cases.issue_form.print_form", quoting)
        for job in ProcrastinateJob.objects.filter(task_name="effect"):
            try:
                jobs.run_effect.func(**job.args)
            except ValueError:
                logging.getLogger("procrastinate.worker").exception("job %s failed", job.id)
    with tenancy.scope(communes=[office.commune.id]):
        [failed] = EffectRun.objects.filter(state="failed")
        assert failed.last_error.startswith("ValueError in casework/notices/use_cases/issue_form.py")


def from_the_national_portal(office, portal) -> None:  # noqa: F811
    """Take in what the national portal tells of them, and put aside what cannot be, once by a fault that quotes."""
    said = {"SoGiayToChuHoSo": CANARY_CITIZEN_ID, "DiaChiChuHoSo": f"xã Ba Tô, {TALK}", "TrichYeuHoSo": TALK}
    named = {**told.FILE, "TenTepDinhKem": f"{TALK}.jpg"}
    portal.records = [
        told.record("H48.53.01-261123-0801", **said, TaiLieuNop=[named]),
        told.record("H48.53.01-261123-0802", **said, MaTTHC=TALK[:50]),
        told.record("H48.53.01-261123-0803", **said, TaiLieuNop=[{**named, "DuongDanTaiTepTin": "/x"}]),
        told.record("", **said),
    ]
    portal.files["/x"] = RuntimeError(f"cannot fetch {TALK}")
    done = synchronisation.ask_portal(office.commune.id, now=NOW)
    assert (done.taken, done.aside) == (1, 3)
    run_effects(office.commune.id)


def delivered(office) -> None:
    with tenancy.scope(communes=[office.commune.id]):
        ids = list(Delivery.objects.values_list("id", flat=True))
    for key in ids:
        run_delivery.func(commune_id=office.commune.id, delivery_id=str(key))


def through_the_pages(office, citizen, dossier) -> None:
    """Open what browsers open, let a session end in mid form, and let a page break."""
    browser = Client(raise_request_exception=False, HTTP_HOST=office.commune_host)
    browser.force_login(Account.objects.get(id=citizen.account_id), backend=_BACKEND)
    draft = intake.start_draft(citizen, office.commune.id, birth.CODE, now=NOW)
    pages = ["/trang-cua-toi/", f"/ho-so/{dossier.id}/", f"/ho-so-nhap/{draft.id}/kiem-tra/", "/thong-bao/"]
    for page in pages:
        assert browser.get(page).status_code in (200, 302), page
    form = f"/ho-so-nhap/{draft.id}/{draft.version.form.pages[0].id}/"
    typed = {"child_name": TALK, "child_ethnicity": CANARY_ETHNICITY, "mother_citizen_id": CANARY_CITIZEN_ID}
    assert browser.post(form, {**typed, "revision": "1"}).status_code < 500
    assert Client(HTTP_HOST=office.commune_host).post(form, typed).status_code in (302, 403)
    assert browser.get("/tra-cuu/", {"ma": CANARY_CITIZEN_ID}).status_code < 500
    assert browser.get("/tim/", {"q": TALK}).status_code < 500
    officer = Client(raise_request_exception=False, HTTP_HOST=office.commune_host)
    account = Account.objects.get(id=office.handler.account_id)
    officer.force_login(account, backend=_BACKEND)
    session = officer.session
    session[SECOND_FACTOR] = str(account.id)
    session.save()
    for page in ("/mot-cua/", f"/mot-cua/ho-so/{dossier.id}/", f"/mot-cua/?q={CANARY_CITIZEN_ID}"):
        assert officer.get(page).status_code in (200, 302), page


# -- what is left ---------------------------------------------------------------------------------------------


def dump(folder: Path) -> bytes:
    """Return the whole database as the product's own pg_dump writes it, in plain SQL."""
    url = make_conninfo(os.environ[OWNER], dbname=os.environ["MOTCUA_TEST_NAME"])
    file = folder / "dump.sql"
    arguments = ["--format=plain", f"--file={file}", os.environ["MOTCUA_TEST_NAME"]]
    tools.call("pg_dump", arguments, url, server_version=connection.pg_version)
    return file.read_bytes()


def stored() -> Iterator[tuple[str, bytes]]:
    for path in Path(settings.MOTCUA_VAR).rglob("*"):
        if path.is_file():
            yield str(path), path.name.encode() + path.read_bytes()


def sessions() -> bytes:
    """Return what sessions hold, unpacked: they are compressed, which would hide a trace."""
    return repr(
        [SessionStore(key).load() for key in Session.objects.values_list("session_key", flat=True)]
    ).encode()


def test_the_canary_leaves_no_trace(office, logged, tmp_path, monkeypatch, portal):  # noqa: F811
    citizen = canary_citizen(office)
    dossier = handed_in(office, citizen, monkeypatch)
    to_the_end(office, citizen, dossier)
    refused(office, citizen)
    from_the_national_portal(office, portal)
    broken_effects(office, citizen, monkeypatch)
    delivered(office)
    through_the_pages(WithHost(office), citizen, dossier)
    dumped = dump(tmp_path)
    assert len(dumped) > 200_000 and dossier.submission_code.encode() in dumped
    assert traces(dumped) == []
    files = dict(stored())
    assert len(files) > 8
    assert {path: traces(content) for path, content in files.items() if traces(content)} == {}
    said = logged.getvalue()
    assert "failed" in said and "Traceback" in said
    assert traces(said.encode()) == [], _lines(said)
    assert traces(sessions()) == []
    # What is sealed is there for whom it is meant.
    desk = intake.open_desk(
        office.handler, dossiers.get_dossier(office.handler, dossier.id), purpose="thử", now=NOW
    )
    assert CANARY_ETHNICITY in repr(desk.answers) and CANARY_CITIZEN_ID in repr(desk.answers)


def _lines(said: str) -> list[str]:
    return [line[:200] for line in said.splitlines() if re.search("|".join(CANARIES), line, re.IGNORECASE)][
        :10
    ]


class WithHost:
    """The office, and the host name under which its pages are served."""

    def __init__(self, office) -> None:
        self._office = office
        from motcua.blocks.organisation.models import Site

        self.commune_host = Site.objects.get(commune_id=office.commune.id).host

    def __getattr__(self, name):
        return getattr(self._office, name)


def test_a_planted_leak_is_found_in_the_dump(office, tmp_path, monkeypatch):
    citizen = canary_citizen(office)
    with tenancy.scope(communes=[office.commune.id], applicants=citizen.applicants):
        assert traces(dump(tmp_path)) == []
    with (
        suppress(ZeroDivisionError),
        tenancy.scope(communes=[office.commune.id], applicants=citizen.applicants),
    ):
        assert Dossier.objects.count() == 0
    monkeypatch.setattr(birth, "ANSWERS", {**birth.ANSWERS})
    draft = birth.fill(citizen, office.commune.id)
    dossier = intake.submit_draft(citizen, draft.id, commune_id=office.commune.id, now=NOW)
    with tenancy.scope(communes=[office.commune.id]):
        Dossier.objects.filter(id=dossier.id).update(owner_search=CANARY_CITIZEN_ID)
    assert traces(dump(tmp_path)) == [CANARY_CITIZEN_ID.encode(), CANARY_CITIZEN_ID.encode()]
