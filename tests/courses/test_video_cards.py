"""A video is a card that leads to its own page; nothing is asked of another site before that."""

import pytest

from courses.markup.dialect import Dialect
from courses.markup.scene import OpenTargets, Scene


class Pictures(OpenTargets):
    """Has every picture that lies in the course."""

    def image(self, address, line):
        return None if "//" in address else "/assets/0123456789abcdef.png"


def told(text, language="en"):
    found = []
    html = Dialect().block(text, Scene(language, "lesson.md", Pictures(), found.append))
    return html, [one.code for one in found]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.youtube.com/watch?v=abc_-1", "https://www.youtube.com/watch?v=abc_-1"),
        ("https://youtu.be/abc?t=30", "https://www.youtube.com/watch?v=abc&amp;t=30"),
        ("https://www.youtube.com/shorts/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://www.youtube-nocookie.com/embed/abc", "https://www.youtube.com/watch?v=abc"),
        ("https://player.vimeo.com/video/123", "https://vimeo.com/123"),
        ("https://nico.ms/sm9", "https://www.nicovideo.jp/watch/sm9"),
        ("https://example.org/a.mp4", "https://example.org/a.mp4"),
    ],
)
def test_linked_picture_of_a_video_becomes_a_card(address, page):
    html, problems = told(f"[![A robot](robot.png)]({address})")
    assert f'<a class="video" href="{page}"' in html
    assert '<img alt="" loading="lazy" src="/assets/0123456789abcdef.png">' in html
    assert '<span class="video-name">A robot</span>' in html
    assert problems == []


def test_card_says_where_it_leads_and_how_long_it_takes():
    html, _ = told("[![ロボット](robot.png)](https://youtu.be/abc){minutes=4}", "ja")
    assert '<span class="small soft">YouTubeが開きます · 4分</span>' in html


def test_title_of_the_link_names_the_card_and_the_picture_keeps_its_words():
    html, _ = told('[![A man waves](robot.png)](https://youtu.be/abc "First robot")')
    assert 'alt="A man waves"' in html
    assert '<span class="video-name">First robot</span>' in html


def test_picture_on_another_site_is_not_fetched_and_not_needed():
    html, problems = told("[![A robot](https://img.youtube.com/vi/abc/0.jpg)](https://youtu.be/abc)")
    assert "<img" not in html
    assert "img.youtube.com" not in html
    assert '<span class="video-name">A robot</span>' in html
    assert problems == []


def test_card_without_any_words_is_told():
    assert told("[![](https://img.youtube.com/vi/abc/0.jpg)](https://youtu.be/abc)")[1] == ["image-alt-missing"]


@pytest.mark.parametrize(
    "player",
    [
        '<iframe src="https://www.youtube.com/embed/abc?autoplay=1" title="A &lt;robot"></iframe>',
        '<iframe src="//www.youtube.com/embed/abc" title="A &lt;robot" onload="x()"></iframe>',
    ],
)
def test_players_in_html_become_cards(player):
    html, problems = told(player)
    assert '<a href="https://www.youtube.com/watch?v=abc" class="video"' in html
    assert '<span class="video-name">A &lt;robot</span>' in html
    assert "iframe" not in html
    assert problems == []


def test_video_element_becomes_one_card():
    html, problems = told('<video controls>\n<source src="https://example.org/a.mp4">\n</video>')
    assert html.count('class="video"') == 1
    assert problems == []


def test_other_frames_are_left_out_and_told():
    html, problems = told('<iframe src="https://example.org/"></iframe>')
    assert "example.org" not in html
    assert problems == ["html-dropped"]


def test_plain_link_to_a_video_stays_a_link():
    assert 'class="video"' not in told("[Watch](https://youtu.be/abc)")[0]
