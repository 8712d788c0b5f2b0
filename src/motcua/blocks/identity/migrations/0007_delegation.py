"""The permission to have one colleague do the work of another, for the roles that have it."""

from typing import Any

from django.db import migrations

ROLES = ("chair", "director")
PERMISSION = "delegation.manage"


def give(apps: Any, editor: Any) -> None:
    """Give each role that exists the permission, beside what it was given since."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=ROLES):
        if PERMISSION not in role.permissions:
            role.permissions = [*role.permissions, PERMISSION]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0006_books")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
