"""Gives tests PostgreSQL: the server of TEST_DATABASE_URL, or one throw-away cluster for the whole run.

The cluster is made by the first test that asks, in whatever xdist worker that is, and is ended by the process that
began the run. Its folder is made in that process and reaches the workers in an environment variable.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.plugins.postgres_cluster import Cluster, find_programs

SHARED_FOLDER = "TEST_CLUSTER_FOLDER"
ROOM_OF_A_CLUSTER = 2_000_000_000
Copy = Callable[[str, Callable[[str], None]], str]


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, in the first process only: xdist's workers find it in their environment."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="gonin-pg-", dir=_quick_place())
        Path(os.environ[SHARED_FOLDER], "began").write_text(str(os.getpid()), "utf-8")


def _quick_place() -> str | None:
    """The system's folder in memory, where there is one with room: a database for each test is much to write."""
    memory = Path("/dev/shm")
    try:
        return str(memory) if shutil.disk_usage(memory).free > ROOM_OF_A_CLUSTER else None
    except OSError:
        return None


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the cluster if there is one, whatever became of the tests."""
    folder = os.environ.get(SHARED_FOLDER)
    if folder and not hasattr(config, "workerinput"):
        del os.environ[SHARED_FOLDER]
        Cluster(Path(folder)).stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses PostgreSQL, before marks are chosen by, so that nobody can forget the mark."""
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


@pytest.fixture(scope="session")
def postgres_url() -> str:
    """Give the URL of a PostgreSQL server where databases may be made (`postgresql://…/postgres`), or skip."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql+psycopg://", "postgresql://", 1)
    if find_programs() is None:
        pytest.skip("No PostgreSQL server is installed (Debian: apt install postgresql; or set TEST_DATABASE_URL).")
    return Cluster(Path(os.environ[SHARED_FOLDER])).start()


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """Give the URL of an empty database of the test's own, which is dropped after it."""
    name = _make(postgres_url, "template0")
    yield with_database(postgres_url, name)
    _drop(postgres_url, name)


@pytest.fixture(scope="session")
def postgres_templates(postgres_url: str) -> Iterator[dict[str, str]]:
    """Hold the databases that were filled once in this process, by what is in them; dropped at the end of the run."""
    made: dict[str, str] = {}
    yield made
    for name in made.values():
        _drop(postgres_url, name)


@pytest.fixture
def postgres_copy(postgres_url: str, postgres_templates: dict[str, str]) -> Iterator[Copy]:
    """Give `copy(what, fill)`: the URL of a database as `fill(url)` fills it. Copying a filled one is quicker."""
    copies: list[str] = []

    def copy(what: str, fill: Callable[[str], None]) -> str:
        if what not in postgres_templates:
            template = _make(postgres_url, "template0")
            fill(with_database(postgres_url, template))
            postgres_templates[what] = template
        copies.append(_make(postgres_url, postgres_templates[what]))
        return with_database(postgres_url, copies[-1])

    yield copy
    for name in copies:
        _drop(postgres_url, name)


def _make(url: str, template: str) -> str:
    name = f"gonin_test_{uuid.uuid4().hex}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'").format(
        sql.Identifier(name), sql.Identifier(template)
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(make)
    return name


def _drop(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def with_database(url: str, name: str) -> str:
    """Put another database's name into a PostgreSQL URL."""
    address, question, options = url.partition("?")
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{name}{question}{options}"
