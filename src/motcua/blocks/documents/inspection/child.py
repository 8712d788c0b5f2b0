"""The child process: reads one task and one file from its input, answers on its output, and ends.

Input: a line of JSON {"task", "page"?, "width"?, "sizes"?}, then the file, or for "bind" the files one after
the other, each of its size. Output: a line of JSON with either
"reason" or what was found, then the bytes to keep. It is started with an empty environment.
"""

import contextlib
import json
import resource
import sys
from typing import Any

MEMORY = 1536 * 1024 * 1024
CPU_SECONDS = 25


def _limit(files: int) -> None:
    """Little memory, little time, no file written, no file or connection opened from now on."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if not files:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def _guesses(data: bytes) -> tuple[str, ...]:
    import puremagic

    # It reads untrusted bytes and may stumble in any way; then the file simply stays unnamed.
    with contextlib.suppress(Exception):
        return tuple(str(match.extension) for match in puremagic.magic_string(data[:65_536]))
    return ()


def _inspect(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    from motcua.blocks.documents.inspection import papers, pictures, scans
    from motcua.blocks.documents.inspection.kinds import describe, sniff
    from motcua.blocks.documents.inspection.refusal import Refusal

    kind = sniff(data)
    if kind is None:
        raise Refusal(describe(data, _guesses(data)))
    if kind == "pdf":
        kept, pages, notes = papers.keep_paper(data)
        doubts = scans.doubts_of_scans(kept)
    else:
        kept, notes, doubts = pictures.keep_picture(data, kind)
        pages = 1
    return {"kind": kind, "pages": pages, "notes": notes, "doubts": doubts}, kept


def _preview(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    if task["kind"] == "pdf":
        from motcua.blocks.documents.inspection.rendering import render_page

        return {"media_type": "image/png"}, render_page(data, task["page"], task["width"])
    from motcua.blocks.documents.inspection.pictures import shrink

    return {"media_type": "image/jpeg"}, shrink(data, task["width"])


def _turn(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    from motcua.blocks.documents.inspection.binding import turn

    return {}, turn(data)


def _bind(task: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    from motcua.blocks.documents.inspection.binding import bind

    files, start = [], 0
    for size in task["sizes"]:
        files.append(data[start : start + size])
        start += size
    return {}, bind(files)


def _load(task: dict[str, Any]) -> int:
    """Load what the task needs while files may still be opened; return how many may be open after."""
    import codecs

    import puremagic  # noqa: F401

    for name in ("utf-8", "utf-16", "latin-1", "ascii", "cp1252"):
        codecs.lookup(name)
    if task["task"] == "preview" and task["kind"] == "pdf":
        from motcua.blocks.documents.inspection import rendering  # noqa: F401

        return 32  # The renderer opens its page and its fonts by their numbers.
    from motcua.blocks.documents.inspection import binding, papers, pictures, scans  # noqa: F401

    return 0


def main() -> None:
    """Answer one task."""
    task = json.loads(sys.stdin.buffer.readline())
    _limit(_load(task))
    from motcua.blocks.documents.inspection.refusal import Refusal

    data = sys.stdin.buffer.read()
    does = {"inspect": _inspect, "preview": _preview, "turn": _turn, "bind": _bind}
    try:
        answer, kept = does[task["task"]](task, data)
    except Refusal as refusal:
        answer, kept = {"reason": refusal.reason}, b""
    except (MemoryError, RecursionError):
        answer, kept = {"reason": "too_heavy"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
