"""Takes on the first people of the staff: asks for what the options do not say, and asks again for what was refused."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runner import asking
from runner.options import Request
from runner.sentences import PlainError, language, say, sentence, tell
from runner.serving import answer_of, flask

FIELDS = ("email", "name", "password")
REFUSALS = {
    "email": "email", "learner": "email", "closed": "email", "name": "name",
    "password_short": "password", "password_long": "password", "password_common": "password", "password_own": "password",
}  # fmt: skip


@dataclass
class Wishes:
    """What the options and the environment say: who, and as what. An empty text was not said."""

    values: dict[str, str] = field(default_factory=dict)
    coordinator: bool = False
    both: bool = False
    another: bool = False


def read_wishes(request: Request) -> Wishes:
    """Read the options. Raises PlainError for a password file that cannot be read."""
    values = {
        name: str(request.values[f"--{name}"] or os.environ.get(f"SETUP_{name.upper()}") or "") for name in FIELDS[:2]
    }
    file = str(request.values["--password-file"] or os.environ.get("SETUP_PASSWORD_FILE") or "")
    values["password"] = _password(Path(file)) if file else ""
    return Wishes(values, request.on("--coordinator"), request.on("--both"), request.on("--add"))


def _password(path: Path) -> str:
    try:
        return path.expanduser().read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        raise PlainError("password_file", 2, file=path) from None


def take_on(
    python: Path, environment: Mapping[str, str], wishes: Wishes, found: Mapping[str, int]
) -> Mapping[str, int]:
    """Take somebody on if that was asked for, and give how many there are now, by role."""
    if found["admin"] and not (wishes.another or wishes.coordinator):
        say("staff_there", admins=found["admin"], coordinators=found["coordinator"])
        return found
    if not wishes.values["email"] and not (asking.may_ask() and _is_wanted(wishes)):
        if wishes.another or wishes.coordinator:
            raise PlainError("cannot_ask", 2)
        return found
    values = dict(wishes.values)
    for name in FIELDS[:1] if wishes.coordinator else FIELDS:
        values[name] = values[name] or _asked(name)
    roles = _roles(wishes, found)
    while True:
        asked = json.dumps({**values, "roles": roles, "language": language()})
        told = answer_of(flask(python, "setup", "staff"), environment, asked)
        if "problem" not in told:
            say(f"staff_{told['done']}", email=values["email"])
            return told
        _mend(values, told["problem"])


def _is_wanted(wishes: Wishes) -> bool:
    return wishes.another or wishes.coordinator or asking.ask_yes("ask_admin")


def _roles(wishes: Wishes, found: Mapping[str, int]) -> list[str]:
    """The roles to give. A small team has one person for both; where nobody can be asked, --both says so."""
    if wishes.coordinator:
        return ["coordinator"]
    both = wishes.both or (not found["coordinator"] and asking.may_ask() and asking.ask_yes("ask_both"))
    return ["admin", "coordinator"] if both else ["admin"]


def _mend(values: dict[str, str], problem: Any) -> None:
    """Say what was refused, and ask for it again. Raises PlainError where nobody can be asked."""
    name, reason = REFUSALS[problem], sentence(f"refused_{problem}", email=values["email"])
    if not asking.may_ask():
        raise PlainError(f"refused_{problem}", 2, email=values["email"])
    if values[name]:
        tell(reason)
    values[name] = _asked(name)


def _asked(name: str) -> str:
    return asking.ask_secret("ask_password") if name == "password" else asking.ask(f"ask_{name}")
