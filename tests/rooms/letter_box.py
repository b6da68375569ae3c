"""What tests do with letters: have them delivered, and read the codes and links in them."""

from __future__ import annotations

import re
from email.message import EmailMessage

from flask import Flask

from lms.kit import mailing


def letters(app: Flask) -> list[EmailMessage]:
    """Deliver what waits, and take every letter out of the box."""
    with app.app_context():
        mailing.deliver()
    box = app.extensions["gonin_mail"].mails
    found = list(box)
    box.clear()
    return found


def letter_to(app: Flask, address: str) -> str:
    """The text of the one letter that waited for an address."""
    (mail,) = [mail for mail in letters(app) if mail["To"] == address]
    return str(mail.get_content())


def code_in(text: str) -> str:
    """The code that a letter holds, as people type it."""
    (found,) = re.findall(r"^    ([\d ]+)$", text.replace("\r", ""), re.MULTILINE)
    return str(found)


def path_in(text: str, begin: str) -> str:
    """The path of the link in a letter."""
    (found,) = re.findall(rf"^http://gonin\.test({begin}\S+)$", text.replace("\r", ""), re.MULTILINE)
    return str(found)
