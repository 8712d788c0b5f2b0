"""The permissions to call numbers to a window and to settle the hall, for the roles that have them."""

from typing import Any

from django.db import migrations

GIVEN = {
    "queue.serve": ("receptionist", "cashier", "return_desk", "director"),
    "queue.manage": ("director", "admin"),
}


def give(apps: Any, editor: Any) -> None:
    """Give each role that exists the permissions, beside what it was given since."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for permission, keys in GIVEN.items():
        for role in roles.filter(key__in=keys):
            if permission not in role.permissions:
                role.permissions = [*role.permissions, permission]
                role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0007_delegation")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
