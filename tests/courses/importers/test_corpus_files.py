"""Every single file of other people's courses compiles or is refused by name, within five seconds and 500 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
ROOT = Path(__file__).resolve().parents[3]
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder ../shared/corpus is not there"),
]
# Files as they are, without an importer before them; one process for a folder, each file timed by its own.
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from courses.assets import Assets
from courses.drafts import draft, open_lesson_file
from courses.files import CourseFiles
from courses.markup.dialect import Dialect
from courses.targets import CourseTargets

root = Path(sys.argv[1])
files, md, slowest, done = CourseFiles(root), Dialect(), ["", 0.0], {"made": 0, "refused": 0}
for path in sorted(root.rglob("*")):
    if path.suffix not in {".md", ".mdx", ".ipynb"}:
        continue
    name, told, before = path.relative_to(root).as_posix(), [], time.process_time()
    kind = "notebook" if path.suffix == ".ipynb" else "markdown"
    file = open_lesson_file(files, name, "en", kind, told.append)
    if file is None:
        assert told, name
        done["refused"] += 1
    else:
        made = draft(file, CourseTargets(files, Assets(), "x", {}, name, told.append), md)
        assert made.steps, name
        done["made"] += 1
    slowest = max(slowest, [name, time.process_time() - before], key=lambda one: one[1])
unit = 1024 if sys.platform == "darwin" else 1
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit / 1000
print(json.dumps({"slowest": slowest, "megabytes": memory, **done}))
"""
FOLDERS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir()) if CORPUS.is_dir() else ["absent"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_compiles_or_is_refused(folder):
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(CORPUS / folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["made"] > 0
    assert found["refused"] < found["made"]
    assert found["slowest"][1] < 5, found["slowest"]
    assert found["megabytes"] < 500
