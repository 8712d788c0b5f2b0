import motcua.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_own_constants'),
    ]

    operations = [
        migrations.CreateModel(
            name='TermPolicy',
            fields=[
                ('id', models.UUIDField(default=motcua.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('commune_id', models.IntegerField(editable=False)),
                ('percent', models.SmallIntegerField()),
                ('exceptions', models.JSONField(default=list)),
                ('exceptions_reason', models.CharField(blank=True, max_length=500)),
                ('basis', models.CharField(max_length=300)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(null=True)),
                ('published_at', models.DateTimeField()),
                ('published_by', models.CharField(max_length=200)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=200)),
                ('ended_by', models.CharField(blank=True, max_length=200)),
                ('end_basis', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('percent__gte', 1), ('percent__lte', 90)), name='term_policy_leaves_a_term'),
                    models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('commune_id', 'valid_from'), name='term_policy_one_a_day'),
                ],
            },
        ),
    ]
