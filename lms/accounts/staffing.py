"""Taking somebody on as staff from the terminal, where whoever runs the site answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from email_validator import EmailNotValidError, validate_email

from lms.accounts import auditing, queries, recovering, registering, rules, signing_in
from lms.accounts.auditing import Deed
from lms.accounts.models import Person


@dataclass(frozen=True)
class Newcomer:
    """Whom to take on: address, name on screen, password, roles, and how Gonin speaks to them."""

    email: str
    name: str
    password: str
    roles: tuple[rules.Role, ...]
    language: str
    time_zone: str


class Refused(Exception):
    """Somebody cannot be taken on; `reason` is a code such as `password_short`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def take_on(newcomer: Newcomer, at: datetime) -> Literal["made", "given", "already"]:
    """Make an account with roles, or give the roles to somebody who is staff already. Flushes. Raises Refused.

    A learner's account is refused: its password may be shorter than staff need, and its owner did not ask for the role.
    """
    email = _checked_email(newcomer.email)
    person = queries.person_by_email(email)
    if person is not None:
        return _given(person, newcomer.roles, at)
    _check(newcomer, email)
    about = registering.Newcomer(newcomer.name, newcomer.language, newcomer.time_zone)
    person = registering.register(about, at)
    recovering.give_address(person, email, at)
    signing_in.set_password(person, signing_in.hashed(newcomer.password))
    _give(person, newcomer.roles, at)
    return "made"


def _checked_email(typed: str) -> str:
    email = rules.normal_email(typed)
    try:
        validate_email(email, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise Refused("email") from error
    if not rules.email_fits(email):
        raise Refused("email")
    return email


def _check(newcomer: Newcomer, email: str) -> None:
    if rules.name_problem(newcomer.name):
        raise Refused("name")
    problem = rules.password_problem(newcomer.password, is_staff=True, own=(newcomer.name, email))
    if problem:
        raise Refused(f"password_{problem}")


def _given(person: Person, roles: tuple[rules.Role, ...], at: datetime) -> Literal["given", "already"]:
    held = queries.roles_of(person.id)
    if person.disabled_at is not None:
        raise Refused("closed")
    if not held:
        raise Refused("learner")
    missing = tuple(role for role in roles if role not in held)
    _give(person, missing, at)
    return "given" if missing else "already"


def _give(person: Person, roles: tuple[rules.Role, ...], at: datetime) -> None:
    for role in dict.fromkeys(roles):
        registering.give_role(person, role, at)
        auditing.write(None, Deed("role.given", auditing.about(person.id), {"role": role}), at)
