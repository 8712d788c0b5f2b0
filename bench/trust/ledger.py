"""What the clients were told, kept on their side: only this is held against the product."""

import queue
import threading
from collections import deque
from dataclasses import dataclass, field
from uuid import UUID


@dataclass
class Ledger:
    """Acknowledged submissions and actions. Nothing is written here before an answer said that it was done."""

    offered: set[UUID] = field(default_factory=set)
    submitted: dict[UUID, UUID] = field(default_factory=dict)
    """Draft -> dossier, as the answer to the submission named it."""
    done: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    """(dossier, action) -> the key under which the page asked for it."""
    strange: list[str] = field(default_factory=list)
    """Answers that no person should get, and what was never answered."""
    resent: int = 0
    begun: "queue.Queue[str]" = field(default_factory=lambda: queue.Queue(1))
    """The path of a post that was sent this moment, for whoever wants to kill in the midst of it."""
    lasted: deque[float] = field(default_factory=lambda: deque([0.1], 50))
    """Seconds that the last posts took."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def submission(self, draft_id: UUID, dossier_id: UUID) -> None:
        """Note an acknowledged submission; a second answer that names another dossier is strange."""
        with self.lock:
            earlier = self.submitted.setdefault(draft_id, dossier_id)
            if earlier != dossier_id:
                self.strange.append(f"draft {draft_id} was acknowledged as {earlier} and as {dossier_id}")

    def action(self, dossier_id: UUID, name: str, key: UUID) -> None:
        """Note an acknowledged action of an officer."""
        with self.lock:
            self.done[(dossier_id, name)] = key

    def wonder(self, what: str) -> None:
        """Note an answer that should not have come."""
        with self.lock:
            self.strange.append(what)

    def again(self) -> None:
        """Count a request that had to be sent again."""
        with self.lock:
            self.resent += 1

    @property
    def acknowledged(self) -> int:
        """How many submissions and approvals the product has acknowledged."""
        return len(self.submitted) + sum(name == "approve" for _, name in self.done)
