"""The person behind an identity number, and the roles of who helps people file."""

from typing import Any

from django.db import migrations, models

PERMISSION = "intake.assist"
HELP_TOO = ("receptionist", "director")
NEW = {
    "volunteer": "Tình nguyện viên, tổ công nghệ số cộng đồng",
    "post_clerk": "Nhân viên bưu điện",
}


def give(apps: Any, editor: Any) -> None:
    """Give the permission to who receives at the desk, and add the new roles where there are roles already."""
    roles = apps.get_model("identity", "Role").objects.using(editor.connection.alias)
    for role in roles.filter(key__in=HELP_TOO):
        if PERMISSION not in role.permissions:
            role.permissions = [*role.permissions, PERMISSION]
            role.save(update_fields=["permissions"])
    if roles.exists():
        for key, name in NEW.items():
            roles.get_or_create(key=key, defaults={"name": name, "permissions": [PERMISSION]})


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_who_reads_figures")]
    operations = [
        migrations.AddField("citizenprofile", "person_id", models.UUIDField(null=True)),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
