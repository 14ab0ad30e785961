"""The three groups exist from the start."""

from django.db import migrations

NAMES = ("Petugas", "Teknisi", "Admin")


def forwards(apps, schema_editor):
    groups = apps.get_model("auth", "Group")
    for name in NAMES:
        groups.objects.get_or_create(name=name)


def backwards(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=NAMES).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(forwards, backwards)]
