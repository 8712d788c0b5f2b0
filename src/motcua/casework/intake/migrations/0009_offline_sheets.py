import motcua.kernel.identifiers
import motcua.kernel.tenancy
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intake', '0008_reception'),
    ]

    operations = [
        migrations.AddField(
            model_name='reception',
            name='sheet',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='reception',
            name='true_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='IntakeSheet',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('number', models.CharField(max_length=20)),
                ('true_at', models.DateTimeField()),
                ('entered_by_id', models.UUIDField()),
                ('entered_at', models.DateTimeField()),
                ('dossier_id', models.UUIDField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('commune_id', 'number'), name='sheet_once'), motcua.kernel.tenancy.TenantKey(column='dossier_id', name='sheet_dossier', to='dossiers.Dossier')],
            },
        ),
        migrations.CreateModel(
            name='SheetRange',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('prefix', models.CharField(blank=True, max_length=10)),
                ('first', models.IntegerField()),
                ('last', models.IntegerField()),
                ('desk', models.CharField(max_length=120)),
                ('handed_at', models.DateTimeField()),
                ('handed_by_id', models.UUIDField()),
            ],
            options={
                'indexes': [models.Index(fields=['commune_id', 'prefix', 'first'], name='sheet_range_by_number')],
            },
        ),
    ]
