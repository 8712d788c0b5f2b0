from django.db import migrations, models

import motcua.kernel.fields


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_pieces_and_doubts"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="recipe",
            field=motcua.kernel.fields.SealedJSONField(null=True),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("blob", ""), _negated=True) | models.Q(("recipe__isnull", False)),
                name="file_bytes_or_recipe",
            ),
        ),
    ]
