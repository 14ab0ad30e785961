# The published figures.

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Release',
            fields=[
                ('month', models.CharField(max_length=7, primary_key=True, serialize=False)),
                ('content', models.JSONField()),
                ('sample', models.BooleanField(default=False)),
                ('released_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('-month',),
            },
        ),
    ]
