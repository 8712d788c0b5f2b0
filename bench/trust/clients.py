"""Browsers without a screen: they press each button until an answer comes, as a person does whose page hangs."""

import queue
import random
import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from uuid import UUID, uuid4

import requests

from bench.trust.ledger import Ledger
from motcua.interfaces.cli.demonstration.commune import PIN

_REVISION = re.compile(r'name="revision"\s+value="(\d+)"')
_DOSSIER = re.compile(r"/ho-so/([0-9a-f-]{36})/")
_TOKEN = "t" * 32
# Longer than any part needs to come back: nobody waits longer for a page.
_GIVE_UP_SECONDS = 40.0
_SIGNING_SECONDS = 240.0
# A person does something else between two applications; the kills are aimed, so this costs no sharpness.
_BETWEEN = (0.2, 0.9)
_PRESSED_TWICE = 0.1


class Unanswered(Exception):
    """A request got no usable answer for longer than anybody waits."""


class Browser:
    """A session that sends the same request again until the server answers it."""

    def __init__(self, url: str, cookie: str, ledger: Ledger) -> None:
        self._url, self._ledger = url, ledger
        self._cookies = {"motcua": cookie, "csrftoken": _TOKEN}

    def ask(self, path: str, post: Mapping[str, str] | None = None) -> requests.Response:
        """Return the answer; no connection and a fault of the server (5xx) mean: once more. Raises Unanswered."""
        until, last = time.monotonic() + _GIVE_UP_SECONDS, ""
        while time.monotonic() < until:
            try:
                answer = self._once(path, post)
            except requests.RequestException as broken:
                last = type(broken).__name__
            else:
                if answer.status_code < 500:
                    return answer
                last = str(answer.status_code)
            self._ledger.again()
            time.sleep(random.uniform(0.05, 0.4))
        raise Unanswered(f"{path}: {last}")

    def _once(self, path: str, post: Mapping[str, str] | None) -> requests.Response:
        if post is None:
            return self._send(path, post)
        with suppress(queue.Full):
            self._ledger.begun.put_nowait(path)
        began = time.monotonic()
        answer = self._send(path, post)
        self._ledger.lasted.append(time.monotonic() - began)
        return answer

    def _send(self, path: str, post: Mapping[str, str] | None) -> requests.Response:
        return requests.request(
            "GET" if post is None else "POST",
            self._url + path,
            data=post,
            cookies=self._cookies,
            headers={"X-CSRFToken": _TOKEN},
            allow_redirects=False,
            timeout=20,
        )


class Client(threading.Thread):
    """A thread that works until it is told to stop; what it has begun it finishes."""

    def __init__(self, ledger: Ledger, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.ledger, self.stop = ledger, stop

    def run(self) -> None:
        """Work; whatever goes wrong is written down."""
        try:
            self.work()
        except Exception as fault:  # a client that died quietly would look like a quiet product
            self.ledger.wonder(f"{type(self).__name__} broke: {fault!r}")

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """Write down what was never answered, and go on with the next."""
        try:
            yield
        except Unanswered as never:
            self.ledger.wonder(f"never answered: {never}")

    def work(self) -> None:
        """Do the client's work."""
        raise NotImplementedError


class Submitter(Client):
    """A citizen who hands in draft after draft."""

    def __init__(
        self,
        browser: Browser,
        drafts: list[UUID],
        onward: "queue.Queue[UUID]",
        ledger: Ledger,
        stop: threading.Event,
    ) -> None:
        super().__init__(ledger, stop)
        self._browser, self._drafts, self._onward = browser, drafts, onward

    def work(self) -> None:
        """Press «Nộp hồ sơ» for each draft until it is acknowledged; twice in a row now and then."""
        for draft in self._drafts:
            if self.stop.is_set():
                return
            time.sleep(random.uniform(*_BETWEEN))
            with self.ledger.lock:
                self.ledger.offered.add(draft)
            with self.patiently():
                dossier = self._press(draft)
                if dossier is not None:
                    self._onward.put(dossier)
                if random.random() < _PRESSED_TWICE:
                    self._press(draft)

    def _press(self, draft: UUID) -> UUID | None:
        post = {"declaration": "yes", "delivery": "online"}
        answer = self._browser.ask(f"/ho-so-nhap/{draft}/kiem-tra/", post)
        found = _DOSSIER.search(answer.headers.get("Location", ""))
        if answer.status_code != 302 or found is None:
            self.ledger.wonder(f"submission: {answer.status_code} {answer.headers.get('Location', '')}")
            return None
        self.ledger.submission(draft, UUID(found[1]))
        return UUID(found[1])


@dataclass(frozen=True)
class Office:
    """The officers' browsers by action, and what the handler writes on the result."""

    browsers: Mapping[str, Browser]
    boxes: Mapping[str, str]


_PAGES = {"accept": "tiep-nhan", "propose": "trinh", "approve": "duyet", "issue": "phat-hanh"}


class Officers(Client):
    """The office: accepts, proposes, approves and issues what comes in."""

    def __init__(
        self, office: Office, incoming: "queue.Queue[UUID]", ledger: Ledger, stop: threading.Event
    ) -> None:
        super().__init__(ledger, stop)
        self._office, self._incoming = office, incoming
        self._signing: list[tuple[UUID, float]] = []

    def work(self) -> None:
        """Take dossiers as they come, the newest first when they pile up, and issue what is signed by now."""
        while not self.stop.is_set():
            try:
                dossier = self._incoming.get(timeout=0.2)
            except queue.Empty:
                self._issue_signed()
                continue
            with self.patiently():
                if all(self._act(dossier, action) for action in ("accept", "propose", "approve")):
                    self._signing.append((dossier, time.monotonic()))
            self._issue_signed()

    def _issue_signed(self) -> None:
        for waiting in list(self._signing[:3]):
            dossier, since = waiting
            over = time.monotonic() - since > _SIGNING_SECONDS
            with self.patiently():
                over = self._act(dossier, "issue", patient=True) or over
            if over:
                self._signing.remove(waiting)

    def _act(self, dossier: UUID, action: str, *, patient: bool = False) -> bool:
        """Open the page of an action and press its button; `patient`: a page that is not open yet is no wonder."""
        browser, path = self._office.browsers[action], f"/mot-cua/ho-so/{dossier}/{_PAGES[action]}/"
        page = browser.ask(path)
        revision = _REVISION.search(page.text)
        if page.status_code != 200 or revision is None:
            if not patient:
                self.ledger.wonder(f"{action} page: {page.status_code} {page.headers.get('Location', '')}")
            return False
        key = uuid4()
        post = {"revision": revision[1], "action_key": str(key)}
        if action == "propose":
            post |= self._office.boxes
        if action in ("approve", "issue"):
            post["pin"] = PIN
        answer = browser.ask(path, post)
        if answer.status_code == 302 and answer.headers["Location"].endswith(f"/mot-cua/ho-so/{dossier}/"):
            self.ledger.action(dossier, action, key)
            return True
        self.ledger.wonder(f"{action}: {answer.status_code}")
        return False
