"""The sandboxes as real processes, one of each for the whole session."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.ports.sandboxes import (
    CLIENT_ID,
    CLIENT_SECRET,
    REDIRECT_URI,
    Sandbox,
    free_port,
    run,
    stop,
    wait_for,
)


@contextmanager
def _sandbox(name: str, folder: Path, *more: str, port: int, **ports: int) -> Iterator[Sandbox]:
    """Run a sandbox until the block ends; `port` answers its web pages."""
    process = run(f"motcua.integrations.{name}.sandbox", "--state", str(folder), *more)
    wait_for(f"http://127.0.0.1:{port}/")
    yield Sandbox(f"http://127.0.0.1:{port}", folder, **ports)
    stop(process)


@pytest.fixture(scope="session")
def vneid_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The VNeID sandbox."""
    port = free_port()
    arguments = ["--port", str(port), "--issuer", f"http://127.0.0.1:{port}", "--redirect-uri", REDIRECT_URI]
    arguments += ["--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET]
    with _sandbox("vneid", tmp_path_factory.mktemp("vneid"), *arguments, port=port) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def email_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The e-mail sandbox."""
    mail, port = free_port(), free_port()
    arguments = ["--port", str(mail), "--web-port", str(port)]
    folder = tmp_path_factory.mktemp("email")
    with _sandbox("email", folder, *arguments, port=port, smtp_port=mail) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def push_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The push service."""
    port, folder = free_port(), tmp_path_factory.mktemp("webpush")
    with _sandbox("webpush", folder, "--port", str(port), port=port) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def portal_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The national portal."""
    port, folder = free_port(), tmp_path_factory.mktemp("national_portal")
    with _sandbox("national_portal", folder, "--port", str(port), port=port) as sandbox:
        yield sandbox


def _without_faults(process: str) -> Any:
    """Make the fixture of a sandbox that has no faults when a test begins, and none when it ends."""

    @pytest.fixture
    def clean(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
        sandbox: Sandbox = request.getfixturevalue(process)
        sandbox.clear()
        yield sandbox
        sandbox.clear()

    return clean


vneid = _without_faults("vneid_process")
postbox = _without_faults("email_process")
push = _without_faults("push_process")
national = _without_faults("portal_process")


@pytest.fixture(scope="session")
def closed_port() -> int:
    """A port nobody listens on."""
    return free_port()
