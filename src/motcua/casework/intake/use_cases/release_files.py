"""Let go of uploads that no answer names any more: personal data are not kept longer than needed.

Legal basis: Law 91/2025/QH15 (deletion when the purpose is fulfilled).
"""

from collections.abc import Iterable
from uuid import UUID

from motcua.blocks.documents import api as documents
from motcua.casework.intake.models import Draft, SupplementRequest


def release_files(applicant: UUID, files: Iterable[UUID]) -> None:
    """Delete those files that no open draft and no open supplement of the applicant names.

    What was handed in stays: the commune has copies of its own. Within the caller's scope.
    """
    drafts = Draft.objects.filter(applicant_id=applicant, submitted_dossier_id__isnull=True)
    requests = SupplementRequest.objects.filter(applicant_id=applicant, answered_at__isnull=True)
    named = {
        key
        for papers in (
            *drafts.values_list("papers", flat=True),
            *requests.values_list("pending_papers", flat=True),
        )
        for keys in papers.values()
        for key in keys
    }
    for file_id in files:
        if str(file_id) not in named:
            documents.delete_upload(applicant, file_id)
