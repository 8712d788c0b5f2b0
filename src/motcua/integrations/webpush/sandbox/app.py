"""The push service over HTTP, with its ledger and faults."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from motcua.integrations.commanded import Commanded
from motcua.integrations.webpush.sandbox.checking import Refused, check

KNOWN = ("404", "410", "429", "500", "503", "delay")
"""`429` takes `seconds` for its Retry-After; `delay` answers `seconds` late, with the message taken."""


@dataclass
class Service(Commanded):
    """Everything one process holds: subscriptions with the key each is bound to, what arrived, armed faults."""

    KNOWN = KNOWN

    origin: str
    bound: dict[str, str] = field(default_factory=dict)
    pushes: list[dict[str, Any]] = field(default_factory=list)


def create_app(service: Service) -> Flask:
    """Return the push service."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    _add_subscriptions(app, service)
    _add_messages(app, service)
    _add_commands(app, service)
    return app


def _add_subscriptions(app: Flask, service: Service) -> None:
    @app.post("/subscribe")
    def subscribe() -> ResponseReturnValue:
        asked = request.get_json(silent=True) or {}
        name = secrets.token_urlsafe(18)
        service.bound[name] = str(asked.get("applicationServerKey", ""))
        service.note("subscribe", "created")
        return jsonify(endpoint=f"{service.origin}/push/{name}"), 201

    @app.delete("/push/<name>")
    def unsubscribe(name: str) -> ResponseReturnValue:
        service.bound.pop(name, None)
        service.note("unsubscribe", "done")
        return "", 204


def _add_messages(app: Flask, service: Service) -> None:
    @app.post("/push/<name>")
    def push(name: str) -> ResponseReturnValue:
        for status in ("404", "410", "429", "500", "503"):
            seconds = service.take(status)
            if seconds is not None:
                service.note("push", status)
                more = {"Retry-After": str(int(seconds))} if status == "429" else {}
                return "", int(status), more
        if name not in service.bound:
            service.note("push", "gone")
            return "", 410
        try:
            claims = check(dict(request.headers), request.get_data(), service.origin, service.bound[name])
        except Refused as refused:
            service.note("push", f"refused {refused.status}: {refused.why}")
            return refused.why, refused.status
        number = _keep(service, name, claims)
        time.sleep(service.take("delay") or 0)
        return "", 201, {"Location": f"{service.origin}/message/{number}"}


def _keep(service: Service, name: str, claims: dict[str, object]) -> int:
    headers = {key: request.headers.get(key, "") for key in ("TTL", "Topic", "Urgency", "Content-Encoding")}
    with service.lock:
        service.pushes.append(
            {"to": name, "body": request.get_data().hex(), "headers": headers, "claims": claims}
        )
        number = len(service.pushes)
    service.note("push", "created")
    return number


def _add_commands(app: Flask, service: Service) -> None:
    @app.get("/")
    def ready() -> ResponseReturnValue:
        return jsonify(service="web push", known=KNOWN)

    @app.route("/_faults", methods=["GET", "POST", "DELETE"])
    def faults() -> ResponseReturnValue:
        if request.method == "DELETE":
            service.faults.clear()
        if request.method == "POST":
            command = request.get_json(silent=True)
            try:
                service.arm(command if isinstance(command, dict) else {})
            except (ValueError, TypeError) as error:
                return jsonify(error=str(error), known=KNOWN), 400
        return jsonify(armed={name: len(left) for name, left in service.faults.items() if left}, known=KNOWN)

    @app.get("/_ledger")
    def ledger() -> ResponseReturnValue:
        return jsonify(service.ledger[request.args.get("after", 0, int) :])

    @app.get("/_pushes")
    def pushes() -> ResponseReturnValue:
        return jsonify(service.pushes[request.args.get("after", 0, int) :])
