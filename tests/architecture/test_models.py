"""What imports do not show: keys between tables, policies, ports, templates nobody uses."""

import inspect
from typing import Protocol

import pytest
from django.apps import apps
from django.db import models

from motcua.kernel import ports, walls
from motcua.kernel.tenancy import ApplicantModel, TenantKey, TenantModel, Walled


def ours():
    return [m for m in apps.get_models() if m.__module__.startswith("motcua.")]


def crossing_keys(found=None) -> list[str]:
    """Return foreign keys of Django between contexts or between tenant tables."""
    wrong = []
    for model in found if found is not None else ours():
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey):
                continue
            target = field.related_model
            if target._meta.app_label != model._meta.app_label:
                wrong.append(f"{model.__name__}.{field.name} leaves its context")
            elif issubclass(model, TenantModel) and issubclass(target, TenantModel):
                wrong.append(f"{model.__name__}.{field.name} crosses the wall; use TenantKey")
            if field.remote_field.related_name != "+":
                wrong.append(f"{model.__name__}.{field.name} can be walked backwards")
    return wrong


def test_no_foreign_key_crosses_a_context_or_the_wall():
    assert crossing_keys() == []


def test_a_planted_key_is_found():
    class Planted(models.Model):
        dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT)

        class Meta:
            app_label = "intake"

    try:
        assert len(crossing_keys([Planted])) == 2
    finally:
        del apps.all_models["intake"]["planted"]
        apps.clear_cache()


def unkeyed(model) -> list[str]:
    """Return the id columns of a tenant table that no key binds and that are not exempt."""
    bound = {c.column for c in model._meta.constraints if isinstance(c, TenantKey)}
    ids = {f.column for f in model._meta.local_fields if f.column.endswith("_id")}
    return sorted(ids - bound - EXEMPT.get(model.__name__, set()) - GLOBAL)


# Not tenant tables, or rows of other kinds: an account, an applicant, a version of the national catalogue,
# a seal that is checked by its hash, an actor who may be a person or the system.
GLOBAL = {"commune_id", "applicant_id", "account_id", "version_id", "seal_id", "actor_id", "unit_id"}
EXEMPT = {
    "Event": {"stream_id"},
    "EffectRun": {"event_id"},
    "AuditEntry": {"subject_id"},
    "Charge": {"subject_id"},
    "Message": {"about_id"},
    "Delivery": {"device_id"},
    "Device": {"person_id"},
    "Step": {"holder_id"},
    # The dossier lies behind the wall of another commune.
    "Relay": {"dossier_id"},
    "HistoryEntry": {"event_id"},
    "IssuedForm": {"event_id"},
    "LateReason": {"given_by_id"},
    "Export": {"asked_by_id"},
    "HandOver": {"giver_id", "receiver_id"},
    "PostList": {"giver_id"},
    "CashReceipt": {"collected_by_id", "file_id"},
    "CashRefund": {"refunded_by_id", "file_id"},
    "Decision": {"proposed_by_id", "approved_by_id", "issued_by_id"},
    "SigningOrder": {"credential_id"},
    "StaffMember": {"credential_id"},
    "SupplementRequest": {"asked_by_id", "order_id"},
    "SupplementProposal": {"proposed_by_id"},
    "FinancialObligation": {"asked_by_id"},
    "Reception": {"person_id", "visit_id"},
    "SheetRange": {"handed_by_id"},
    "IntakeSheet": {"entered_by_id"},
    "FilingMoment": {"visit_id"},
    "ToldDossier": {"settled_by_id"},
    "Dossier": {"holder_id", "help_id", "representation_id", "hamlet_id"},
    "Representation": {"person_id", "proof_file_id"},
    "SubDossier": {"holder_id"},
    "Opinion": {"asked_staff_id", "asked_by_id", "answered_by_id"},
    "SavedView": {"staff_id"},
    "BulkRun": {"staff_id", "holder_id"},
    "Label": {"made_by_id"},
    "DossierLabel": {"stuck_by_id"},
    "PrivateNote": {"staff_id"},
    "StaffNotice": {"staff_id"},
    "OfficerDay": {"staff_id"},
    "Ticket": {"served_by_id"},
    "HeadOrder": {"signed_by_id", "file_id", "kept_by_id"},
}


def test_every_id_of_a_tenant_table_is_bound_or_exempt():
    loose = {m.__name__: unkeyed(m) for m in ours() if issubclass(m, TenantModel) and unkeyed(m)}
    assert loose == {}


def test_every_table_with_a_commune_or_an_applicant_stands_behind_the_wall():
    names = {"commune_id", "applicant_id"}
    bare = [
        m.__name__
        for m in ours()
        if names & {f.name for f in m._meta.local_fields} and not issubclass(m, Walled)
    ]
    # An account is global: it names the commune an officer logs in to, and is read before any scope exists.
    assert bare == ["Account"]


@pytest.mark.django_db
def test_the_database_has_a_policy_for_each():
    assert walls.missing_walls() == []


def test_applicant_tables_name_their_applicant():
    assert all(
        "applicant_id" in {f.name for f in m._meta.local_fields}
        for m in ours()
        if issubclass(m, ApplicantModel)
    )


def every_port() -> set[type]:
    """Return every Protocol declared in a module called `ports` below blocks and casework."""
    import importlib
    import pkgutil

    import motcua

    found = set()
    for module in pkgutil.walk_packages(motcua.__path__, "motcua."):
        if module.name.endswith(".ports") and module.name.startswith(("motcua.blocks.", "motcua.casework.")):
            loaded = importlib.import_module(module.name)
            found |= {
                value
                for _, value in inspect.getmembers(loaded, inspect.isclass)
                if Protocol in value.__mro__ and value.__module__ == module.name
            }
    return found


def test_every_port_is_wired():
    # Channels of messages are many behind one port: they are wired by key.
    wired = {port.__name__ for port in ports.wired()} | {"MessageChannel"}
    assert {port.__name__ for port in every_port()} <= wired


def test_every_adapter_that_reaches_outside_has_a_sandbox():
    import importlib.util
    from pathlib import Path

    import motcua.integrations

    folders = [p for p in Path(motcua.integrations.__path__[0]).iterdir() if (p / "__init__.py").exists()]
    lonely = [p.name for p in folders if p.name != "absent" and not (p / "sandbox" / "__main__.py").exists()]
    assert lonely == []
    assert importlib.util.find_spec("motcua.integrations.absent") is not None
