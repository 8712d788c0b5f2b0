"""The door to documents: everything another context may use."""

from motcua.blocks.documents.errors import FileDamaged, UploadRefused
from motcua.blocks.documents.files import FileInfo, Preview
from motcua.blocks.documents.inspection.checking import Inspected
from motcua.blocks.documents.queries import get_file, list_files, open_file, preview
from motcua.blocks.documents.typesetting import Mark, Typeset, qr_svg, typeset, typeset_marked, typeset_pages
from motcua.blocks.documents.uploads import MemoryUploadHandler
from motcua.blocks.documents.use_cases.adopt import adopt
from motcua.blocks.documents.use_cases.delete_upload import delete_upload
from motcua.blocks.documents.use_cases.keep import inspect, keep_for_commune, keep_upload
from motcua.blocks.documents.use_cases.reseal_files import Resealed, reseal_files
from motcua.blocks.documents.use_cases.sweep_orphans import Swept, sweep_orphans
from motcua.blocks.documents.use_cases.verify_store import StoreReport, verify_store

__all__ = [
    "FileDamaged",
    "FileInfo",
    "Inspected",
    "Mark",
    "MemoryUploadHandler",
    "Preview",
    "Resealed",
    "StoreReport",
    "Swept",
    "Typeset",
    "UploadRefused",
    "adopt",
    "delete_upload",
    "get_file",
    "inspect",
    "keep_for_commune",
    "keep_upload",
    "list_files",
    "open_file",
    "preview",
    "qr_svg",
    "reseal_files",
    "sweep_orphans",
    "typeset",
    "typeset_marked",
    "typeset_pages",
    "verify_store",
]
