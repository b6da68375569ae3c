"""Other people's courses come in: the result compiles, every question is a quiz, and time and memory stay bounded."""

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
# Run in a process of its own, so that its processor time and its greatest memory are its own.
PROGRAM = """
import json, resource, sys
from collections import Counter
from pathlib import Path
from courses import compile_course
from courses.compiling import assembling, reading, trusting
from courses.importers import import_course, write_course
from courses.pictures.deriving import Pictured

source, target, others = Path(sys.argv[1]), Path(sys.argv[2]), json.loads(sys.argv[3])
made = import_course(source, translations=[(tag, Path(folder)) for tag, folder in others])
write_course(made, target)
# Whether a course compiles is asked here; resizing its pictures and judging its words take a minute and more.
assembling.check_course = reading.check_sheet = lambda *_: ()
reading.paragraphs = lambda _: ()
trusting.pictured = lambda asset: Pictured()
compiled = compile_course(target)
usage = resource.getrusage(resource.RUSAGE_SELF)
unit = 1024 if sys.platform == "darwin" else 1
print(json.dumps({
    "languages": made.languages,
    "sums": vars(made.sums),
    "report": Counter(one.code for one in made.problems),
    "errors": [one.located() for one in compiled.problems if one.severity == "error"],
    "lessons": len(compiled.release.outline.lessons) if compiled.release else 0,
    "seconds": usage.ru_utime + usage.ru_stime,
    "megabytes": usage.ru_maxrss / unit / 1000,
}))
"""
# folder → (languages, readings of all files, the least number of quizzes, files refused)
COURSES = {
    "genai-for-beginners": (["en", "ja"], 0, 0),
    "ai-agents-for-beginners": (["en", "fa", "ja"], 0, 0),
    "edgeai-for-beginners": (["en", "ja", "ar", "uk", "fa", "my", "ne"], 0, 0),
    "power-automate-pl-7002.en": (["en"], 0, 0),
    "power-automate-pl-7002.ja": (["ja"], 0, 0),
    "chainer-tutorials-ja": (["ja", "en"], 0, 0),
    "huggingface-course": (["ja", "en"], 54, 0),
    "jupyter-book-docs": (["en"], 0, 0),
    "odd-notebooks/jupyterquiz": (["en"], 3, 0),
    "odd-notebooks/csharp": (["en"], 0, 0),
    "odd-notebooks/nbformat": (["en"], 0, 2),
    "odd-notebooks/nbconvert": (["en"], 0, 0),
    "odd-notebooks/notebook": (["en"], 0, 0),
}


def brought(folder, target, others=()):
    arguments = [sys.executable, "-c", PROGRAM, str(CORPUS / folder), str(target), json.dumps(list(others))]
    run = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.mark.parametrize("folder", sorted(COURSES))
def test_every_course_comes_in_and_compiles(folder, tmp_path):
    languages, quizzes, refused = COURSES[folder]
    made = brought(folder, tmp_path / "ours")
    assert made["errors"] == []
    assert made["languages"] == languages
    assert made["lessons"] == made["sums"]["lessons"] > 0
    assert made["sums"]["quizzes"] >= quizzes
    files = sum(1 for path in (CORPUS / folder).rglob("*") if path.suffix in {".md", ".mdx", ".ipynb"})
    report = made["report"]
    told = sum(report.get(code, 0) for code in ("import-unlisted", "import-double"))
    lost = sum(number for code, number in report.items() if code.startswith(("notebook-", "lesson-")))
    assert lost == refused
    assert files - told - 5 <= made["sums"]["files"] <= files  # up to five speak to a repository's own people
    # The engine and its libraries alone take about one second and 150 MB.
    assert made["seconds"] < 30
    assert made["megabytes"] < 500


def test_two_repositories_become_one_course_in_two_languages(tmp_path):
    others = [("ja", str(CORPUS / "power-automate-pl-7002.ja"))]
    made = brought("power-automate-pl-7002.en", tmp_path / "ours", others)
    assert (made["languages"], made["errors"]) == (["en", "ja"], [])
    assert made["sums"]["readings"] == 2 * made["sums"]["lessons"] == 20
    assert "import-not-parallel" not in made["report"]


def test_no_question_of_the_quizzes_is_lost():
    from courses.importers import import_course

    for language, questions in (("ja", 33), ("en", 21)):
        made = import_course(CORPUS / "huggingface-course" / "chapters" / language)
        blocks = sum(content.count(b"quiz id=") for content in made.files.values())
        assert blocks == made.sums.quizzes == questions
        assert not [one for one in made.problems if one.code == "import-quiz-unreadable"]
