"""Adapters for what is not connected yet: each answers in plain Vietnamese what to do instead.

They do nothing and remember nothing, so a wired absent adapter can never be taken for a working one.
"""

from motcua.integrations.absent.channels import AbsentSmsChannel, AbsentZaloChannel
from motcua.integrations.absent.money_and_post import AbsentPaymentGateway, AbsentPostalCarrier
from motcua.integrations.absent.national_systems import (
    AbsentCivilStatusRegister,
    AbsentNationalPortal,
    AbsentPersonalDocumentStore,
    AbsentPopulationRegister,
)
from motcua.integrations.absent.reading import AbsentTextRecogniser

__all__ = [
    "AbsentCivilStatusRegister", "AbsentNationalPortal", "AbsentPaymentGateway",
    "AbsentPersonalDocumentStore", "AbsentPopulationRegister", "AbsentPostalCarrier",
    "AbsentSmsChannel", "AbsentTextRecogniser", "AbsentZaloChannel",
]  # fmt: skip
