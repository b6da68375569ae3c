"""Fetches the examples of the CommonMark specification, which tests compare with and whose licence keeps them out of here."""

import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from runner.folders import ROOT, data_folder

# The source archive of the reader that the engine uses holds them; version and hashes are those of the lock file.
PACKAGE = "markdown-it-py"


def fetch_examples(python: Path) -> None:
    """Put the archive into `var/commonmark` unless it is there; without a network the tests say that they were skipped."""
    lines = _locked()
    folder = data_folder(None) / "commonmark"
    version = lines[0].split("==")[1].split()[0]
    if not (folder / f"markdown_it_py-{version}.tar.gz").exists():
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="gonin-") as scratch:
            wanted = Path(scratch) / "wanted.txt"
            wanted.write_text("\n".join(lines) + "\n", encoding="utf-8")
            words = ["download", "--quiet", "--no-deps", "--no-binary", PACKAGE, "--require-hashes"]
            # A network that answers nothing is as good as none.
            with suppress(subprocess.TimeoutExpired):
                subprocess.run(  # noqa: S603 - pip of our own environment, with a name and hashes of the lock file
                    [str(python), "-m", "pip", *words, "--dest", str(folder), "--requirement", str(wanted)],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=180,
                    check=False,
                )


def _locked() -> list[str]:
    """The package's lines of the lock file."""
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"{PACKAGE}=="))
    end = next(place for place in range(start, len(lines)) if not lines[place].endswith("\\"))
    return lines[start : end + 1]
