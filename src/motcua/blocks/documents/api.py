"""The door to documents: everything another context may use."""

from motcua.blocks.documents.errors import FileDamaged, UploadOutOfStep, UploadRefused
from motcua.blocks.documents.files import FileInfo, Preview
from motcua.blocks.documents.inspection.checking import Inspected
from motcua.blocks.documents.inspection.wording import DOUBTS
from motcua.blocks.documents.queries import find_for_commune, get_file, list_files, open_file, preview
from motcua.blocks.documents.recipes import register_maker
from motcua.blocks.documents.typesetting import Mark, Typeset, qr_svg, typeset, typeset_marked, typeset_pages
from motcua.blocks.documents.uploads import MemoryUploadHandler
from motcua.blocks.documents.use_cases.adopt import adopt, hand_on
from motcua.blocks.documents.use_cases.delete_upload import delete_upload
from motcua.blocks.documents.use_cases.keep import inspect, keep_for_commune, keep_upload
from motcua.blocks.documents.use_cases.reseal_files import Resealed, reseal_files
from motcua.blocks.documents.use_cases.rework import bound, turned
from motcua.blocks.documents.use_cases.sweep_orphans import Swept, sweep_orphans
from motcua.blocks.documents.use_cases.take_pieces import (
    LARGEST_PIECE,
    Upload,
    add_piece,
    begin_upload,
    end_upload,
    forget_upload,
    get_upload,
    list_uploads,
    read_upload,
    upload_changed_at,
)
from motcua.blocks.documents.use_cases.verify_store import StoreReport, verify_store

__all__ = [
    "DOUBTS",
    "LARGEST_PIECE",
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
    "Upload",
    "UploadOutOfStep",
    "UploadRefused",
    "add_piece",
    "adopt",
    "begin_upload",
    "bound",
    "delete_upload",
    "end_upload",
    "find_for_commune",
    "forget_upload",
    "get_file",
    "get_upload",
    "hand_on",
    "inspect",
    "keep_for_commune",
    "keep_upload",
    "list_files",
    "list_uploads",
    "open_file",
    "preview",
    "qr_svg",
    "read_upload",
    "register_maker",
    "reseal_files",
    "sweep_orphans",
    "turned",
    "typeset",
    "typeset_marked",
    "typeset_pages",
    "upload_changed_at",
    "verify_store",
]
