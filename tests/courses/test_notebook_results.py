"""Stored results of every usual kind are shown in their richest safe form; what would have to run is a quiet note."""

import time

import pytest

from tests.courses.notebook_course import PNG_TEXT, bundle, failed, printed

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
TABLE = (
    "<style scoped>x</style><table border='1' class='dataframe' onclick='x'><thead><tr><th></th><th>a</th></tr></thead>"
    "<tbody><tr><th>0</th><td>1</td></tr></tbody></table>"
)


@pytest.fixture
def output(shown, cells):
    """HTML and problems of a notebook with these results in one cell."""

    def show(*results, tags=(), **metadata):
        made = shown(cells.code("x", *results, tags=tags, **metadata))
        return made.html, made.problems

    return show


def test_tables_are_framed_cleaned_and_have_scopes(output):
    html, problems = output(bundle("execute_result", text__html=TABLE, text__plain="PLAIN"))
    assert problems == []
    assert (
        '<div class="scroll" tabindex="0" role="region" dir="ltr" aria-label="表1"><table><thead><tr><td></td>' in html
    )
    assert '<th scope="col">a</th>' in html
    assert '<th scope="row">0</th>' in html
    assert not any(word in html for word in ("onclick", "scoped", "PLAIN"))


def test_long_tables_are_folded(output):
    rows = "<tr><td>1</td></tr>" * 60
    html, _ = output(bundle(text__html=f"<table>{rows}</table>"))
    assert '<details class="fold"><summary>結果を全部見る</summary>' in html


def test_pictures_become_assets_with_a_description(shown, cells):
    made = shown(
        cells.code("plot()", bundle(image__png=PNG_TEXT, text__plain="<Figure>")),
        cells.code("draw()", bundle(image__svg_p_xml=SVG, image__png=PNG_TEXT)),
    )
    assert made.problems == []
    assert 'alt="コード1が作った図"' in made.html
    kept = made.compiled.release.assets.values()
    assert sorted(asset.media_type for asset in kept) == ["image/png", "image/svg+xml"]
    assert not any(word in made.html for word in ("<svg", "Figure"))


def test_pictures_have_their_authors_words_and_size(output):
    about = {"image/png": {"alt": "売り上げ", "width": 640, "height": 480}}
    html, _ = output(bundle(image__png=PNG_TEXT, metadata=about))
    assert 'alt="売り上げ" width="640" height="480" loading="lazy"' in html
    assert 'alt="セル"' in output(bundle(image__png=PNG_TEXT), gonin={"alt": "セル"})[0]
    odd = {"image/png": {"alt": "\"'><script>", "width": "1", "height": True}}
    html, _ = output(bundle(image__png=PNG_TEXT, metadata=odd))
    assert "<script" not in html
    assert ' width="1" height="1" ' in html  # its own size: what it was given is no number


@pytest.mark.parametrize(
    ("forms", "wanted", "unwanted"),
    [
        ({"text__html": TABLE, "image__png": PNG_TEXT}, "<table>", "<img"),
        ({"text__latex": "$\\displaystyle x^{2}$", "image__png": PNG_TEXT, "text__plain": "x**2"}, "<math", "<img"),
        ({"text__latex": "\\begin{tabular}{l} a", "text__plain": "PLAIN"}, "PLAIN", "tabular"),
        ({"text__latex": "$$\\begin{align} a &= b \\end{align}$$"}, "<mtable", "$"),
        ({"text__latex": "\\begin{equation*} x \\end{equation*}"}, "<math", "\\begin{equation*}</"),
        ({"text__markdown": "**fett**", "text__plain": "PLAIN"}, "<strong>fett</strong>", "PLAIN"),
        ({"image__svg_p_xml": SVG.replace("<rect/>", "<script/>"), "image__png": PNG_TEXT}, ".png", "script"),
        ({"image__png": "???", "text__plain": "PLAIN"}, "PLAIN", "<img"),
        ({"application__json": {"a": [1]}, "text__plain": "PLAIN"}, "データを見る", "PLAIN"),
        ({"text__x-rst": "RST"}, "RST", "<img"),
        ({"text__plain": "<Figure 1>"}, "&lt;Figure 1&gt;", "<Fig"),
    ],
)
def test_richest_safe_form_is_shown(output, forms, wanted, unwanted):
    html, problems = output(bundle(**forms))
    assert wanted in html
    assert unwanted not in html
    assert problems == []


@pytest.mark.parametrize(
    ("forms", "instead"),
    [
        ({"application__javascript": "alert(1)", "text__plain": "<IPython.core.display.Javascript object>"}, ""),
        (
            {"application__vnd.jupyter.widget-view_p_json": {"model_id": "1"}, "text__plain": "IntSlider(value=7)"},
            "IntS",
        ),
        ({"application__vnd.plotly.v1_p_json": {"data": []}, "image__png": PNG_TEXT}, "<img"),
        ({"application__vnd.vegalite.v5_p_json": {"data": []}, "text__plain": "<VegaLite 5 object>"}, ""),
        ({"text__html": "<div id='p'><script>Plotly.newPlot()</script></div>", "text__plain": "<plot>"}, ""),
        ({"text__html": "<iframe src='https://example.org'></iframe>", "text__plain": "a video"}, "a video"),
        ({"text__html": "<p>words</p><script>1</script>"}, "<p>words</p>"),
    ],
)
def test_what_would_have_to_run_becomes_a_quiet_note(output, forms, instead):
    html, problems = output(bundle(**forms))
    assert problems == ["notebook-output"]
    assert "ここには出ていません" in html
    assert instead in html
    assert not any(word in html for word in ("script", "object", "iframe", "&lt;plot"))


@pytest.mark.parametrize("forms", [{}, {"image__png": "?"}, {"application__pdf": "JVBERg=="}])
def test_what_cannot_be_read_is_said(output, forms):
    html, problems = output(bundle(**forms))
    assert problems == ["notebook-result"]
    assert "表示できない結果" in html


def test_errors_show_their_last_line_and_fold_the_way_there(output):
    html, problems = output(failed("Traceback", "  File <stdin>", "\x1b[0;31mValueError\x1b[0m: no"))
    assert problems == []
    assert "止まりました" in html
    before, _, after = html.partition("<details")
    assert "<code>ValueError: no</code>" in before
    assert '<span class="f-red">ValueError</span>: no' in after
    assert 'class="stopped flow-s"' in before


def test_error_of_one_line_is_not_shown_twice(output):
    assert output(failed("ValueError: no"))[0].count("ValueError") == 1


def test_expected_error_is_shown_without_alarm(output):
    html, _ = output(failed("ValueError: no"), tags=("raises-exception",))
    assert "正しい動き" in html
    assert "stopped" not in html


def test_streams_are_joined_in_order_and_messages_told_apart(output):
    html, _ = output(printed("a\r"), printed("b\n"), printed("WARN", "stderr"), printed("c"))
    assert html.index("<code>b</code>") < html.index("WARN") < html.index("<code>c</code>")
    assert '<div class="aside-text flow-s"><p class="tiny soft">コードからの知らせ</p>' in html


def test_result_that_was_shown_anew_is_shown_once(output):
    first = {**bundle(text__plain="OLD"), "transient": {"display_id": "d"}}
    again = {**bundle("update_display_data", text__plain="NEW"), "transient": {"display_id": "d"}}
    html, problems = output(first, printed("between"), again)
    assert "OLD" not in html
    assert html.index("NEW") < html.index("between")
    assert problems == []


def test_markdown_result_says_nothing_of_its_links(output):
    html, problems = output(bundle(text__markdown="[a](gone.md) ![](x.png) <script>1</script>"))
    assert problems == []
    assert "script" not in html


def test_empty_printed_text_leaves_no_frame(output):
    assert 'class="out' not in output(printed("\n \n"))[0]


@pytest.mark.parametrize("markup", ["<div>" * 30_000, "<a " * 50_000, "<" * 100_000, "<b a='<" * 20_000])
def test_endless_markup_is_refused_in_time(output, markup):
    start = time.process_time()
    html, problems = output(bundle(text__html=markup))
    assert time.process_time() - start < 3
    assert problems == ["notebook-result"]
    assert len(html) < 2_000


def test_endless_results_are_counted_and_left_out(output):
    html, _ = output(*(bundle(text__plain="x") for _ in range(3_100)))
    assert html.count("<code>x</code>") == 3_000
    assert "ほかに100個の結果" in html
