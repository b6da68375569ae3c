"""Doors of learning: people with a seat in a team that takes the course study. Staff read as a preview; nothing is recorded. Anybody reads the first lesson."""

from flask import Flask

from tests.cast import Cast
from tests.rooms import task_stage

WORDS = {
    "course": "{course}",
    "lesson": "hello",
    "activity": "when-morning",
    "work": "{work}",
    "file": "6f0f0b52-6a3e-4a52-9f5c-2a3c1a7d5f99",
}
SENT = {
    "step": {"step": "morning", "release": "{release}"},
    "strange-step": {"step": "nowhere", "release": "{release}"},
    "answer": {
        "id": "6f0f0b52-6a3e-4a52-9f5c-2a3c1a7d5f10", "release": "{release}", "language": "en", "option": "2",
    },
    "work": {
        "id": "6f0f0b52-6a3e-4a52-9f5c-2a3c1a7d5f11", "release": "{task_release}", "language": "en", "text": "Paper and pens",
    },
    "words": {"row-1": "2", "row-2": "1", "words": "I like the order."},
    "begin": {"json": {"name": "list.png", "size": 100}},
    "hard": {"step": "morning", "release": "{release}", "hard": "yes"},
    "no-facts": {"json": {"facts": []}},
    "strange-facts": {"json": {"facts": "all"}},
}  # fmt: skip
DOORS = """
#                                                                           nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /                                                                      ok
GET  /courses/<course>                                                      ok
GET  /courses/<course> course=nowhere                                       none
GET  /search ?q=morning                                                     ok
# The first lesson is for anybody; the next ones are not.
GET  /learn/<course>/<lesson>                                               ok
GET  /learn/<course>/<lesson> ?step=evening                                 ok
GET  /learn/<course>/<lesson> lesson=bye                                    in     ok
GET  /learn/<course>/<lesson> lesson=nowhere                                in     none
GET  /learn/<course>/<lesson>/heard ?step=morning&language=en               ok
GET  /learn/<course>/<lesson>/heard ?step=nowhere&language=en               none
GET  /learn/<course>/<lesson>/heard ?step=morning&language=xx               none
GET  /learn/<course>/<lesson>/heard lesson=bye ?step=nowhere&language=en    none
POST /learn/<course>/<lesson>/finish +step to:/learn/tiny/hello*            in     go     go     go     none   none   none   none   none   none
POST /learn/<course>/<lesson>/finish +strange-step                          in     bad
POST /learn/<course>/<lesson>/answer/<activity> +answer to:/learn/tiny/hello* in     go     go     go     none   none   none   none   none   none
POST /learn/<course>/<lesson>/answer/<activity>                             in     bad
POST /learn/<course>/<lesson>/keep/<activity> +answer to:/learn/tiny/hello* in go     go     go     none   none   none   none   none   none
POST /learn/<course>/<lesson>/keep/<activity>                               in     bad
POST /learn/<course>/<lesson>/hard +hard to:/learn/tiny/hello*              in     go     go     go     none   none   none   none   none   none
GET  /learn/<course>/<lesson>/tasks/<activity> lesson=bye activity=a-list   in     ok
GET  /learn/<course>/<lesson>/tasks/<activity>                              in     none
POST /learn/<course>/<lesson>/tasks/<activity> lesson=bye activity=a-list +work to:/learn/tiny/bye/tasks/a-list in go go go none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity> lesson=bye activity=a-list   in     bad
POST /learn/<course>/<lesson>/tasks/<activity>/keep lesson=bye activity=a-list +work to:/learn/tiny/bye/tasks/a-list in go go go none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/keep lesson=bye activity=a-list in  bad
POST /learn/<course>/<lesson>/tasks/<activity>/back lesson=bye activity=a-list +work to:/learn/tiny/bye/tasks/a-list in go go go none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/back lesson=bye activity=a-list in  bad
POST /learn/<course>/<lesson>/tasks/<activity>/files lesson=bye activity=a-list +begin in ok ok ok none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/files lesson=bye activity=a-list in bad bad bad none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/files/<file>/part lesson=bye activity=a-list ?at=0 in none
POST /learn/<course>/<lesson>/tasks/<activity>/whole-files lesson=bye activity=a-list to:/learn/tiny/bye/tasks/a-list* in go go go none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/files/<file>/remove lesson=bye activity=a-list to:/learn/tiny/bye/tasks/a-list* in go go go none none none none none none
GET  /learn/<course>/<lesson>/tasks/<activity>/files/<file> lesson=bye activity=a-list in none
GET  /learn/<course>/<lesson>/tasks/<activity>/mates/<int:work> lesson=bye activity=a-list in none ok none none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/mates/<int:work> lesson=bye activity=a-list +words to:/learn/tiny/bye/tasks/a-list in none go none none none none none none none
POST /learn/<course>/<lesson>/tasks/<activity>/mates/<int:work> lesson=bye activity=a-list in none bad none none none none none none none
GET  /learn/<course>/<lesson>/tasks/<activity>/mates/<int:work>/files/<file> lesson=bye activity=a-list in none
GET  / ?minutes=10                                                          ok
POST /device to:/                                                           in     go
GET  /facts                                                                 in     ok
POST /facts +no-facts                                                       in     ok
POST /facts +strange-facts                                                  in     bad
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """A later release of the course, with a task in its second lesson that mates look at, and works of Aya and Bilal."""
    release = task_stage.set_up(app, cast, "peers")
    work = task_stage.put_work(app, cast)
    task_stage.put_work(app, cast, cast.bilal)
    return {"task_release": str(release), "work": str(work)}
