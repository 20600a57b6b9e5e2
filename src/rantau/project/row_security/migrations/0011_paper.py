"""Proofs and links belong to their village; a link in somebody's hand is filled in without an account; the photo of a
signed letter is seen by whoever sees the letter."""

from importlib import import_module

from django.db import migrations

policies = import_module("rantau.project.row_security.migrations.0002_policies")
tightened = import_module("rantau.project.row_security.migrations.0006_tightened")
photos = import_module("rantau.project.row_security.migrations.0008_photos")

RULES = (
    policies.Rule("letters_proof", policies.at("area_id", "letters.view"), policies.at("area_id", "letters.write")),
    policies.Rule(
        "letters_link",
        policies.at("area_id", "letters.view letters.fill"),
        policies.at("area_id", "letters.write letters.fill"),
    ),
)
SEES_SIGNATURE = policies.all_of(
    policies.holds("letters.view"), "file_id IN (SELECT seen.photo_id FROM letters_letter seen)"
)
BRINGS = policies.holds("sources.import journeys.write letters.write")
BEFORE = " UNION ALL SELECT file_id FROM public.journeys_photo"
NOW = f"{BEFORE} UNION ALL SELECT photo_id FROM public.letters_letter WHERE photo_id IS NOT NULL"  # noqa: S608
READ_BEFORE = f"{tightened.READS_PIECE} OR {photos.SEES_PHOTO}"


def _bytes(reads: str, brings: str) -> str:
    return photos.POLICIES.format(reads=reads, brings=brings, unused=tightened.UNUSED)


class Migration(migrations.Migration):
    dependencies = [("row_security", "0010_recaps"), ("letters", "0002_proofs_and_links")]

    operations = [
        migrations.RunSQL("\n".join(map(policies._policies, RULES)), "\n".join(map(policies._undo, RULES))),
        migrations.RunSQL(photos.IN_USE.format(photos=NOW), photos.IN_USE.format(photos=BEFORE)),
        migrations.RunSQL(_bytes(f"{READ_BEFORE} OR {SEES_SIGNATURE}", BRINGS), _bytes(READ_BEFORE, photos.BRINGS)),
    ]
