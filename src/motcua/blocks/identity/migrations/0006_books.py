"""The permission to read the books, for the roles that have it."""

from typing import Any

from django.db import migrations

ROLES = ("receptionist", "unit_head", "chair", "vice_chair", "director", "controller")
PERMISSION = "books.read"


def give(apps: Any, editor: Any) -> None:
    """Give each role that exists the permission, beside what it was given since."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=ROLES):
        if PERMISSION not in role.permissions:
            role.permissions = [*role.permissions, PERMISSION]
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0005_acts_of_the_desk_and_the_heads")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
