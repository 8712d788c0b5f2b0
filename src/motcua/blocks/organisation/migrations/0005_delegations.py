from django.db import migrations, models
from django.db.models import F, Q

import motcua.kernel.identifiers
import motcua.kernel.tenancy


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_commune_ethnic_groups")]

    operations = [
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=motcua.kernel.identifiers.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("commune_id", models.IntegerField(editable=False)),
                ("from_staff_id", models.UUIDField()),
                ("to_staff_id", models.UUIDField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField()),
                ("reason", models.CharField(max_length=200)),
                ("order_number", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["commune_id", "to_staff_id", "valid_to"], name="delegation_by_stand_in"
                    )
                ],
                "constraints": [
                    motcua.kernel.tenancy.TenantKey(
                        column="from_staff_id", name="delegation_from", to="organisation.StaffMember"
                    ),
                    motcua.kernel.tenancy.TenantKey(
                        column="to_staff_id", name="delegation_to", to="organisation.StaffMember"
                    ),
                    models.CheckConstraint(
                        condition=Q(valid_to__gte=F("valid_from")) & ~Q(from_staff_id=F("to_staff_id")),
                        name="delegation_from_one_to_another",
                    ),
                ],
            },
        ),
    ]
