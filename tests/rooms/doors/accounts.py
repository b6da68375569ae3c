"""Doors of accounts: everybody has their own page here, and no address names another person."""

from flask import Flask

from lms.accounts import passing
from lms.accounts.passing import Holder
from lms.kit import clock
from lms.kit.db import db
from tests.cast import Cast

WORDS = {"token": "{link}"}
SENT = {
    "password": {"email": "aya@people.test", "password": "plum blossom on the table", "next": "/me"},
    "wrong": {"email": "aya@people.test", "password": "not it"},
    "japanese": {"language": "ja", "next": "/courses"},
    "large": {"text_size": "large", "next": "/courses"},
    "name": {"name": "Aya <3"},
    "look": {"interface_language": "en", "text_language": "en", "text_size": "", "theme": ""},
    "strange-look": {"theme": "blink"},
    "hours": {"time_zone": "Europe/Kyiv", "suits": "0-morning"},
    "nowhere": {"time_zone": "Moon/Sea"},
    "wishes": {"by_phone": "y", "phone": "000-0000", "others": "nothing"},
    "both": {"by_phone": "y", "no_phone": "y", "others": ""},
    "no-name": {"name": " "},
    "new": {
        "email": "new@example.org",
        "current_password": "plum blossom on the table",
        "new_password": "a long walk by the sea",
    },
    "guess": {"email": "new@example.org", "current_password": "not it", "new_password": "a long walk by the sea"},
    "taken": {
        "email": "chen@people.test",
        "current_password": "plum blossom on the table",
        "new_password": "a long walk by the sea",
    },
}
SENT |= {
    "address": {"email": "aya@people.test"},
    "strange-address": {"email": "nobody@people.test"},
    "code": {"code": "ABCD2345"},
    "sure": {"password": "plum blossom on the table", "next": "/me"},
    "unsure": {"password": "not it"},
    "renewed": {"new_password": "a long walk by the sea"},
    "short": {"new_password": "short"},
    "others": {"mark": "others"},
}
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /login                                                                 ok
GET  /login ?next=//elsewhere.example                                       ok
POST /login +password to:/me                                                go
POST /login +wrong                                                          bad
POST /login                                                                 bad
POST /sign-out to:/login                                                    in     go
POST /language +japanese to:/courses                                        go
POST /language to:/                                                         go
POST /me/reading +large to:/courses                                         go
GET  /me                                                                    in     ok
POST /me +name to:/me                                                       in     go
POST /me +no-name                                                           in     bad
GET  /me/look                                                               in     ok
POST /me/look +look to:/me/look                                             in     go
POST /me/look +strange-look                                                 in     bad
GET  /me/quiet                                                              in     ok
POST /me/quiet to:/me/quiet                                                 in     go
GET  /me/hours                                                              in     ok
POST /me/hours +hours to:/me/hours                                          in     go
POST /me/hours +nowhere                                                     in     bad
GET  /me/contact                                                            in     ok
POST /me/contact +wishes to:/me/contact                                     in     go
POST /me/contact +both                                                      in     bad
GET  /blank                                                                 ok
GET  /me/way-in                                                             in     ok
POST /me/way-in +new to:/me/address                                         in     go
POST /me/way-in +guess                                                      in     bad
# Whether somebody has an address is not told: a code is asked for, and Chen has set the password of the account.
POST /me/way-in +taken to:/me/address                                       in     go     go     go:/   go     go     go     go     go     go
GET  /me/address to:/me/way-in                                              in     go
POST /me/address +code to:/me/way-in                                        in     go
GET  /me/confirm                                                            in     ok
POST /me/confirm +sure to:/me                                               in     go
POST /me/confirm +unsure                                                    in     bad
POST /me/confirm/code to:/me/confirm*                                       in     go
GET  /me/devices                                                            in     ok
POST /me/devices/sign-out +others to:/me/devices                            in     go
POST /me/devices/sign-out to:/me/devices                                    in     go
GET  /login/forgotten                                                       ok
POST /login/forgotten +address to:/login/forgotten/sent                     go
POST /login/forgotten +strange-address to:/login/forgotten/sent             go
POST /login/forgotten                                                       bad
GET  /login/forgotten/sent                                                  ok
GET  /login/reset/<token>                                                   ok
POST /login/reset/<token> +renewed to:/                                     go
POST /login/reset/<token> +short                                            bad
GET  /login/reset/<token> token=unknown                                     none
POST /login/reset/<token> +renewed token=unknown                            none
GET  /login/undo/<token> token={undo}                                       ok
POST /login/undo/<token> +renewed token={undo} to:/                         go
GET  /login/undo/<token>                                                    none
GET  /login/mail                                                            ok
POST /login/mail +address to:/login/mail/code                               go
POST /login/mail +strange-address to:/login/mail/code                       go
POST /login/mail                                                            bad
GET  /login/mail/code to:/login/mail                                        go
POST /login/mail/code +code to:/login/mail                                  go
GET  /login/code                                                            ok
POST /login/code +code                                                      bad
POST /login/code                                                            bad
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """A link for Aya to choose a new password, and one to take a changed address back."""
    found = {"link": "a-link-that-aya-got-by-mail", "undo": "a-link-to-take-an-address-back"}
    passing.hand_out("reset", Holder(cast.aya), passing.link_digest(found["link"]), clock.now())
    passing.hand_out("undo", Holder(cast.aya, "old@people.test"), passing.link_digest(found["undo"]), clock.now())
    db.session.commit()
    return found
