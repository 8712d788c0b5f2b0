"""The sandboxes as real processes, one of each for the whole session."""

from collections.abc import Iterator

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


@pytest.fixture(scope="session")
def vneid_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The VNeID sandbox."""
    folder, port = tmp_path_factory.mktemp("vneid"), free_port()
    arguments = ["--port", str(port), "--state", str(folder), "--issuer", f"http://127.0.0.1:{port}"]
    arguments += ["--client-id", CLIENT_ID, "--client-secret", CLIENT_SECRET, "--redirect-uri", REDIRECT_URI]
    process = run("motcua.integrations.vneid.sandbox", *arguments)
    wait_for(f"http://127.0.0.1:{port}/")
    yield Sandbox(f"http://127.0.0.1:{port}", folder)
    stop(process)


@pytest.fixture
def vneid(vneid_process: Sandbox) -> Iterator[Sandbox]:
    """The VNeID sandbox without faults."""
    vneid_process.clear()
    yield vneid_process
    vneid_process.clear()


@pytest.fixture(scope="session")
def email_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The e-mail sandbox."""
    folder, smtp_port, port = tmp_path_factory.mktemp("email"), free_port(), free_port()
    arguments = ["--port", str(smtp_port), "--web-port", str(port), "--state", str(folder)]
    process = run("motcua.integrations.email.sandbox", *arguments)
    wait_for(f"http://127.0.0.1:{port}/")
    yield Sandbox(f"http://127.0.0.1:{port}", folder, smtp_port)
    stop(process)


@pytest.fixture
def postbox(email_process: Sandbox) -> Iterator[Sandbox]:
    """The e-mail sandbox without faults."""
    email_process.clear()
    yield email_process
    email_process.clear()


@pytest.fixture(scope="session")
def push_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """The push service."""
    folder, port = tmp_path_factory.mktemp("webpush"), free_port()
    process = run("motcua.integrations.webpush.sandbox", "--port", str(port), "--state", str(folder))
    wait_for(f"http://127.0.0.1:{port}/")
    yield Sandbox(f"http://127.0.0.1:{port}", folder)
    stop(process)


@pytest.fixture
def push(push_process: Sandbox) -> Iterator[Sandbox]:
    """The push service without faults."""
    push_process.clear()
    yield push_process
    push_process.clear()


@pytest.fixture(scope="session")
def closed_port() -> int:
    """A port nobody listens on."""
    return free_port()
