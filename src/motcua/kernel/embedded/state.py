"""The folder of one installation: what lies where, its lock and its secrets."""

import fcntl
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from motcua.kernel.embedded.errors import StartRefused

_REPOSITORY = Path(__file__).resolve().parents[4]


@dataclass
class State:
    """Everything one installation keeps on disk, under one folder (``var/`` by default)."""

    folder: Path
    _lock: int | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls) -> "State":
        """Take the folder from ``MOTCUA_VAR``, else ``var`` in the repository."""
        return cls(Path(os.environ.get("MOTCUA_VAR") or _REPOSITORY / "var").resolve())

    @property
    def postgres(self) -> Path:
        """The cluster: the data folder of PostgreSQL."""
        return self.folder / "postgres"

    @property
    def secrets(self) -> Path:
        """Keys and passwords, readable by the owner only."""
        return self.folder / "secrets"

    @property
    def files(self) -> Path:
        """The content-addressed file store."""
        return self.folder / "files"

    @property
    def log(self) -> Path:
        """One log file a process."""
        return self.folder / "log"

    @property
    def sandbox(self) -> Path:
        """State of the sandboxes that stand for the outside world in a demonstration."""
        return self.folder / "sandbox"

    @property
    def demo(self) -> Path:
        """What the demonstration tells the person who tries it."""
        return self.folder / "demo"

    @property
    def lock(self) -> Path:
        """The file whose lock says that a server of this state runs."""
        return self.folder / "lock"

    def prepare(self) -> None:
        """Create the folders.

        Raises:
            StartRefused: the folder cannot be created or written.
        """
        try:
            for folder in (self.folder, self.log, self.files, self.secrets):
                folder.mkdir(parents=True, exist_ok=True)
            self.secrets.chmod(0o700)
            probe = self.folder / f".write-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise self._unwritable(error) from error

    def acquire(self) -> None:
        """Take the lock for the life of this process; taking it twice is harmless.

        Raises:
            StartRefused: another process holds it, or the folder cannot be written.
        """
        if self._lock is not None:
            return
        self.prepare()
        try:
            descriptor = os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder, _ = _noted(descriptor)
            os.close(descriptor)
            raise StartRefused(
                f"Một tiến trình Motcua khác (số {holder or '?'}) đang chạy với thư mục {self.folder}: "
                "hãy dừng nó trước."
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode("ascii"), 0)
        self._lock = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def note_port(self, port: int) -> None:
        """Note in the lock, which we hold, where our pages are."""
        if self._lock is not None:
            os.pwrite(self._lock, f"{os.getpid()} {port}".encode("ascii"), 0)

    def running_port(self) -> int | None:
        """Where the pages of the process that holds the lock are; None when nobody holds it or has noted it."""
        try:
            descriptor = os.open(self.lock, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return None
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            _, port = _noted(descriptor)
            return int(port) if port.isdecimal() else None
        finally:
            os.close(descriptor)
        # Free: whatever stands in it was left by a process that has ended.
        return None

    def secret(self, name: str) -> str:
        """Return the secret of that name, generated at first use (256 bits, URL-safe text).

        Raises:
            StartRefused: it can be read by others, or cannot be read or written by us.
        """
        path = self.secrets / name
        try:
            if not path.exists():
                self._write_secret(path, secrets.token_urlsafe(32))
            if path.stat().st_mode & 0o077:
                raise StartRefused(
                    f"Tệp khoá bí mật {path} đang cho người khác đọc: hãy chạy 'chmod 600 {path}' "
                    "rồi khởi động lại."
                )
            return path.read_text(encoding="ascii").strip()
        except OSError as error:
            raise self._unwritable(error) from error

    def _write_secret(self, path: Path, value: str) -> None:
        """Write whole or not at all; of two processes the first wins."""
        self.secrets.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}.new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(value + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        finally:
            draft.unlink()

    def _unwritable(self, error: OSError) -> StartRefused:
        return StartRefused(
            f"Không đọc hoặc ghi được trong thư mục dữ liệu {self.folder} ({error.strerror}): "
            "hãy cấp quyền đọc và ghi cho tài khoản đang chạy, hoặc chọn thư mục khác bằng MOTCUA_VAR."
        )


def _noted(lock: int) -> tuple[str, str]:
    """The process number and the port in a lock file, empty where there is none."""
    holder, _, port = os.pread(lock, 40, 0).decode("ascii", "replace").strip().partition(" ")
    return holder, port
