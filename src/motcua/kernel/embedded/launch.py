"""Start a program that dies with its parent, under an unprivileged user if asked.

Run as a script, before anything else of the product is imported:
``python -I -S launch.py --parent PID --signal N [--uid U --gid G [--reach]] -- program arguments``.
A small program of its own, because code between fork and exec of a process with threads can
deadlock, and because the process number stays the same through exec.
"""

import argparse
import ctypes
import os
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAPABILITY_VERSION_3 = 0x20080522
# Reading is enough to pass through folders closed to others; writing is the fallback in containers
# that grant only the older, wider capability.
_CAP_DAC_OVERRIDE = 1
_CAP_DAC_READ_SEARCH = 2
REFUSED = 126


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


def _reaching_capability() -> int | None:
    """Choose the narrowest capability this process holds that passes closed folders."""
    status = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    held = next((int(line.split()[1], 16) for line in status if line.startswith("CapPrm:")), 0)
    for capability in (_CAP_DAC_READ_SEARCH, _CAP_DAC_OVERRIDE):
        if held & (1 << capability):
            return capability
    return None


def _keep_only(libc: ctypes.CDLL, capability: int) -> None:
    """Hold exactly one capability, also across exec."""
    header = _Header(_CAPABILITY_VERSION_3, 0)
    bit = 1 << capability
    data = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
    if libc.capset(ctypes.byref(header), data) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    if libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, capability, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _drop(libc: ctypes.CDLL, uid: int, gid: int, *, reach: bool) -> None:
    """Become another user for good; with ``reach`` still pass folders closed to that user."""
    capability = _reaching_capability() if reach else None
    if reach and capability is None:
        raise PermissionError("no capability to pass closed folders")
    if capability is not None:
        libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    if capability is not None:
        _keep_only(libc, capability)


def main() -> None:
    """Prepare this process and become the program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int, required=True)
    parser.add_argument("--signal", type=int, required=True)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--reach", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    libc = ctypes.CDLL(None, use_errno=True)
    try:
        if options.uid is not None:
            _drop(libc, options.uid, options.gid, reach=options.reach)
    except OSError as error:
        sys.stderr.write(f"launch: {error}\n")
        raise SystemExit(REFUSED) from error
    # Last, because a change of user clears it.
    libc.prctl(_PR_SET_PDEATHSIG, options.signal, 0, 0, 0)
    if os.getppid() != options.parent:
        raise SystemExit(REFUSED)
    os.umask(0o077)
    os.execv(options.command[0], options.command)  # noqa: S606


if __name__ == "__main__":
    main()
