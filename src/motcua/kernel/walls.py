"""Raise the second wall: row-level policies, grants and append-only tables, after every migration.

The application role owns nothing. Policies are ENABLEd, not FORCEd: the owner migrates and dumps.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models

from motcua.kernel.tenancy import Walled

_FUNCTIONS = """
CREATE OR REPLACE FUNCTION motcua_scope_text(kind text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF coalesce(current_setting('motcua.scoped', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'tenant rows were touched outside a scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN current_setting('motcua.' || kind, true);
END $$;
CREATE OR REPLACE FUNCTION motcua_communes() RETURNS int[] LANGUAGE sql STABLE AS
  $$ SELECT motcua_scope_text('communes')::int[] $$;
CREATE OR REPLACE FUNCTION motcua_applicants() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT motcua_scope_text('applicants')::uuid[] $$;
CREATE OR REPLACE FUNCTION motcua_public() RETURNS int[] LANGUAGE sql STABLE AS
  $$ SELECT motcua_scope_text('public')::int[] $$;
"""
_COMMUNE = "commune_id = ANY ((SELECT motcua_communes())::int[])"
_APPLICANT = "applicant_id = ANY ((SELECT motcua_applicants())::uuid[])"
_PUBLIC = "commune_id = ANY ((SELECT motcua_public())::int[])"
POLICIES = {
    "commune": _COMMUNE,
    "commune_or_applicant": f"{_COMMUNE} OR {_APPLICANT}",
    "applicant": _APPLICANT,
    "public": _COMMUNE,
    "letterbox": _COMMUNE,
}


def walled_models() -> list[Any]:
    """Return every model whose table stands behind a wall."""
    return [m for m in apps.get_models() if issubclass(m, Walled)]


def _policy(model: Any, role: str) -> list[str]:
    table, rule = model._meta.db_table, POLICIES[model.wall]
    lines = [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS motcua_wall ON "{table}"',
        f'CREATE POLICY motcua_wall ON "{table}" USING ({rule}) WITH CHECK ({rule})',
    ]
    if model.wall == "public":
        # Read by anyone in the public scope, written and deleted by the commune alone.
        lines += [
            f'DROP POLICY IF EXISTS motcua_window ON "{table}"',
            f'CREATE POLICY motcua_window ON "{table}" FOR SELECT USING ({_PUBLIC})',
        ]
    if model.wall == "letterbox":
        # Dropped in by anyone in the public scope, read by the commune alone.
        lines += [
            f'DROP POLICY IF EXISTS motcua_slot ON "{table}"',
            f'CREATE POLICY motcua_slot ON "{table}" FOR INSERT WITH CHECK ({_PUBLIC})',
        ]
    if model.append_only:
        lines.append(f'REVOKE UPDATE, DELETE, TRUNCATE ON "{table}" FROM "{role}"')
        columns = ", ".join(f'"{c}"' for c in model.mutable_columns)
        if columns:
            lines.append(f'GRANT UPDATE ({columns}) ON "{table}" TO "{role}"')
    return lines


def raise_walls(sender: Any, using: str, **_: Any) -> None:
    """Give the application role its rights and every tenant table its policy (post_migrate)."""
    role = settings.MOTCUA_APP_ROLE
    statements = [
        _FUNCTIONS,
        f'GRANT USAGE ON SCHEMA public TO "{role}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"',
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
    ]
    for model in walled_models():
        statements += _policy(model, role)
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing_walls(using: str = "default") -> list[str]:
    """Return the tenant tables without an enabled policy, for the doctor and the architecture test."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid WHERE c.relrowsecurity"
        )
        walled = {row[0] for row in cursor.fetchall()}
    return sorted(table_of(m) for m in walled_models() if table_of(m) not in walled)


def table_of(model: type[models.Model]) -> str:
    """Return the name of a model's table."""
    return model._meta.db_table


def weak_role(using: str = "default") -> str | None:
    """Return why the connected role may not serve, or None when it is fit.

    A superuser, a role that bypasses row security, or the owner of a table would walk through the wall.
    """
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, EXISTS (SELECT FROM pg_tables WHERE schemaname = 'public'"
            " AND tableowner = current_user) FROM pg_roles WHERE rolname = current_user"
        )
        superuser, bypasses, owns = cursor.fetchone()
    reasons = {"superuser": superuser, "bypassrls": bypasses, "table owner": owns}
    return next((reason for reason, holds in reasons.items() if holds), None)
