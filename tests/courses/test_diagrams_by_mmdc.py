"""Where no browser is at hand, Mermaid's own command draws: confined, looked through, and never missed."""

import sys
import time
from pathlib import Path

import pytest

from courses.diagrams import drawing
from courses.diagrams.drawing import can_draw, render_diagrams

SVG = '<svg width="100%" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><path d="M0 0"/>{}</svg>'
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in command is a shell script")


@pytest.fixture
def mmdc(tmp_path, monkeypatch):
    """Put a stand-in for the command on the PATH, with no browser beside it."""

    def install(script):
        command = tmp_path / "bin" / "mmdc"
        command.parent.mkdir()
        command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        command.chmod(0o755)
        monkeypatch.setenv("PATH", f"{command.parent}:/bin:/usr/bin")
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(drawing, "_BROWSERS", ())
        return tmp_path

    return install


def test_each_diagram_is_drawn_by_itself(mmdc):
    log = mmdc('echo "$@" >> "$(dirname "$0")/log"; cat diagram.mmd look.json browser.json >> "$(dirname "$0")/log"\n'
               f"echo '{SVG.format('')}' > diagram.svg") / "bin" / "log"  # fmt: skip
    made = render_diagrams({"a": "graph LR; A-->B;", "b": "graph LR; C-->D;"})
    assert set(made) == {"a", "b"}
    assert b'width="40" height="20"' in made["a"]
    asked = log.read_text(encoding="utf-8")
    for word in ("--input diagram.mmd --output diagram.svg", "A-->B", "C-->D", '"strict"', "MAP * ~NOTFOUND"):
        assert word in asked


def test_our_environment_is_not_handed_on(mmdc, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "canary")
    folder = mmdc('env > "$(dirname "$0")/env"')
    assert render_diagrams({"a": "graph LR; A-->B;"}) == {}
    assert "canary" not in (folder / "bin" / "env").read_text(encoding="utf-8")


def is_running(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split()[2]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_a_command_that_hangs_is_ended_with_all_that_it_started(mmdc):
    folder = mmdc('sleep 60 & echo $! > "$(dirname "$0")/child"; wait')
    assert render_diagrams({"a": "graph LR; A-->B;", "b": "graph LR; C-->D;"}, seconds=0.5) == {}
    child = int((folder / "bin" / "child").read_text(encoding="utf-8"))
    for _ in range(100):
        if not is_running(child):
            return
        time.sleep(0.02)
    pytest.fail("what the command started goes on running")


@pytest.mark.parametrize(
    "script",
    ["exit 1", "echo not a drawing > diagram.svg", f"echo '{SVG.format('<script>x()</script>')}' > diagram.svg"],
)
def test_what_is_no_harmless_drawing_is_not_used(mmdc, script):
    mmdc(script)
    assert render_diagrams({"a": "graph LR; A-->B;"}) == {}


def test_it_is_not_asked_where_no_browser_is_wanted(mmdc, monkeypatch):
    mmdc("exit 1")
    assert can_draw()
    monkeypatch.setenv("CHROMIUM", "")
    assert not can_draw()
