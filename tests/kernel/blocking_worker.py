"""A worker of the product with two more effects, run by the tests as a process of its own.

The first enqueues the second and waits with its transaction open.
"""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

HANDLER = "test.blocks"
FOLLOWING = "test.follows"


@dataclass(frozen=True)
class Waited:
    """An event of the tests."""

    NAME: ClassVar[str] = "JobsTestWaited"


def main(began: Path, go: Path) -> None:
    import django

    django.setup()
    from motcua.kernel import events, jobs, tenancy, worker

    @events.on_effect(Waited, HANDLER)
    def block(event: events.RecordedEvent) -> None:
        with tenancy.scope(communes=[event.commune_id]):
            jobs.defer_effects(event.commune_id, event.id, [FOLLOWING])
            began.touch()
            while not go.exists():
                time.sleep(0.05)

    @events.on_effect(Waited, FOLLOWING)
    def follow(event: events.RecordedEvent) -> None:
        pass

    worker.run_worker(concurrency=2)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
