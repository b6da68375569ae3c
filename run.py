# coding: utf-8  # noqa: UP009 - Python 2 needs it to read as far as the sentence that it is too old.
"""The project's one door: run `python3 run.py` to see what it can do. This file is kept readable for any Python, so
that an old one hears a sentence and not a syntax error; all the work is in the package `runner` beside it.
"""

import os
import sys

if sys.version_info < (3, 11, 2):
    # Joined with + because an f-string would be a syntax error in the Pythons that this speaks to.
    found = sys.version.split()[0]
    if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("ja"):
        text = "Python 3.11.2 以上が必要です(これは " + found + ")。新しい Python を入れて、それで動かしてください。"
    else:
        text = "Gonin needs Python 3.11.2 or newer, and this is " + found + ". Install a newer one and use that."
    sys.stderr.write(text + "\n")
    sys.exit(1)

# The folder is named outright because PYTHONSAFEPATH takes a script's own folder off the path.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - as above, for any Python.

from runner.door import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
