"""Ways back in: asking for a link or a code by mail, a coordinator's code, and what each of them changes when it is used.

Known and unknown addresses do the same work here: the same statements, a letter composed, a row in the outbox.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from lms.accounts import letters, passing, queries, rules, signing_in
from lms.accounts.models import Person
from lms.accounts.passing import Holder
from lms.kit import outbox
from lms.kit.db import db
from lms.kit.outbox import Letter


def ask_for_link(email: str, at: datetime) -> None:
    """Send a link for a new password to this normalised address, if it is known and confirmed. Older links die. Flushes."""
    account, token = _reachable(email), passing.new_token()
    holder = Holder(account.id if account else None)
    passing.hand_out("reset", holder, passing.link_digest(token), at)
    language = account.language if account else "en"
    _post_or_not(letters.new_password(email, language, token, at), account is not None, at)


def ask_for_code(email: str, binding: str, at: datetime) -> None:
    """Send a code to sign in to this normalised address, for the browser that holds the binding. Older codes die. Flushes.

    Staff sign in with a password, and are told so in the letter.
    """
    account, code = _reachable(email), passing.new_code("sign-in")
    is_staff = account is not None and bool(account.roles)
    holder = Holder(account.id if account and not is_staff else None, email)
    _hand_out_code("sign-in", holder, (binding, code), at)
    language = account.language if account else "en"
    letter = letters.code(email, language, code, at + rules.PASS_LASTS["sign-in"])
    if is_staff:
        letter = letters.staff_need_password(email, language, at)
    _post_or_not(letter, account is not None, at)


def ask_to_confirm(account: queries.Account, binding: str, at: datetime) -> None:
    """Send a signed-in person a code to show that it is they. Flushes."""
    code = passing.new_code("confirm")
    _hand_out_code("confirm", Holder(account.id), (binding, code), at)
    letter = letters.code(account.email or "", account.language, code, at + rules.PASS_LASTS["confirm"])
    _post_or_not(letter, account.is_confirmed, at)


def ask_for_address(person: Person, email: str, binding: str, at: datetime) -> None:
    """Send a code to an address that somebody wants to sign in with. Flushes.

    When it is confirmed as another person's, that person is told instead; what the asking one sees is the same.
    """
    owner, code = queries.open_account(email), passing.new_code("address")
    _hand_out_code("address", Holder(person.id, email), (binding, code), at)
    letter = letters.code(email, person.interface_language, code, at + rules.PASS_LASTS["address"])
    if owner is not None and owner.id != person.id and owner.is_confirmed:
        letter = letters.address_is_yours(email, owner.language, at)
    outbox.post(letter, at)


def _reachable(email: str) -> queries.Account | None:
    account = queries.open_account(email)
    return account if account and account.is_confirmed else None


def _hand_out_code(purpose: rules.Purpose, holder: Holder, secret: tuple[str, str], at: datetime) -> None:
    binding, code = secret
    stored = passing.secret_digest(purpose, code, binding)
    passing.hand_out(purpose, holder, bound(purpose, binding), at, stored)


def bound(purpose: rules.Purpose, binding: str) -> str:
    """By what the pass of a browser is found."""
    return queries.digest(f"{purpose}:{binding}")


def _post_or_not(letter: Letter, does: bool, at: datetime) -> None:
    if does:
        outbox.post(letter, at)
    else:
        outbox.post_nothing(at)


def holder_of_code(purpose: rules.Purpose, binding: str, at: datetime) -> Holder | None:
    """For whom a browser waits for a code, or None."""
    return passing.holder(bound(purpose, binding), purpose, at)


def count_guess(purpose: rules.Purpose, binding: str) -> None:
    """Count a guess at a browser's code. Flushes; commit before looking at it."""
    passing.count_try(bound(purpose, binding), purpose)


def use_code(purpose: rules.Purpose, binding: str, code: str, at: datetime) -> Holder | None:
    """Use a browser's code up; None when it does not fit, was used, or is out of date. Flushes."""
    stored = passing.secret_digest(purpose, rules.normal_code(code), binding)
    return passing.use(bound(purpose, binding), purpose, at, stored)


def person_of(holder: Holder | None) -> Person | None:
    """The person a used pass lets in; None when their account is closed or gone."""
    if holder is None or holder.person_id is None:
        return None
    person = db.session.get(Person, holder.person_id, populate_existing=True)
    return person if person is not None and person.disabled_at is None else None


def renew_password(person: Person, password_hash: str, at: datetime) -> None:
    """Set a password and tell its owner. Flushes."""
    signing_in.set_password(person, password_hash)
    if person.email and person.email_confirmed_at:
        outbox.post(letters.password_changed(person.email, person.interface_language), at)


def take_address(person: Person, email: str, tells_old: bool, at: datetime) -> bool:
    """Make a confirmed address somebody's own; False when another person has confirmed it. Flushes.

    The old address is told, with a way to take the change back, unless the person said that others read it.
    """
    old = person.email if person.email_confirmed_at and person.email != email else None
    if not give_address(person, email, at):
        return False
    passing.void(person.id, ("reset", "sign-in", "confirm"))
    if old and tells_old:
        token = passing.new_token()
        passing.hand_out("undo", Holder(person.id, old), passing.link_digest(token), at)
        outbox.post(letters.address_changed(old, person.interface_language, token, at), at)
    return True


def give_address(person: Person, email: str, at: datetime) -> bool:
    """Set an address that its owner proved to read, or an operator answers for; False when another has it confirmed. Flushes.

    Who only typed it, and never showed to read it, loses it: nobody is kept from their own address.
    """
    other = queries.person_by_email(email)
    if other is not None and other.id != person.id:
        if other.email_confirmed_at is not None:
            return False
        other.email = None
        db.session.flush()
    try:
        with db.session.begin_nested():
            person.email, person.email_confirmed_at = email, at
            db.session.flush()
    except IntegrityError:
        # Somebody else proved the same address at this very moment.
        return False
    return True


def set_unconfirmed_address(person: Person, email: str) -> None:
    """Set an address where no mail can be sent. Flushes; IntegrityError when somebody has it."""
    if person.email != email:
        person.email, person.email_confirmed_at = email, None
        db.session.flush()
