"""A worker of the product with one more effect, run by the tests as a process of its own."""

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

HANDLER = "test.blocks"


@dataclass(frozen=True)
class Waited:
    """An event of the tests."""

    NAME: ClassVar[str] = "JobsTestWaited"


def main(began: Path, go: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from motcua.kernel import events

    @events.on_effect(Waited, HANDLER)
    def block(event: events.RecordedEvent) -> None:
        began.touch()
        while not go.exists():
            time.sleep(0.05)

    call_command("procrastinate", "worker", "--concurrency=2", "--fetch-job-polling-interval=0.2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
