"""The inbox page, faults and ledger over HTTP."""

from flask import Flask, Response, abort, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from motcua.integrations.email.sandbox.postbox import Postbox
from motcua.integrations.email.sandbox.smtp import KNOWN, Faults

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
SHOWN = 200


def create_app(postbox: Postbox, faults: Faults) -> Flask:
    """Return the web side of the sandbox."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    add_pages(app, postbox)
    add_commands(app, postbox, faults)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return app


def add_pages(app: Flask, postbox: Postbox) -> None:
    """Add list and letter."""

    @app.get("/")
    def inbox() -> ResponseReturnValue:
        wanted = request.args.get("den", "").strip().casefold()
        letters = [letter for letter in postbox.letters() if wanted in letter.recipient.casefold()]
        return render_template("inbox.html", letters=letters[:SHOWN], total=len(letters), wanted=wanted)

    @app.get("/thu/<int:number>")
    def letter(number: int) -> ResponseReturnValue:
        found = postbox.letter(number)
        if found is None:
            abort(404)
        return render_template("letter.html", letter=found)


def add_commands(app: Flask, postbox: Postbox, faults: Faults) -> None:
    """Add faults, ledger and the messages for machines."""

    @app.route("/_faults", methods=["GET", "POST", "DELETE"])
    def fault_commands() -> ResponseReturnValue:
        if request.method == "DELETE":
            faults.clear()
        if request.method == "POST":
            command = request.get_json(silent=True)
            try:
                faults.arm(command if isinstance(command, dict) else {})
            except ValueError as error:
                return jsonify(error=str(error), known=KNOWN), 400
        return jsonify(armed=faults.armed(), known=KNOWN)

    @app.get("/_ledger")
    def ledger() -> ResponseReturnValue:
        return jsonify(postbox.ledger.rows(request.args.get("after", 0, int)))

    @app.get("/_letters")
    def letters() -> ResponseReturnValue:
        return jsonify(postbox.letters())
