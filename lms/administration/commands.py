"""People's data from the terminal: handing it over and erasing somebody who asked for it by letter or telephone."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from lms.accounts import auditing
from lms.accounts.auditing import Deed
from lms.accounts.queries import whom_operator_means
from lms.administration import erasing, exporting
from lms.certificates.erasing import WISH, Fate
from lms.kit import clock
from lms.kit.db import clear_traces, db
from lms.kit.i18n import speaking

WISHES: dict[str, Fate] = {"keep": "live_on", "delete": "vanish"}


@click.command("export")
@click.argument("person", metavar="EMAIL_OR_ID")
@click.option("--to", "target", type=click.Path(path_type=Path), default=Path(exporting.FILE_NAME), show_default=True)
@with_appcontext
def export(person: str, target: Path) -> None:
    """Write everything that is kept about somebody into one ZIP file, in their language, to be handed to them."""
    person_id, language = _find(person)
    try:
        with speaking(language), exporting.archive_of(person_id, clock.now()) as archive, target.open("xb") as file:
            target.chmod(0o600)
            shutil.copyfileobj(archive, file)
    except FileExistsError:
        _stop(f"{target} is there already. Choose another name with --to.")
    except OSError as error:
        _stop(f"{target} cannot be written: {error.strerror}.")
    auditing.write(None, Deed("person.handed_over", auditing.about(person_id)), clock.now())
    db.session.commit()
    click.echo(f"{target} holds everything. Hand it to this person and nobody else, then delete it here.")


@click.command("erase")
@click.argument("person", metavar="EMAIL_OR_ID")
@click.option("--certificates", type=click.Choice(list(WISHES)), required=True, help="What the person wishes for them.")
@click.option("--anyway", is_flag=True, help="Even if nobody else can do what this person does as staff.")
@click.confirmation_option(prompt="This cannot be taken back. Erase this person?")
@with_appcontext
def erase(person: str, certificates: str, anyway: bool) -> None:
    """Erase somebody for good: account, places in teams, what they wrote. Numbers stay, and nothing in them names anybody."""
    person_id, _ = _find(person)
    at = clock.now()
    try:
        is_done = erasing.erase(person_id, {WISH: WISHES[certificates]}, at, is_checked=not anyway)
    except erasing.StillNeeded as error:
        db.session.rollback()
        duties = [f"runs {name} alone" for name in error.duties.programmes]
        duties += ["is the only administrator"] if error.duties.is_last_admin else []
        _stop(f"This person {' and '.join(duties)}. Give that to somebody else first, or add --anyway.")
    except OSError as error:
        db.session.rollback()
        _stop(f"Nobody was erased: {erasing.own_ledger()} cannot be written ({error.strerror}).")
    if is_done:
        auditing.write(None, Deed("person.erased", auditing.SOMEBODY, {"certificates": certificates}), at)
    db.session.commit()
    clear_traces()
    click.echo("This person is erased. They stay erased when a backup is restored.")


def _find(person: str) -> tuple[int, str]:
    """Number and language of somebody, by address or number."""
    found = whom_operator_means(person)
    if found is None:
        _stop("There is no account with this address or number.")
    return found


def _stop(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(1)
