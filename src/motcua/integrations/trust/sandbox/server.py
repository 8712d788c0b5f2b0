"""The sandbox over HTTP. The standard library's server: it lets a fault drop or tear an answer."""

import base64
import json
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

from motcua.integrations.ledger import Ledger
from motcua.integrations.trust.sandbox.authority import Authority
from motcua.integrations.trust.sandbox.csc_api import CscApi
from motcua.integrations.trust.sandbox.faults import Fault, Faults
from motcua.integrations.trust.sandbox.keyring import Keyring, Refused
from motcua.integrations.trust.sandbox.stamping import StampingAuthority, rejection

MAX_BODY = 1_000_000
TOKEN_SECONDS = 3600


@dataclass
class Answer:
    """What goes back over the wire."""

    status: int
    body: bytes
    kind: str = "application/json"


@dataclass
class Sandbox:
    """Everything one sandbox process holds."""

    authority: Authority
    keyring: Keyring
    faults: Faults
    ledger: Ledger
    client_id: str
    client_secret: str
    tokens: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.csc = CscApi(self.authority, self.keyring, self.faults, self.ledger)
        self.stamping = StampingAuthority(self.authority)

    def get(self, path: str, query: str = "") -> Answer:
        """Answer a GET."""
        if path == "/_ledger":
            return _json(200, self.ledger.rows(int(parse_qs(query).get("after", ["0"])[0])))
        if path == "/_trust":
            return Answer(200, self.authority.trust_pem(), "application/x-pem-file")
        if path == "/crl":
            return Answer(200, self.authority.revocation_list(self.csc.now()), "application/pkix-crl")
        return _json(404, {"error": "not_found"})

    def post(self, path: str, body: bytes, authorization: str) -> Answer:
        """Answer a POST."""
        if path == "/tsa":
            return self._stamp(body)
        if path == "/oauth2/token":
            return self._give_token(authorization)
        try:
            asked = json.loads(body or b"{}")
            if not isinstance(asked, dict):
                raise ValueError("an object is needed")
            return self._post_json(path, asked, authorization)
        except Refused as refused:
            return _json(400, {"error": refused.error, "error_description": refused.description})
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return _json(400, {"error": "invalid_request", "error_description": str(error)})

    def _post_json(self, path: str, asked: dict[str, Any], authorization: str) -> Answer:
        if path == "/_faults":
            self.faults.arm(asked)
            return _json(200, {"armed": asked})
        if path == "/_credentials":
            return _json(200, {"credentialID": self.keyring.create(asked).id})
        if path == "/_revoke":
            entry = self.keyring.get(str(asked["credentialID"]))
            self.authority.revoke(entry.certificate.serial_number, self.csc.now())
            return _json(200, {"revoked": entry.id})
        method = self.csc.methods.get(path.removeprefix("/csc/v2/"))
        if method is None:
            return _json(404, {"error": "not_found"})
        if path != "/csc/v2/info" and authorization.removeprefix("Bearer ") not in self.tokens:
            return _json(
                401, {"error": "invalid_token", "error_description": "The access token is not valid"}
            )
        return _json(200, method(asked))

    def _give_token(self, authorization: str) -> Answer:
        wanted = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        if not secrets.compare_digest(authorization.encode(), f"Basic {wanted}".encode()):
            return _json(401, {"error": "invalid_client"})
        token = secrets.token_urlsafe(24)
        self.tokens.add(token)
        return _json(200, {"access_token": token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS})

    def _stamp(self, request: bytes) -> Answer:
        kind = "application/timestamp-reply"
        if self.faults.take("tsa_rejects"):
            self.ledger.write("timestamp", "rejected")
            return Answer(200, rejection(), kind)
        wrong = self.faults.take("tsa_wrong_digest") is not None
        try:
            answer = self.stamping.answer(request, at=self.csc.now(), wrong_digest=wrong)
        except (ValueError, TypeError):
            return Answer(400, b"", "text/plain")
        self.ledger.write("timestamp", "ok", count=1)
        return Answer(200, answer, kind)


class Handler(BaseHTTPRequestHandler):
    """Hands requests to `sandbox`, and lets armed faults spoil the carriage."""

    protocol_version = "HTTP/1.1"
    sandbox: ClassVar[Sandbox]

    def do_GET(self) -> None:
        """Answer without faults."""
        path, _, query = self.path.partition("?")
        self._send(self.sandbox.get(path, query))

    def do_DELETE(self) -> None:
        """Disarm the faults."""
        self.sandbox.faults.clear()
        self._send(_json(200, {}))

    def do_POST(self) -> None:
        """Answer; 500 and 503 come before the work, the other faults after it."""
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), MAX_BODY))
        path = self.path.partition("?")[0]
        endpoint = path.rpartition("/")[2]
        for status in (500, 503):
            if self._fault(endpoint, str(status)):
                self._send(_json(status, {"error": "server_error"}))
                return
        late = self._fault(endpoint, "delay")
        if late:
            time.sleep(late.seconds)
        answer = self.sandbox.post(path, body, self.headers.get("Authorization", ""))
        if self._fault(endpoint, "dropped"):
            self.close_connection = True
            return
        if self._fault(endpoint, "garbage"):
            answer = Answer(answer.status, b"\x00<>?", answer.kind)
        self._send(answer, torn=self._fault(endpoint, "truncated") is not None)

    def log_message(self, *_: object) -> None:
        """Write no request log."""

    def _fault(self, endpoint: str, kind: str) -> Fault | None:
        return self.sandbox.faults.take(f"{endpoint}_{kind}")

    def _send(self, answer: Answer, *, torn: bool = False) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if torn else answer.body)
        self.close_connection = self.close_connection or torn


def make_server(sandbox: Sandbox, host: str, port: int) -> ThreadingHTTPServer:
    """Return a server for `sandbox`, bound and not yet serving."""
    return ThreadingHTTPServer((host, port), type("BoundHandler", (Handler,), {"sandbox": sandbox}))


def _json(status: int, content: object) -> Answer:
    return Answer(status, json.dumps(content).encode())
