"""People from the terminal: for the operator, before there is an administrator and when a way in is lost."""

from __future__ import annotations

import sys
from typing import NoReturn

import click
from flask import current_app
from flask.cli import AppGroup

from config import Settings
from lms.accounts import queries, recovering, registering, rules, signing_in
from lms.accounts.models import Person
from lms.kit import clock
from lms.kit.db import db

group = AppGroup("people", help="Make accounts, set passwords, close accounts.")
PASSWORD = click.option("--password", prompt="Password", hide_input=True, confirmation_prompt=True)


@group.command("add")
@click.argument("email")
@click.option("--name", prompt="Name on screen")
@click.option("--role", type=click.Choice(rules.ROLES), multiple=True, help="May be given more than once.")
@PASSWORD
def add(email: str, name: str, role: tuple[rules.Role, ...], password: str) -> None:
    """Make an account with an e-mail address and a password. Staff passwords have 15 characters or more."""
    settings: Settings = current_app.extensions["gonin_settings"]
    if rules.name_problem(name):
        _stop("This name cannot be shown. Write 1 to 100 characters.")
    if not rules.email_fits(email):
        _stop("This address is too long.")
    if queries.person_by_email(rules.normal_email(email)):
        _stop("There is an account with this address already.")
    _check_password(password, is_staff=bool(role), own=(name, email))
    person = registering.register(registering.Newcomer(name, settings.language, settings.time_zone), clock.now())
    # Whoever runs the site answers for the address.
    recovering.give_address(person, rules.normal_email(email), clock.now())
    signing_in.set_password(person, signing_in.hashed(password))
    for each in dict.fromkeys(role):
        registering.give_role(person, each, clock.now())
    db.session.commit()
    click.echo(f"{person.email} can sign in now.")


@group.command("password")
@click.argument("email")
@PASSWORD
def password(email: str, password: str) -> None:
    """Set a new password and sign every browser of this person out."""
    person = _person(email)
    _check_password(password, is_staff=bool(queries.roles_of(person.id)), own=(person.name, email))
    signing_in.set_password(person, signing_in.hashed(password))
    db.session.commit()
    click.echo(f"{person.email} has a new password. All their browsers are signed out.")


@group.command("disable")
@click.argument("email")
def disable(email: str) -> None:
    """Close an account without erasing it. Every browser of this person is signed out at once."""
    person = _person(email)
    signing_in.disable(person, clock.now())
    db.session.commit()
    click.echo(f"{person.email} can no longer sign in. `flask people enable` undoes this.")


@group.command("enable")
@click.argument("email")
def enable(email: str) -> None:
    """Open a closed account again."""
    person = _person(email)
    signing_in.enable(person)
    db.session.commit()
    click.echo(f"{person.email} can sign in again.")


def _person(email: str) -> Person:
    person = queries.person_by_email(rules.normal_email(email))
    if person is None:
        _stop("There is no account with this address.")
    return person


def _check_password(password: str, is_staff: bool, own: tuple[str, str]) -> None:
    problem = rules.password_problem(password, is_staff, own)
    if problem == "short":
        _stop(f"Write {rules.SHORTEST_STAFF_PASSWORD if is_staff else rules.SHORTEST_PASSWORD} characters or more.")
    if problem:
        _stop(
            "Many people use this password, it is made of the name or address, or it is too long. Choose another one."
        )


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
