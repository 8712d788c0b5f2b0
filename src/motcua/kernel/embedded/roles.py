"""The three database roles and the walls between them."""

from typing import Any, LiteralString

import psycopg
from psycopg import sql

OWNER = "motcua_owner"
APPLICATION = "motcua_app"
DATABASE = "motcua"


def is_ready(superuser: psycopg.Connection[Any]) -> bool:
    """Whether ``ensure`` ran to its end on this cluster."""
    row = superuser.execute("SELECT datacl IS NOT NULL FROM pg_database WHERE datname = %s", [DATABASE])
    return row.fetchone() == (True,)


def ensure(
    superuser: psycopg.Connection[Any],
    template: psycopg.Connection[Any],
    owner_password: str,
    application_password: str,
) -> None:
    """Create the roles and the database where they are missing; safe to repeat after an interruption.

    Both are autocommit connections of the superuser: to the database ``postgres`` and to
    ``template1``, from which every new database, also one of a test, takes its default privileges.
    """
    present = {row[0] for row in superuser.execute("SELECT rolname FROM pg_roles")}
    if OWNER not in present:
        _create_role(superuser, OWNER, "CREATEDB", owner_password)
    if APPLICATION not in present:
        _create_role(superuser, APPLICATION, "NOCREATEDB", application_password)
    grant_defaults(template, APPLICATION, owner_role=OWNER)
    template.close()  # A connected template cannot be copied.
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        statement = sql.SQL("CREATE DATABASE {} OWNER {}")
        superuser.execute(statement.format(sql.Identifier(DATABASE), sql.Identifier(OWNER)))
    close_database(superuser, DATABASE, APPLICATION)


def _create_role(
    superuser: psycopg.Connection[Any], name: str, creates: LiteralString, password: str
) -> None:
    options: LiteralString = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION "
    statement = sql.SQL("CREATE ROLE {} " + options + creates + " PASSWORD {}")
    superuser.execute(statement.format(sql.Identifier(name), sql.Literal(password)))


def close_database(connection: psycopg.Connection[Any], database: str, application_role: str) -> None:
    """Let only the owner and the application connect to a database; called by its owner."""
    name, role = sql.Identifier(database), sql.Identifier(application_role)
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, role))


def grant_defaults(
    connection: psycopg.Connection[Any], application_role: str, owner_role: str | None = None
) -> None:
    """Give the application the use of whatever the owner will create in this database.

    Only future objects: a grant on all tables would hand back what a migration took away from
    append-only ones. Safe to repeat. ``owner_role`` is the connected role unless given.
    """
    owner = sql.SQL("FOR ROLE {} ").format(sql.Identifier(owner_role)) if owner_role else sql.SQL("")
    role = sql.Identifier(application_role)
    rights: LiteralString
    for rights in (
        "SELECT, INSERT, UPDATE, DELETE ON TABLES",
        "USAGE, SELECT ON SEQUENCES",
        "EXECUTE ON FUNCTIONS",
    ):
        connection.execute(
            sql.SQL("ALTER DEFAULT PRIVILEGES {}GRANT {} TO {}").format(owner, sql.SQL(rights), role)
        )


def wall_problems(connection: psycopg.Connection[Any]) -> list[str]:
    """Say why the connected role must not serve requests; an empty list means that it may.

    A superuser, a role that bypasses row-level security and the owner of a table all see every
    commune's rows whatever the policies say.
    """
    row = connection.execute(
        "SELECT rolname, rolsuper, rolbypassrls,"
        " (SELECT count(*) FROM pg_class c JOIN pg_roles o ON o.oid = c.relowner"
        "  WHERE c.relkind IN ('r', 'p', 'v', 'm') AND pg_has_role(current_user, o.oid, 'USAGE')"
        "  AND c.relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_%%'"
        "  OR nspname = 'information_schema'))"
        " FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    if row is None:
        return ["không đọc được vai trò của kết nối"]
    name, superuser, bypass, owned = row
    problems = []
    if superuser:
        problems.append(f"vai trò {name} là quản trị tối cao (superuser) của cơ sở dữ liệu")
    if bypass:
        problems.append(f"vai trò {name} được bỏ qua phân quyền theo dòng (BYPASSRLS)")
    if owned and not superuser:
        problems.append(f"vai trò {name} là chủ của {owned} bảng")
    return problems
