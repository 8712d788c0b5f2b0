"""The permissions of withdrawal, obligation, stop, extension, reopening and opinion, for the roles that have them."""

from typing import Any

from django.db import migrations

GIVEN = {
    "receptionist": ("dossier.withdraw", "dossier.obligation"),
    "handler": ("dossier.withdraw", "dossier.obligation", "dossier.opinion"),
    "unit_head": ("dossier.stop", "dossier.extend", "dossier.opinion"),
    "chair": ("dossier.stop", "dossier.extend", "dossier.reopen"),
    "vice_chair": ("dossier.stop", "dossier.extend", "dossier.reopen"),
    "director": ("dossier.withdraw",),
}


def give(apps: Any, editor: Any) -> None:
    """Give each role that exists what it has from now on, beside what it was given since."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=GIVEN):
        lacking = [one for one in GIVEN[role.key] if one not in role.permissions]
        if lacking:
            role.permissions = [*role.permissions, *lacking]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_representations")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
