"""Delete an applicant's file that no answer names any more."""

from uuid import UUID

from motcua.blocks.documents.models import StoredFile
from motcua.kernel import tenancy


def delete_upload(applicant_id: UUID, file_id: UUID) -> None:
    """Delete the row at once; the sweeper deletes the bytes within three days. Safe to repeat.

    A commune's copy stays. The same bytes under two answers are one file: the caller knows if it is free.
    """
    with tenancy.scope(applicants=[applicant_id]):
        StoredFile.objects.filter(applicant_id=applicant_id, id=file_id).delete()
