"""Doors of margins: who takes a course writes beside its lessons; everybody has a page of their own notes, and nobody another's."""

WORDS = {"course": "{course}", "lesson": "hello", "step": "morning"}
SENT = {
    "note": {"release": "{release}", "note-morning": "Say it before noon.", "do": "save:morning"},
    "from-notes": {"note-morning": "Say it before noon.", "do": "save:morning", "back_to": "notes"},
    "elsewhere": {"note-morning": "Say it before noon.", "back_to": "//evil.test"},
    "stale": {"note-morning": "Say it before noon.", "was-morning": "12345678", "do": "save:morning"},
    "place": {
        "json": {
            "places": [
                {"course": "{course}", "lesson": "hello", "step": "evening", "block": 1, "part": 500, "age": 3},
            ]
        }
    },
    "no-places": {"json": {"places": "all"}},
}
DOORS = """
#                                                                                nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
POST /learn/<course>/<lesson>/margin +note to:/learn/tiny/hello?step=morning#margin-morning in go go     go     none   none   none   none   none   none
POST /learn/<course>/<lesson>/margin +from-notes to:/me/notes#tiny-hello         in     go     go     go     none   none   none   none   none   none
POST /learn/<course>/<lesson>/margin +elsewhere                                  in     bad    bad    bad    none   none   none   none   none   none
POST /learn/<course>/<lesson>/margin +stale                                      in     422    422    422    none   none   none   none   none   none
POST /learn/<course>/<lesson>/margin lesson=nowhere +note                        in     none
POST /places +place                                                              in     ok
POST /places +no-places                                                          in     bad
GET  /me/notes                                                                   in     ok
GET  /me/notes ?q=morning                                                        in     ok
GET  /me/notes.md                                                                in     ok
GET  /me/notes/<course>/<lesson>/<step>                                          in     ok     ok     ok     none   none   none   none   none   none
GET  /me/notes/<course>/<lesson>/<step> step=nowhere                             in     none
"""
