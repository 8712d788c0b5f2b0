"""The door of the privacy context."""

from motcua.blocks.privacy.consents import (
    ConsentState,
    consent_text,
    consent_texts,
    current_consents,
    give_consent,
    has_consent,
    withdraw_consent,
)
from motcua.blocks.privacy.declarations import Declaration, list_declarations
from motcua.blocks.privacy.keys import (
    ResealReport,
    key_numbers,
    register_sealed_store,
    reseal,
    retire_idle_keys,
    rotate_keys,
)
from motcua.blocks.privacy.texts import ConsentText

__all__ = [
    "ConsentState", "ConsentText", "Declaration", "ResealReport", "consent_text", "consent_texts",
    "current_consents", "give_consent", "has_consent", "key_numbers", "list_declarations", "register_sealed_store",
    "reseal", "retire_idle_keys", "rotate_keys", "withdraw_consent",
]  # fmt: skip
