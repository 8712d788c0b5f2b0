"""A picture of one page of a paper, for looking at it beside the data. Runs in the child process."""

import io
import os
from typing import cast

import pikepdf
import typst

from motcua.blocks.documents.inspection.refusal import Refusal

# Points (1/72 inch) are as good as pixels here: one pixel a point.
_PAGE = """
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(read("/{file}", encoding: none), format: "pdf", page: {page}, width: {width}pt)
"""


def render_page(data: bytes, page: int, width: int) -> bytes:
    """Return a page (counted from 1) as a PNG of a width in pixels. Raises Refusal."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as paper:
        if not 1 <= page <= len(paper.pages):
            raise Refusal("no_such_page")
    # A file in memory: the paper is never on a disk in clear.
    handle = os.memfd_create("paper")
    with os.fdopen(handle, "wb", buffering=0) as out:
        out.write(data)
        source = _PAGE.format(file=handle, page=page, width=width).encode()
        compiler = typst.Compiler(root="/proc/self/fd", ignore_system_fonts=True)
        try:
            made = compiler.compile(input=source, format="png", ppi=72.0)
        except (typst.TypstError, RuntimeError) as broken:
            raise Refusal("paper_damaged") from broken
    return cast(bytes, made)
