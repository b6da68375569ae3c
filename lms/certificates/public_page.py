"""The public page of a certificate put together from fragments: the course's words are kept, number and name are put in."""

from __future__ import annotations

from flask import Response

from lms.certificates import statement
from lms.certificates.checking import CertificatePage
from lms.kit import fragments
from lms.kit.fragments import Later


def public_page(page: CertificatePage) -> Response:
    """The page, in the language that the page is shown in."""
    sheet = fragments.page()
    language, outline = sheet.language, page.outline
    depends = {
        "state": page.state.value,
        "beside": Later((page.state.value, language), lambda: statement.word_beside(page.state, language)),
        "words": Later((page.digest, language), lambda: statement.words(outline, language)),
        "signed_title": page.signed_title,
        "signed_language": page.signed_language,
        "issuer": page.issuer,
        "issued_on": page.issued_on,
        "ended_on": page.ended_on,
        "shows_holder": bool(page.holder),
        "may_download": page.may_download,
    }
    return sheet.whole("certificates/show.html", depends, {"number": page.number, "holder": page.holder})
