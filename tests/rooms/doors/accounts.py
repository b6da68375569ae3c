"""Doors of accounts: everybody has their own page here, and no address names another person."""

WORDS: dict[str, str] = {}
SENT = {
    "password": {"email": "aya@people.test", "password": "plum blossom on the table", "next": "/me"},
    "wrong": {"email": "aya@people.test", "password": "not it"},
    "japanese": {"language": "ja", "next": "/courses"},
    "large": {"text_size": "large", "next": "/courses"},
    "name": {"name": "Aya <3", "interface_language": "en", "text_language": "en", "text_size": "", "theme": ""},
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
POST /me/reading +large to:/courses                                         in     go
GET  /me                                                                    in     ok
POST /me +name to:/me                                                       in     go
POST /me +no-name                                                           in     bad
GET  /me/way-in                                                             in     ok
POST /me/way-in +new to:/                                                   in     go
POST /me/way-in +guess                                                      in     bad
POST /me/way-in +taken                                                      in     bad
"""
