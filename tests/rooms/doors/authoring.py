"""Doors of the instructor's desk. The tiny course is inst's: version 1 is what was published, version 2 a draft."""

from dataclasses import replace

from flask import Flask

from courses import compile_course
from lms.catalog import publishing, sourcing
from lms.catalog.models import SourceVersion
from lms.catalog.sourcing import Made
from lms.kit.db import db
from tests.app_fixtures import NOW, TINY
from tests.cast import Cast
from tests.rooms import author_stage

WORDS = {"course": "tiny", "number": "1", "lesson": "hello", "activity": "when-morning"}
SENT = {
    "sure": {"sure": "y"},
    "publish": {"current": "2", "looked": "y"},
    "why": {"current": "2", "reason": "A typing mistake"},
    "colleague": {"email": "second@people.test"},
    "nobody": {"email": "nobody@people.test"},
    "author": {"person": "{second}"},
    "step": {"step": "morning"},
    "answer": {"id": "0b0bb2a3-6f4a-4b0e-8c39-0d9f6c1b7d10", "release": "0", "language": "en", "option": "2"},
}
DOORS = """
#                                                                      nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
GET  /author                                                           in     none   none   none   ok     ok     none   none   none   ok
GET  /author/new                                                       in     none   none   none   ok     ok     none   none   none   ok
POST /author/new                                                       in     none   none   none   bad    bad    none   none   none   bad
GET  /author/<course>                                                  in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/upload                                           in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/upload                                           in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/file                                             in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/file                                             in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/authors                                          in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/authors +colleague to:/author/tiny/authors       in     none   none   none   go     none   none   none   none   go
POST /author/<course>/authors +nobody                                  in     none   none   none   bad    none   none   none   none   bad
POST /author/<course>/authors/remove +author to:/author/tiny/authors   in     none   none   none   go     none   none   none   none   go
POST /author/<course>/authors/remove                                   in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/<int:number>                                     in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/<int:number> number=99999999999                  in     none
GET  /author/<course>/<int:number>/progress                            in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/<int:number>/problems/<code> code=image-missing  in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/<int:number>/problems/<code> code=nothing        in     none
GET  /author/<course>/<int:number>/zip                                 in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/<int:number>/check to:/author/tiny/1             in     none   none   none   go     none   none   none   none   go
POST /author/<course>/<int:number>/restore to:/author/tiny/3           in     none   none   none   go     none   none   none   none   go
GET  /author/<course>/<int:number>/delete                              in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/<int:number>/delete number=2 +sure to:/author/tiny in     none   none   none   go     none   none   none   none   go
POST /author/<course>/<int:number>/delete                              in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/<int:number>/publish                             in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/<int:number>/publish number=2 +publish to:/author/tiny in     none   none   none   go     none   none   none   none   go
POST /author/<course>/<int:number>/publish number=2                    in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/releases/<int:number>/back                       in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/releases/<int:number>/back +why to:/author/tiny  in     none   none   none   go     none   none   none   none   go
POST /author/<course>/releases/<int:number>/back                       in     none   none   none   bad    none   none   none   none   bad
GET  /author/<course>/releases/<int:number>/back number=2              in     none
GET  /author/<course>/<int:number>/preview                             in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/<int:number>/preview/<lesson>                    in     none   none   none   ok     none   none   none   none   ok
GET  /author/<course>/<int:number>/preview/<lesson> lesson=nothing     in     none
POST /author/<course>/<int:number>/preview/<lesson>/finish +step to:/author/tiny/1/preview/hello?step=evening#step-evening in none none none go none none none none go
POST /author/<course>/<int:number>/preview/<lesson>/finish             in     none   none   none   bad    none   none   none   none   bad
POST /author/<course>/<int:number>/preview/<lesson>/hard +step to:/author/tiny/1/preview/hello?step=morning#step-morning in none none none go none none none none go
POST /author/<course>/<int:number>/preview/<lesson>/answer/<activity> +answer in     none   none   none   ok     none   none   none   none   ok
POST /author/<course>/<int:number>/preview/<lesson>/answer/<activity>  in     none   none   none   bad    none   none   none   none   bad
"""


def things(app: Flask, cast: Cast) -> dict[str, str]:
    """A published version, a second release over it, a draft, and a second author: an administrator, so that one may go."""
    author_stage.own(app, cast)
    release = compile_course(TINY).release
    assert release is not None
    publishing.publish(replace(release, digest="e" * 64), app.extensions["gonin_storage"], None, NOW)
    files = db.session.query(SourceVersion).filter_by(course_id="tiny", number=1).one().files
    made = Made("uploaded", cast.instructor, NOW, {"name": "x.zip"})
    sourcing.add_version("tiny", made, {path: (sha, size) for path, (sha, size) in files.items()})
    sourcing.add_author("tiny", cast.admin, NOW)
    db.session.commit()
    author_stage.check(app)
    return {"second": str(cast.admin)}
