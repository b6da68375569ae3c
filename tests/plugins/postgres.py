"""Gives tests PostgreSQL: the server of TEST_DATABASE_URL, or one throw-away cluster for the whole run.

The cluster is made by the first test that asks, in whatever xdist worker that is, and is ended by the process that
began the run. Its folder is made in that process and reaches the workers in an environment variable.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.plugins.postgres_cluster import Cluster, find_programs

SHARED_FOLDER = "TEST_CLUSTER_FOLDER"


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, in the first process only: xdist's workers find it in their environment."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_FOLDER] = tempfile.mkdtemp(prefix="gonin-pg-")
        Path(os.environ[SHARED_FOLDER], "began").write_text(str(os.getpid()), "utf-8")


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
    name = f"gonin_test_{uuid.uuid4().hex}"
    make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(name))
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(make)
    yield with_database(postgres_url, name)
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def with_database(url: str, name: str) -> str:
    """Put another database's name into a PostgreSQL URL."""
    address, question, options = url.partition("?")
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{name}{question}{options}"
