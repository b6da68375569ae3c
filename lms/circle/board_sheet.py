"""The team's page put together from fragments: who is in the team is put in, how a state looks is kept."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from lms.circle.announcements import Said
from lms.circle.board import Board
from lms.circle.said_sheet import said_parts
from lms.kit import fragments
from lms.kit.fragments import Filled, Named, Page, Value


def team_page(board: Board, said: Iterable[Said]) -> Response:
    """The whole page."""
    sheet, team = fragments.page(), board.team
    holes: dict[str, Value] = {
        "team": team.name,
        "programme": team.programme,
        "cohort": team.code,
        "board": _board(sheet, board),
        "said": said_parts(sheet, said),
    }
    depends = {"outline": _outline(board), "has_said": bool(holes["said"])}
    return sheet.whole("circle/team.html", depends, holes)


def board_alone(board: Board) -> Response:
    """The board without the page around it."""
    return fragments.answer(_board(fragments.page(), board))


def _outline(board: Board) -> Named:
    return Named(board.digest, board.outline)


def _board(sheet: Page, board: Board) -> Filled:
    depends = {"outline": _outline(board), "places_left": board.places_left, "has_people": bool(board.rows)}
    petals = tuple((petal.state, petal.share) for petal in board.petals)
    initials = {str(number): petal.initial for number, petal in enumerate(board.petals, start=1)}
    people, rows = [], []
    for row in board.rows:
        petal = {"state": row.petal.state, "share": row.petal.share, "is_me": row.is_me}
        people.append(sheet.part("circle/_person.html", petal, {"name": row.name}))
        rows.append(sheet.part("circle/_row.html", {"cells": row.cells}, {"name": row.name}))
    holes: dict[str, Value] = {
        "hard": _hard_parts(sheet, board),
        "bloom": sheet.part("circle/_bloom.html", {"petals": petals}, {"initials": initials}),
        "people": people,
        "rows": rows,
    }
    return sheet.part("circle/_board.html", depends, holes)


def _hard_parts(sheet: Page, board: Board) -> list[Filled]:
    outline = _outline(board)
    return [
        sheet.part(
            "circle/_hard_part.html",
            {"outline": outline, "lesson": part.lesson.id, "step": part.step, "is_me": part.is_me},
            {"name": part.name},
        )
        for part in board.hard
    ]
