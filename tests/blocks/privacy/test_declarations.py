"""Every field that looks like personal data is declared, or is listed here with the reason why not."""

import re
from types import SimpleNamespace

from django.apps import apps
from django.db import models

from motcua.blocks.privacy.api import list_declarations
from motcua.kernel.fields import SealedTextField
from motcua.kernel.personal import DataClass

SUSPECT = re.compile(
    r"name|phone|email|address|birth|gender|ethnic|religion|residence|citizen|identity|person|owner|payer|signer"
    r"|applicant_(?!id)|answers|body|content|subject|note|reason|comment"
)
OFFICIAL = "of an authority, a post, a unit or a place, not of a person"
LAW = "of a procedure or its parts, published by law"
TECHNICAL = "a technical name"
EXEMPT = {
    "identity_citizenprofile.person_id": "an opaque id",
    "intake_reception.person_id": "an opaque id",
    "intake_handedpaper.component_name": LAW,
    "catalogue_termpolicy.exceptions_reason": OFFICIAL,
    "synchronisation_tolddossier.reason": "one of the words of a list, see rules.reasons",
    "watch_finding.subject": "an id, or the name of an effect",
    "identity_representation.person_id": "an opaque id",
    "kernel_event.name": TECHNICAL,
    "documents_partialupload.subject_id": "an opaque id",
    "organisation_formercommune.old_name": OFFICIAL,
    "catalogue_changeproposal.reason": OFFICIAL,
    "catalogue_importentry.name": LAW,
    "audit_auditentry.subject_kind": TECHNICAL,
    "audit_auditentry.subject_id": "an opaque id",
    "organisation_nationalday.name": OFFICIAL,
    "organisation_communeday.name": OFFICIAL,
    "organisation_position.name": OFFICIAL,
    "organisation_province.name": OFFICIAL,
    "organisation_commune.name": OFFICIAL,
    "organisation_commune.address": OFFICIAL,
    "organisation_commune.phone": OFFICIAL,
    "organisation_commune.email": OFFICIAL,
    "organisation_commune.ethnic_groups": "which groups live in a commune; of nobody in particular",
    "organisation_unit.name": OFFICIAL,
    "organisation_unit.phone": OFFICIAL,
    "organisation_hamlet.name": OFFICIAL,
    "identity_role.name": OFFICIAL,
    "payments_charge.subject_id": "an opaque id",
    "catalogue_procedure.name": LAW,
    "catalogue_procedureversion.content": LAW,
    "dossiers_dossier.procedure_name": LAW,
    "dossiers_dossier.answers_complete": TECHNICAL,
    "dossiers_step.name": LAW,
    "workplace_label.name": "a kind of work, of nobody in particular",
    "workplace_savedview.name": "a kind of work, of nobody in particular",
    "dossiers_pause.reason": "one of a closed list",
    "dossiers_historyentry.unit_name": OFFICIAL,
    "dossiers_publicprogress.procedure_name": LAW,
    "intake_relay.procedure_name": LAW,
    "dossiers_publicprogress.owner_masked": "masked: the name cannot be read back",
    "dossiers_publicprogress.step_name": LAW,
    "dossiers_publicprogress.unit_name": OFFICIAL,
    "decisions_decision.result_name": LAW,
    "decisions_signingorder.signer_name": "stands under a public signature; declared where staff are kept",
    "intake_paper.component_name": LAW,
    "catalogue_localpublication.note": "why a form was published all the same: of forms, not of people",
    "appointments_window.name": "what stands over a window of the hall",
    "appointments_owngroup.name": "of a group of people, none of them named",
    "appointments_halldevice.name": "what a screen or a kiosk is called",
    "authoring_formsample.name": "what an administrator calls a made-up case",
    "authoring_formsample.answers": "made up to try a form; the page says that no real person's data belongs here",
}
# Sealed although they say nothing of a person.
SEALED_SECRETS = {"decisions_signingorder.authorisation"}


def _product_models():
    return [m for m in apps.get_models() if m.__module__.startswith("motcua.")]


def undeclared(product=None):
    """Return table.field of every field that looks like personal data and is not declared."""
    return {
        f"{model._meta.db_table}.{field.name}"
        for model in (product if product is not None else _product_models())
        for field in model._meta.local_concrete_fields
        if SUSPECT.search(field.name) and not hasattr(field, "personal")
    }


def test_what_looks_like_personal_data_is_declared_or_exempt_for_a_reason():
    assert undeclared() - set(EXEMPT) == set()


def test_no_exemption_outlives_its_field():
    assert set(EXEMPT) - undeclared() == set()
    assert all(EXEMPT.values())


def test_a_planted_field_is_found():
    field = models.CharField(max_length=10)
    field.name = "mother_name"
    meta = SimpleNamespace(db_table="planted", local_concrete_fields=[field])
    assert undeclared([SimpleNamespace(_meta=meta)]) == {"planted.mother_name"}


def test_every_declaration_is_complete():
    for row in list_declarations():
        assert row.klass in set(DataClass)
        assert all((row.purpose, row.basis, row.retention)), row


def test_sensitive_data_are_sealed_and_sealed_data_are_declared():
    rows = list_declarations()
    assert [f"{r.table}.{r.field}" for r in rows if r.klass == "sensitive" and not r.sealed] == []
    sealed = {
        f"{m._meta.db_table}.{f.name}"
        for m in _product_models()
        for f in m._meta.local_concrete_fields
        if isinstance(f, SealedTextField)
    }
    assert sealed - {f"{r.table}.{r.field}" for r in rows} == SEALED_SECRETS
    assert {"identity_citizenprofile.identity", "intake_draft.answers", "messaging_message.body"} <= sealed
