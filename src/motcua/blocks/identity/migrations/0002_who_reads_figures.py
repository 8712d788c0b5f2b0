"""Give the roles that steer the right to read the figures of the commune."""

from typing import Any

from django.db import migrations

ROLES = ("director", "controller", "chair", "vice_chair", "admin")
PERMISSION = "quality.read"


def give(apps: Any, editor: Any) -> None:
    """Add the permission to the roles that are there; one that has it stays as it is."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=ROLES):
        if PERMISSION not in role.permissions:
            role.permissions = [*role.permissions, PERMISSION]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0001_initial")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
