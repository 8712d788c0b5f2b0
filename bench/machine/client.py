"""The load: a process of its own that sends prepared requests over a few connections and times the answers.

Usage: ``python -m bench.machine.client JOB``, a pickled Job; prints a JSON object. Open loop: each request has
a due time, and its latency counts from then, so that waiting for a free connection is not left out.
"""

import asyncio
import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Job:
    """What to send: whole requests as bytes, over how many connections, and how many a second (0: at once)."""

    port: int
    requests: list[bytes] = field(repr=False)
    connections: int
    rate: float = 0.0


@dataclass(frozen=True)
class Outcome:
    """What came back: seconds for all, the latencies in seconds in sending order, answers by status."""

    seconds: float
    latencies: list[float] = field(repr=False)
    statuses: dict[str, int]

    def percentile(self, share: float) -> float:
        """Return the latency that this share (0..1) of the requests did not exceed."""
        ranked = sorted(self.latencies)
        return ranked[min(len(ranked) - 1, int(len(ranked) * share))]

    def require(self, *statuses: int) -> "Outcome":
        """Return self when every answer had one of these statuses; SystemExit otherwise."""
        if set(self.statuses) - {str(s) for s in statuses}:
            raise SystemExit(f"the server answered {self.statuses}, wanted {statuses}")
        return self


def run(job: Job) -> Outcome:
    """Run a job in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=".job") as file:
        pickle.dump(job, file)
        file.flush()
        command = [sys.executable, "-m", "bench.machine.client", file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"the load generator failed: {done.stderr[-800:]}")
    return Outcome(**json.loads(done.stdout))


class _Connection(asyncio.Protocol):
    """One keep-alive connection, one request at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._length = -1
        self._chunked = False
        self._status = ""
        self.answer: asyncio.Future[str] | None = None
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        if self._length < 0:
            end = self._buffer.find(_END)
            if end < 0:
                return
            head = bytes(self._buffer[:end]).lower()
            self._status = head[9:12].decode()
            at = head.find(b"content-length:")
            size = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self._length = end + len(_END) + size
            self._chunked = b"transfer-encoding: chunked" in head
        if self._chunked and not self._buffer.endswith(b"0\r\n\r\n"):
            return
        if len(self._buffer) >= self._length and self.answer is not None:
            self._buffer.clear()
            self._length = -1
            answer, self.answer = self.answer, None
            answer.set_result(self._status)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.answer is not None:
            self.answer.set_exception(ConnectionError("the server closed the connection"))

    async def ask(self, request: bytes) -> str:
        """Send a request and return the status of its answer."""
        assert self.transport is not None
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self.answer


async def _drive(job: Job) -> Outcome:
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(_Connection, "127.0.0.1", job.port) for _ in range(job.connections)]
    latencies = [0.0] * len(job.requests)
    statuses: Counter[str] = Counter()
    waiting = iter(enumerate(job.requests))
    began = time.perf_counter()

    async def work(connection: _Connection) -> None:
        for index, request in waiting:
            due = time.perf_counter()
            if job.rate:
                due = began + index / job.rate
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
            statuses[await connection.ask(request)] += 1
            latencies[index] = time.perf_counter() - due

    await asyncio.gather(*(work(connection) for _, connection in made))
    return Outcome(time.perf_counter() - began, latencies, dict(statuses))


def main() -> None:
    """Run the job of the file named on the command line."""
    job = pickle.loads(Path(sys.argv[1]).read_bytes())
    outcome = asyncio.run(_drive(job))
    print(
        json.dumps({"seconds": outcome.seconds, "latencies": outcome.latencies, "statuses": outcome.statuses})
    )


if __name__ == "__main__":
    main()
