"""run.py makes .venv whole or says in one sentence why not; a set-up that was cut short is finished the next time."""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from runner import environment
from runner.folders import data_folder
from runner.sentences import PlainError

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., subprocess.CompletedProcess[str]]
FLASK = """
import os, sys
print("flask was asked:", *sys.argv[1:], *(os.environ[name] for name in ("GONIN_ENV", "GONIN_DATA", "PUBLIC_URL")))
"""


def make_wheel(folder: Path, name: str = "flask") -> str:
    """Make a package that stands in for the application's, and give the lock file's line for it."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr(f"{name}.py", FLASK)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", f"{name}.py,,\n{info}/METADATA,,\n{info}/WHEEL,,\n{info}/RECORD,,\n")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return f"{name} @ {path.as_uri()} --hash=sha256:{digest}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project that holds nothing but run.py and lock files of one small package, which needs no network."""
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "runner", folder / "runner", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "run.py", folder)
    line = make_wheel(tmp_path)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (folder / name).write_text(line)
    (folder / "requirements-setup.lock").write_text("")
    return folder


@pytest.fixture
def run(project: Path) -> Run:
    def call(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        settings = {"LC_ALL": "C.UTF-8", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONFIG_FILE": os.devnull}
        command = [sys.executable, str(project / "run.py"), "demo", "--no-serve", *words]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "GONIN_"))}
        environment = {**kept, **settings, **variables}
        return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=180)

    return call


def test_a_fresh_project_is_set_up_once_and_found_ready_after_that(project: Path, run: Run) -> None:
    first = run("--fresh", "--port", "8123")
    assert first.returncode == 0, first.stderr
    asked = f"flask was asked: --app wsgi demo --fresh demo {project / 'var'} http://127.0.0.1:8123"
    assert asked in first.stdout
    stamp = (project / ".venv" / "gonin-stamp.json").read_bytes()
    second = run()
    assert second.returncode == 0, second.stderr
    assert "Setting up" not in second.stdout
    assert (project / ".venv" / "gonin-stamp.json").read_bytes() == stamp


def test_a_set_up_that_was_killed_is_started_over_and_one_without_network_goes_on(project: Path, run: Run) -> None:
    half = project / ".venv"
    half.mkdir()
    (half / "gonin-making").touch()
    whole = (project / "requirements.lock").read_text()
    (project / "requirements.lock").write_text("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    offline = run()
    assert offline.returncode == 1
    assert "starting it over" in offline.stdout
    assert offline.stderr.startswith("The packages could not be fetched because the network did not answer.")
    assert offline.stderr.count("\n") == 1
    (project / "requirements.lock").write_text(whole)
    online = run()
    assert online.returncode == 0, online.stderr
    assert "starting it over" not in online.stdout


def test_a_package_that_is_not_the_one_named_is_refused(project: Path, run: Run) -> None:
    lock = project / "requirements.lock"
    text = lock.read_text()
    lock.write_text(text[: text.index("sha256:")] + "sha256:" + "0" * 64 + "\n")
    done = run()
    assert done.returncode == 1
    assert "is not the one that requirements.lock names" in done.stderr
    assert not (project / ".venv" / "gonin-stamp.json").exists()


def test_two_at_once_wait_for_one_another(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, str(project / "run.py"), "demo", "--no-serve", "--data"]
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    both = [
        subprocess.Popen([*command, str(project / name)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for name in ("one", "two")
    ]
    said = [each.communicate(timeout=180)[0] for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sorted("Setting up" in text for text in said) == [False, True]


def test_a_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    assert data_folder(str(tmp_path / "new")).stat().st_mode & 0o777 == 0o700


def test_a_data_folder_that_cannot_be_made_is_named(project: Path, run: Run) -> None:
    (project / "file").touch()
    done = run("--data", str(project / "file" / "data"))
    assert done.returncode == 1
    assert done.stderr.startswith(f"The folder {project / 'file'}")
    assert "cannot be written to" in done.stderr


def test_a_missing_lock_file_is_named(project: Path, run: Run) -> None:
    (project / "requirements.lock").unlink()
    done = run()
    assert done.returncode == 1
    assert done.stderr.startswith("The file requirements.lock is missing")


@pytest.mark.parametrize("absent", ["venv", "ensurepip"])
def test_without_venv_the_sentence_says_to_install_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, absent: str
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == absent else find(name))
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setenv("LC_ALL", "en")
    with pytest.raises(PlainError) as caught:
        environment.ensure("app")
    assert "apt install python3-venv" in str(caught.value)
    assert not (tmp_path / ".venv").exists()


def test_what_tests_need_serves_the_application_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    locks = {"app": tmp_path / "app.lock", "dev": tmp_path / "dev.lock"}
    for path in locks.values():
        path.write_text(path.name)
    monkeypatch.setattr(environment, "LOCKS", locks)
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(environment, "_version", lambda: "3.11")
    environment._write_stamp("dev")
    assert environment.is_ready("app")
    assert environment.is_ready("dev")
    locks["dev"].write_text("changed")
    assert environment.is_ready("app")
    assert not environment.is_ready("dev")
    assert set(json.loads((tmp_path / "stamp.json").read_text())) == {"python", "app", "dev"}
