"""What is already done in a database, so that a second start does not do it again.

The marks live in the comment of the database: a dump does not carry it, so a restored or replaced
database is always looked at anew.
"""

import hashlib
import importlib.metadata
import json
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

import motcua

_PACKAGE = Path(motcua.__file__).parent
_WITH_MIGRATIONS = ("django", "procrastinate", "django-axes")


def read(connection: psycopg.Connection[Any]) -> dict[str, str]:
    """The marks of the connected database, empty when it has none."""
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    try:
        marks = json.loads(row[0]) if row and row[0] else {}
    except json.JSONDecodeError:
        marks = {}
    return {str(name): str(value) for name, value in marks.items()}


def write(owner: psycopg.Connection[Any], **marks: str) -> None:
    """Add marks; only the owner of the database may."""
    text = json.dumps({**read(owner), **marks}, sort_keys=True)
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
    owner.execute(statement.format(sql.Identifier(owner.info.dbname), sql.Literal(text)))


def migrations() -> str:
    """A digest of every migration this version would apply."""
    digest = hashlib.sha256()
    for name in _WITH_MIGRATIONS:
        digest.update(f"{name} {importlib.metadata.version(name)}\n".encode())
    return _add_files(digest, _PACKAGE.glob("**/migrations/*.py"))


def demonstration() -> str:
    """A digest of what the demonstration data are made from."""
    digest = hashlib.sha256()
    sources = [*(_PACKAGE / "interfaces" / "cli").glob("demo*"), _PACKAGE.parents[1] / "procedures"]
    files = [file for source in sources for file in ([source] if source.is_file() else source.rglob("*"))]
    return _add_files(digest, (file for file in files if file.suffix in {".py", ".yaml", ".typ"}))


def _add_files(digest: Any, files: Any) -> str:
    for file in sorted(files):
        digest.update(str(file.relative_to(_PACKAGE.parents[1])).encode() + b"\0" + file.read_bytes())
    return str(digest.hexdigest())
