"""Who receives and returns at the desk does so for other communes too."""

from typing import Any

from django.db import migrations

PERMISSION = "dossier.relay"
ROLES = ("receptionist", "return_desk", "director")


def give(apps: Any, editor: Any) -> None:
    """Give the permission to the roles of the desk."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=ROLES):
        if PERMISSION not in role.permissions:
            role.permissions = [*role.permissions, PERMISSION]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0008_queue")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
