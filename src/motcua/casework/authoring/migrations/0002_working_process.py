import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('authoring', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkingProcess',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('procedure_code', models.CharField(max_length=20)),
                ('process', models.JSONField()),
                ('rests_on', models.UUIDField()),
                ('revision', models.IntegerField(default=1)),
                ('before', models.JSONField(null=True)),
                ('before_what', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('changed_by', models.CharField(max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('commune_id', 'procedure_code'), name='working_process_once')],
            },
        ),
    ]
