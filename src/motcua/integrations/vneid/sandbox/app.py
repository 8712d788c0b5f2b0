"""The sandbox over HTTP."""

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, abort, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from motcua.integrations.vneid.sandbox.carriage import spoil
from motcua.integrations.vneid.sandbox.faults import ENDPOINTS, KNOWN
from motcua.integrations.vneid.sandbox.grants import OAuthError
from motcua.integrations.vneid.sandbox.personas import BY_KEY, PEOPLE, UNUSUAL
from motcua.integrations.vneid.sandbox.provider import Provider

PARAMETERS = (
    *("response_type", "client_id", "redirect_uri", "scope", "acr_values"),
    *("state", "nonce", "code_challenge", "code_challenge_method"),
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


def create_app(provider: Provider) -> Flask:
    """Return the sandbox around `provider`."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    add_description(app, provider)
    add_authorisation(app, provider)
    add_tokens(app, provider)
    add_logout(app, provider)
    add_commands(app, provider)

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        if response.mimetype == "text/html":
            response.headers["Content-Security-Policy"] = POLICY
        endpoint = request.endpoint
        return spoil(response, endpoint, provider.faults) if endpoint in ENDPOINTS else response

    return app


def add_description(app: Flask, provider: Provider) -> None:
    """Add what the provider says of itself."""

    @app.get("/.well-known/openid-configuration")
    def discovery() -> ResponseReturnValue:
        provider.ledger.write("discovery", "answered")
        base = provider.issuer.rstrip("/")
        return jsonify(
            issuer=provider.issuer,
            authorization_endpoint=f"{base}/auth",
            token_endpoint=f"{base}/token",
            userinfo_endpoint=f"{base}/userinfo",
            jwks_uri=f"{base}/jwks",
            end_session_endpoint=f"{base}/logout",
            response_types_supported=["code"],
            grant_types_supported=["authorization_code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
            token_endpoint_auth_methods_supported=["client_secret_post"],
            code_challenge_methods_supported=["S256"],
        )

    @app.get("/jwks")
    def jwks() -> ResponseReturnValue:
        provider.ledger.write("jwks", "answered")
        return jsonify(provider.keys.published())

    @app.get("/")
    def index() -> ResponseReturnValue:
        return render_template("index.html", issuer=provider.issuer)


def add_authorisation(app: Flask, provider: Provider) -> None:
    """Add the page on which a persona is chosen."""

    @app.route("/auth", methods=["GET", "POST"])
    def authorize() -> ResponseReturnValue:
        params = {name: request.values.get(name, "") for name in PARAMETERS}
        if params["client_id"] != provider.client.client_id:
            return render_template("refused.html", what="Ứng dụng này chưa đăng ký (client_id)."), 400
        if params["redirect_uri"] not in provider.client.redirect_uris:
            return render_template("refused.html", what="Địa chỉ quay về chưa đăng ký (redirect_uri)."), 400
        try:
            provider.check_request(params)
            return answer_person(provider, params, request.values.get("persona", ""))
        except OAuthError as error:
            provider.ledger.write("authorize", error.name)
            answer = {"error": error.name, "error_description": error.detail}
            return redirect(provider.callback(params, answer), 303)


def answer_person(provider: Provider, params: Mapping[str, str], choice: str) -> ResponseReturnValue:
    """Show the page, or carry out the choice made on it (`khong` is no)."""
    if provider.faults.take("authorize_server_error"):
        raise OAuthError("server_error", "on command")
    if choice == "khong" or provider.faults.take("access_denied"):
        raise OAuthError("access_denied", "the person said no")
    if choice in BY_KEY:
        return redirect(provider.approve(params, BY_KEY[choice]), 303)
    if choice:
        abort(400, "unknown persona")
    back = urlsplit(params["redirect_uri"]).netloc
    return render_template("choose.html", people=PEOPLE, unusual=UNUSUAL, params=params, back=back)


def add_tokens(app: Flask, provider: Provider) -> None:
    """Add the two endpoints that machines use."""

    @app.post("/token")
    def token() -> ResponseReturnValue:
        try:
            return jsonify(provider.exchange(request.form))
        except OAuthError as error:
            provider.ledger.write("token", f"{error.name}: {error.detail}")
            status = 401 if error.name == "invalid_client" else 400
            return jsonify(error=error.name, error_description=error.detail), status

    @app.route("/userinfo", methods=["GET", "POST"])
    def userinfo() -> ResponseReturnValue:
        scheme, _, value = request.headers.get("Authorization", "").partition(" ")
        try:
            return jsonify(provider.user_information(value if scheme.lower() == "bearer" else ""))
        except OAuthError as error:
            provider.ledger.write("userinfo", error.name)
            return jsonify(error=error.name), 401, {"WWW-Authenticate": f'Bearer error="{error.name}"'}


def add_logout(app: Flask, provider: Provider) -> None:
    """Add the logout that a relying party starts (RP-initiated logout 1.0)."""

    @app.route("/logout", methods=["GET", "POST"])
    def logout() -> ResponseReturnValue:
        target, state = request.values.get("post_logout_redirect_uri", ""), request.values.get("state", "")
        known = request.values.get("client_id", provider.client.client_id) == provider.client.client_id
        if not known or (target and not provider.client.may_return_to(target)):
            return render_template("refused.html", what="Địa chỉ quay về chưa đăng ký."), 400
        ended = provider.end_session(request.values.get("id_token_hint", ""))
        if not ended and request.method == "GET":
            return render_template("logout.html", target=target, state=state)
        if not ended:
            provider.ledger.write("logout", "confirmed")
        if not target:
            return render_template("logged_out.html")
        return redirect(target + (f"?{urlencode({'state': state})}" if state else ""), 303)


def add_commands(app: Flask, provider: Provider) -> None:
    """Add faults and ledger."""

    @app.route("/_faults", methods=["GET", "POST", "DELETE"])
    def faults() -> ResponseReturnValue:
        if request.method == "DELETE":
            provider.faults.clear()
            provider.clock_offset = 0.0
        if request.method == "POST":
            body = request.get_json(silent=True)
            command = body if isinstance(body, dict) else {}
            try:
                name = provider.faults.arm(command)
            except ValueError as error:
                return jsonify(error=str(error), known=sorted(KNOWN)), 400
            if name == "rotate_keys":
                provider.keys.rotate()
            if name == "clock_offset":
                provider.clock_offset = float(command.get("seconds") or 0)
        return jsonify(armed=provider.faults.armed(), known=sorted(KNOWN))

    @app.get("/_ledger")
    def ledger() -> ResponseReturnValue:
        return jsonify(provider.ledger.rows(request.args.get("after", 0, int)))
