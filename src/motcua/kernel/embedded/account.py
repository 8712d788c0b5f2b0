"""Which user of the machine runs PostgreSQL, and which folder holds its socket.

PostgreSQL refuses to run as root, so a supervisor started by root lends it an unprivileged user.
"""

import contextlib
import hashlib
import os
import pwd
import stat
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from motcua.kernel.embedded import launch
from motcua.kernel.embedded.errors import StartRefused

_UNPRIVILEGED = ("nobody", "postgres", "daemon", "bin")
# The longest path of a Unix socket is 107 bytes; ".s.PGSQL.5432.lock" must fit behind the folder.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Account:
    """The user PostgreSQL runs as; ``dropped`` when the supervisor is root and lends another."""

    uid: int
    gid: int
    dropped: bool

    @classmethod
    def choose(cls, cluster: Path) -> "Account":
        """Choose the user: ourselves, or for root the owner of the cluster, else an unprivileged one.

        Raises:
            StartRefused: the cluster belongs to somebody else, or root finds no user to lend.
        """
        owner = cluster.stat().st_uid if cluster.exists() else None
        if os.geteuid() != 0:
            if owner not in (None, os.geteuid()):
                raise StartRefused(
                    f"Thư mục dữ liệu {cluster} thuộc về tài khoản khác của máy này: "
                    "hãy chạy bằng tài khoản đã tạo ra nó, hoặc chọn thư mục khác bằng MOTCUA_VAR."
                )
            return cls(os.geteuid(), os.getegid(), dropped=False)
        for entry in _candidates(owner):
            return cls(entry.pw_uid, entry.pw_gid, dropped=True)
        raise StartRefused(
            "PostgreSQL không được chạy bằng tài khoản root và máy này không có tài khoản 'nobody': "
            "hãy chạy Motcua bằng một tài khoản thường."
        )

    def own(self, path: Path) -> None:
        """Give a path to this user."""
        if self.dropped:
            os.chown(path, self.uid, self.gid)

    def command(self, program: list[str], *, death_signal: int, through: list[Path]) -> list[str]:
        """Wrap a program so that it runs as this user and dies with the calling process.

        ``through`` are the paths the program must reach; if folders on the way are closed to the
        user, the program keeps the single capability of passing them.
        """
        options = ["--parent", str(os.getpid()), "--signal", str(death_signal)]
        if self.dropped:
            options += ["--uid", str(self.uid), "--gid", str(self.gid)]
            if not all(_open_to_others(path) for path in through):
                options.append("--reach")
        return [sys.executable, "-I", "-S", launch.__file__, *options, "--", *program]

    def socket_folder(self, state: Path) -> Path:
        """Create the owner-only folder of the socket: short, the same for the same state.

        Raises:
            StartRefused: no place can be used, for example because others can write to it.
        """
        name = "motcua-" + hashlib.sha256(os.fsencode(state)).hexdigest()[:10]
        for place in self._socket_places():
            folder = place / name
            if len(os.fsencode(folder)) > _LONGEST_SOCKET_FOLDER:
                continue
            with contextlib.suppress(OSError):
                folder.mkdir(mode=0o700, exist_ok=True)
                if self._is_private(folder):
                    return folder
        raise StartRefused(
            "Không tạo được thư mục riêng cho cơ sở dữ liệu trong /run hoặc /tmp: "
            f"hãy xoá '{name}' ở đó nếu nó không phải của ông/bà, hoặc cấp quyền ghi."
        )

    def _socket_places(self) -> list[Path]:
        runtime = "/run" if self.dropped else os.environ.get("XDG_RUNTIME_DIR")
        # A folder of our own inside, checked to be private: a public parent is no danger.
        places = (runtime, "/tmp", tempfile.gettempdir())  # noqa: S108
        return [Path(place) for place in places if place]

    def _is_private(self, folder: Path) -> bool:
        """Whether the folder is a real one and only this user may enter it."""
        found = folder.lstat()
        if found.st_uid == os.geteuid() and self.dropped:
            self.own(folder)
            found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == self.uid and not found.st_mode & 0o077


def _candidates(owner: int | None) -> list[pwd.struct_passwd]:
    """Users root may lend, the owner of the existing cluster first."""
    if owner:
        return [entry for entry in pwd.getpwall() if entry.pw_uid == owner]
    by_name = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    return [by_name[name] for name in _UNPRIVILEGED if name in by_name]


def _open_to_others(path: Path) -> bool:
    """Whether any user may pass every folder above the path."""
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.absolute().parents)
