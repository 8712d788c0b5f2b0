"""The door of the identity context."""

from motcua.blocks.identity.cards import SeenCard, UnreadableCard, read_card, typed_card
from motcua.blocks.identity.demo import DEMO_PASSWORD, demo_actor, demo_code, demo_officers
from motcua.blocks.identity.errors import LockedOut, LoginFailed, WrongCode
from motcua.blocks.identity.factors import begin_second_factor, confirm_second_factor, has_second_factor
from motcua.blocks.identity.hints import open_hint, seal_hint
from motcua.blocks.identity.models import Account
from motcua.blocks.identity.persons import PROVEN, keep_seen_card, person_name, person_of
from motcua.blocks.identity.queries import (
    citizen_actor,
    citizen_identity,
    citizen_index,
    list_representatives,
    list_roles,
    officer_actor,
    own_person,
    role_names,
    roles_held,
    staff_with_roles,
)
from motcua.blocks.identity.representations import (
    KINDS,
    Claim,
    RepresentationInfo,
    decide_representation,
    end_representation,
    get_proposed,
    list_proposed,
    list_representations,
    propose_representation,
)
from motcua.blocks.identity.rules import PERMISSIONS
from motcua.blocks.identity.sessions import end_all_sessions, end_session, log_out_officer, open_session
from motcua.blocks.identity.use_cases.change_password import change_password, password_is_stale
from motcua.blocks.identity.use_cases.delegate import delegate
from motcua.blocks.identity.use_cases.disable_idle_officers import disable_idle_officers
from motcua.blocks.identity.use_cases.log_in_citizen import log_in_citizen
from motcua.blocks.identity.use_cases.log_in_officer import check_second_factor, verify_password_step
from motcua.blocks.identity.use_cases.manage_officers import close_officer, create_officer, reopen_officer
from motcua.blocks.identity.use_cases.manage_roles import end_grant, grant_role, load_roles
from motcua.blocks.identity.values import DemoOfficer, Enrolment, NewOfficer, RoleInfo
from motcua.blocks.identity.workforce import AtWork, officers_at_work

__all__ = [
    "DEMO_PASSWORD",
    "KINDS",
    "PERMISSIONS",
    "PROVEN",
    "Account",
    "AtWork",
    "Claim",
    "DemoOfficer",
    "Enrolment",
    "LockedOut",
    "LoginFailed",
    "NewOfficer",
    "RepresentationInfo",
    "RoleInfo",
    "SeenCard",
    "UnreadableCard",
    "WrongCode",
    "begin_second_factor",
    "change_password",
    "check_second_factor",
    "citizen_actor",
    "citizen_identity",
    "citizen_index",
    "close_officer",
    "confirm_second_factor",
    "create_officer",
    "decide_representation",
    "delegate",
    "demo_actor",
    "demo_code",
    "demo_officers",
    "disable_idle_officers",
    "end_all_sessions",
    "end_grant",
    "end_representation",
    "end_session",
    "get_proposed",
    "grant_role",
    "has_second_factor",
    "keep_seen_card",
    "list_proposed",
    "list_representations",
    "list_representatives",
    "list_roles",
    "load_roles",
    "log_in_citizen",
    "log_out_officer",
    "officer_actor",
    "officers_at_work",
    "open_hint",
    "open_session",
    "own_person",
    "password_is_stale",
    "person_name",
    "person_of",
    "propose_representation",
    "read_card",
    "reopen_officer",
    "role_names",
    "roles_held",
    "seal_hint",
    "staff_with_roles",
    "typed_card",
    "verify_password_step",
]  # fmt: skip
