"""`python -m courses compile PATH`: make a release of a course, say its digest, and write it down if asked."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from courses.commands.progress import Bar
from courses.compiling import Workshop, compile_confined
from courses.data import canonical, to_data

NAME = "compile"
HELP = "make a release of a course: say its digest, and write it to a file with --out"
_WORDS = {
    "en": {
        "made": "{path}: release {digest}, {readings} readings, {files} files, {made} made for phones.",
        "written": "Written to {out}.",
        "unwritable": "{out} cannot be written: {why}.",
        "broken": "{path}: nothing was made; errors: {errors}.",
    },
    "ja": {
        "made": "{path}：リリース {digest}、文{readings}、ファイル{files}、スマホ用に作ったもの{made}。",
        "written": "{out} に書きました。",
        "unwritable": "{out} に書けません（{why}）。",
        "broken": "{path}：誤りが{errors}件あるので、作りませんでした。",
    },
}


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `compile`."""
    parser.add_argument("path", help="the course's folder: the one with course.toml in it")
    parser.add_argument("--out", type=Path, help="file for the release, as JSON that any later engine can read")
    parser.add_argument(
        "--cores", type=int, default=None, help="how many processes at once; all cores if nothing is said"
    )
    parser.add_argument("--no-cache", action="store_true", help="remember nothing, and make everything anew")
    parser.add_argument("--cache", type=Path, default=None, help="folder that remembers what did not change")
    parser.add_argument("--lang", choices=sorted(_WORDS), default="en", help="language of the sentences")


def run(options: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Compile; 0 when there is a release, 1 when there is an error in the course, 2 when the file cannot be written."""
    words = _WORDS[options.lang]
    with Workshop(options.cores) as workshop, Bar(sys.stderr) as bar:
        cache = options.cache or not options.no_cache
        compiled = compile_confined(Path(options.path), cache=cache, workshop=workshop, progress=bar.show)
    for problem in compiled.problems:
        say(problem.located(options.lang))
    release = compiled.release
    if release is None:
        errors = sum(one.severity == "error" for one in compiled.problems)
        say(words["broken"].format(path=options.path, errors=errors))
        return 1
    made = sum(len(derivatives) for derivatives in release.derivatives.values())
    counts = {"readings": len(release.readings), "files": len(release.assets), "made": made}
    say(words["made"].format(path=options.path, digest=release.digest, **counts))
    if options.out is None:
        return 0
    try:
        options.out.write_bytes(canonical(to_data(release)))
    except OSError as error:
        say(words["unwritable"].format(out=options.out, why=error.strerror))
        return 2
    say(words["written"].format(out=options.out))
    return 0
