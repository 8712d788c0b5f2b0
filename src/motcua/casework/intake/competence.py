"""Which commune handles what is being handed in, told from the answers with the names of places of today."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.blocks.forms import api as forms
from motcua.blocks.organisation import api as organisation
from motcua.casework.catalogue import api as catalogue
from motcua.casework.intake.rules.routing import Known, Routing, Where, route


def routing_of(
    version: catalogue.Version, answers: Mapping[str, Any], commune_id: int, today: date
) -> Routing:
    """Return who handles a dossier with these answers that is handed in at a commune.

    Legal basis: Decree 118/2025/NĐ-CP (reception whatever the boundaries, handling by the competent authority).
    """
    rule = version.content.competence
    here = _known(organisation.get_commune(commune_id))
    told = forms.submission_answers(version.form, answers, today) if rule.fields else {}
    written = {name: _place(told.get(name)) for name in rule.fields}
    at_once = route(rule, written, here, ())
    if at_once.where is Where.HERE:
        return at_once  # by far the most: nothing has to be looked up
    known = [_known(one) for one in organisation.list_communes(today)]
    return route(rule, {name: _today(place, known) for name, place in written.items()}, here, known)


def neighbours(commune_id: int, today: date) -> list[organisation.CommuneInfo]:
    """Return the other communes of this installation in a commune's province, to which it may hand on."""
    here = organisation.get_commune(commune_id)
    listed = [one for one in organisation.list_communes(today) if one.id != commune_id]
    return [one for one in listed if one.province_name == here.province_name]


def _known(commune: organisation.CommuneInfo) -> Known:
    return Known(commune.id, organisation.Place(commune.inner_name, commune.province_name))


def _place(address: Any) -> organisation.Place | None:
    if not isinstance(address, Mapping) or not address.get("commune"):
        return None
    return organisation.Place(address["commune"], address.get("province") or "")


def _today(place: organisation.Place | None, known: list[Known]) -> organisation.Place | None:
    """Return a place with the names of today; what is called like one of these is not looked up."""
    if place is None or any(organisation.is_same_commune(place.commune, one.place) for one in known):
        return place
    return organisation.current_place(place.commune, place.province) or place
