"""The command `setup`: a real site's settings, database, courses and first people, each made once and kept after that."""

import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from runner import asking, site, staffing
from runner.environment import ensure
from runner.folders import data_folder, locked
from runner.options import Request
from runner.sentences import PlainError, say, sentence, tell
from runner.serving import answer_of, flask, real_environment

TRIAL = "http://127.0.0.1:8000"  # For looking around on this computer, before there is an address.
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


def set_up(request: Request) -> int:
    """Make what is not there yet, say what is, and say what to do next. What can be refused at once is."""
    wanted = staffing.read_wishes(request)
    address = _address(request.values["--url"])
    folder = data_folder(str(request.values["--data"] or os.environ.get("GONIN_DATA") or site.HOME))
    if (folder / "demo.json").exists():
        raise PlainError("holds_demo", folder=folder)
    python = ensure("app")
    with locked(folder / "setup.lock", busy=PlainError("data_in_use", folder=folder)):
        _write_settings(folder / site.FILE, address)
        environment = real_environment(str(folder))
        say("setting_up_house")
        found = answer_of(flask(python, "setup", "house"), environment)
        for course in found["courses"]:
            say(
                "course_published" if course["is_new"] else "course_there",
                name=course["course"],
                number=course["version"],
            )
        counts = staffing.take_on(python, environment, wanted, found)
    _say_what_next(folder, environment, counts, request)
    return 0


def _address(given: object) -> str:
    """The address that --url names. Raises PlainError for one that a real site cannot have."""
    if not given:
        return ""
    address = str(given).rstrip("/")
    with contextlib.suppress(ValueError):
        parts = urlsplit(address)
        is_bare = not (parts.path or parts.query or parts.fragment or parts.username)
        is_here = parts.hostname in {"127.0.0.1", "localhost"} and parts.scheme == "http"
        # Reading the port raises ValueError where it is none.
        if (
            is_bare
            and (is_here or (parts.scheme == "https" and _HOST.fullmatch(parts.hostname or "")))
            and parts.port != 0
        ):
            return address
    raise PlainError("url_wrong", 2, url=given)


def _write_settings(path: Path, address: str) -> None:
    """Write the file of settings where there is none. One that is there is its owner's, and is left as it is."""
    if path.exists():
        _keep_settings(path, address)
        return
    address = address or os.environ.get("PUBLIC_URL", "").rstrip("/") or _asked_address()
    is_trial = address.startswith("http://")
    text = sentence(
        "settings_text",
        secret=secrets.token_urlsafe(48),
        url=address,
        trial="" if is_trial else "# ",
    )
    site.write_settings(path, text)
    say("settings_written", file=path)


def _keep_settings(path: Path, address: str) -> None:
    """Leave a file as it is, but let a site that was only tried get its address."""
    there = os.environ.get("PUBLIC_URL") or site.read_settings(path).get("PUBLIC_URL", "")
    if not address or address == there:
        say("settings_there", file=path)
    elif there.startswith("http://"):
        text = re.sub(r"(?m)^PUBLIC_URL=.*$", lambda _: f"PUBLIC_URL={address}", path.read_text("utf-8"))
        is_trial = address.startswith("http://")
        site.renew_settings(path, text if is_trial else re.sub(r"(?m)^(?=GONIN_ENV=development$)", "# ", text))
        say("settings_changed", file=path, url=address)
    else:
        raise PlainError("url_is_set", file=path, url=there)


def _asked_address() -> str:
    while asking.may_ask():
        typed = asking.ask("ask_url", url=TRIAL)
        if not typed:
            break
        try:
            return _address(typed)
        except PlainError as error:
            tell(str(error))
    return TRIAL


def _say_what_next(folder: Path, environment: Mapping[str, str], counts: Mapping[str, int], request: Request) -> None:
    """Say how to start, where to go first, and what a real site still needs."""
    url = environment.get("PUBLIC_URL", "")
    data = "" if folder == site.HOME and not request.values["--data"] else f" --data {folder}"
    if not counts["admin"]:
        say("no_admin_yet")
    elif not counts["coordinator"]:
        say("no_coordinator_yet", data=data)
    say("what_next", data=data, url=url)
    if environment.get("GONIN_ENV") != "production":
        say("only_a_trial", file=folder / site.FILE)
    elif not environment.get("GONIN_MAIL_URL"):
        say("no_mail_yet", file=folder / site.FILE)
