"""Take a dossier into one's own hands with one key, or give it back."""

from motcua.casework.dossiers import api as dossiers
from motcua.kernel import tenancy


def take_dossier(call: dossiers.Call) -> dossiers.DossierInfo:
    """Take what nobody holds. Raises what `dossiers.take` raises; ActionRefused when somebody was first."""
    with tenancy.scope(communes=[call.actor.home]):
        return dossiers.take(call)


def release_dossier(call: dossiers.Call) -> dossiers.DossierInfo:
    """Give back what one holds, for whoever works the step."""
    with tenancy.scope(communes=[call.actor.home]):
        return dossiers.release(call)
