"""The door of the audit context."""

from motcua.blocks.audit.contents import Content, register_contents
from motcua.blocks.audit.heads import Head, register_heads
from motcua.blocks.audit.use_cases.seal_commune import SealInfo, seal_all, seal_commune
from motcua.blocks.audit.use_cases.write_entry import config, login, read
from motcua.blocks.audit.verification.verify import VerifyReport, verify

__all__ = [
    "Content", "Head", "SealInfo", "VerifyReport", "config", "login", "read", "register_contents",
    "register_heads", "seal_all", "seal_commune", "verify",
]  # fmt: skip
