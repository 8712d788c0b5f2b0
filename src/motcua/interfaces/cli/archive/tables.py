"""What can be counted and compared in a database: rows and access rules."""

import hashlib
import json
from typing import Any

import psycopg
from psycopg import sql

_TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
ORDER BY 1, 2
"""
_RIGHTS = """
SELECT n.nspname, c.relname, c.relkind::text, c.relrowsecurity, c.relforcerowsecurity,
       a.grantee::regrole::text, a.privilege_type
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN LATERAL aclexplode(c.relacl) a ON true
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%'
  AND n.nspname <> 'information_schema'
ORDER BY 1, 2, 3, 6, 7
"""
_POLICIES = """
SELECT schemaname, tablename, policyname, permissive, roles::text, cmd, qual, with_check
FROM pg_policies ORDER BY 1, 2, 3
"""
_DEFAULTS = """
SELECT d.defaclrole::regrole::text, coalesce(n.nspname, ''), d.defaclobjtype::text,
       a.grantee::regrole::text, a.privilege_type
FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
CROSS JOIN LATERAL aclexplode(d.defaclacl) a
ORDER BY 1, 2, 3, 4, 5
"""


def count_rows(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows of every table, by ``schema.table``."""
    counts = {}
    for schema, table in connection.execute(_TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        row = connection.execute(query).fetchone()
        counts[f"{schema}.{table}"] = int(row[0]) if row else 0
    return counts


def walls(connection: psycopg.Connection[Any]) -> str:
    """A digest of who may do what: a restored append-only table must still be append-only."""
    found = [connection.execute(query).fetchall() for query in (_RIGHTS, _POLICIES, _DEFAULTS)]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()
