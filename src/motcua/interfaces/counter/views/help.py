"""The keys of the counter, and what the officer may do."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from motcua.blocks.identity import api as identity
from motcua.casework.dossiers import api as dossiers
from motcua.interfaces.counter.labels import COMMANDS, KEYS, PERMISSIONS
from motcua.interfaces.counter.pages import show
from motcua.interfaces.counter.side_acts import SIDE_KEYS, label_of
from motcua.interfaces.ui.middleware import CHANGE_PASSWORD, Request, officer_required


@officer_required
@require_safe
def keys(request: Request) -> HttpResponse:
    """List every key."""
    actions = [(key, dossiers.Action(name).label) for name, key in KEYS.items()]
    actions += [(key, label_of(action)) for action, key in SIDE_KEYS.items()]
    return show(request, "counter/keys.html", {"actions": actions})


@officer_required
@require_safe
def own_roles(request: Request) -> HttpResponse:
    """Tell the officer's post, roles, what each allows, and the commands for what has no page yet."""
    held = [role for role in identity.list_roles() if role.key in request.actor.roles]
    roles = [(role.name, [PERMISSIONS.get(key, key) for key in sorted(role.permissions)]) for role in held]
    commands = [(PERMISSIONS[key], COMMANDS[key]) for key in COMMANDS if request.actor.may(key)]
    context = {"roles": roles, "commands": commands, "change_password": CHANGE_PASSWORD}
    return show(request, "counter/own_roles.html", context)
