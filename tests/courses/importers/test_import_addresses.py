"""Pictures are found and copied under safe names; links between lessons become ours; the rest stays as words."""

import pytest

FORMS = (
    "b.md b.html ./b.md b ../x/b.md /x/b.md b.md?WT.mc_id=1 B.MD <b.md>".split(),
    ["b.md#Part-Two", "b.html#part-two", "b#part-two", "b.md#2.-nothing"],
)


@pytest.mark.parametrize("address", FORMS[0])
def test_every_way_to_name_a_lesson_leads_to_it(bring, address):
    made = bring({"x/a.md": f"# A\n\n[to b]({address})", "x/b.md": "# B\n\ntext"})
    assert "[to b](../x-b)" in made.text("x-a/lesson.en.md")


@pytest.mark.parametrize("address", FORMS[1][:3])
def test_anchors_by_every_rule_lead_to_the_step(bring, address):
    made = bring({"a.md": f"# A\n\n[to b]({address})", "b.md": "# B\n\n## One\n\n1\n\n## Part Two\n\n2"})
    assert "[to b](../b#part-two)" in made.text("a/lesson.en.md")
    assert "?step=part-two" in made.compiled.release.readings[("a", "en")].steps[0].parts[0].html


def test_anchor_that_is_nowhere_leads_to_the_lesson_and_is_told(bring):
    made = bring({"a.md": "# A\n\n[b](b.md#gone)\n\n[here](#gone)", "b.md": "# B\n\n## One\n\n1"})
    assert "[b](../b)" in made.text("a/lesson.en.md")
    assert made.told("import-link-anchor") == [("a.md", 3, "gone")]
    assert made.told("import-link-missing") == [("a.md", 5, "#gone")]


def test_place_within_a_step_keeps_its_own_anchor(bring):
    source = "# A\n\n## One\n\n[down](#deep-down) [two](#two)\n\n### Deep down\n\nx\n\n## Two\n\n[up](#deep-down)\n"
    text = bring({"a.md": source}).text("a/lesson.en.md")
    assert "[down](#deep-down) [two](#two)" in text
    assert "### Deep down {#deep-down}" in text
    assert "[up](#one)" in text


def test_sites_and_folders_lead_to_lessons(bring):
    made = bring({"chapters/a/1.mdx": "# A\n\n[x](/course/b/2) [y](/b) [z](../b)", "chapters/b/2.mdx": "# B\n\ntext"})
    assert "[x](../b-2) [y](../b-2) [z](../b-2)" in made.text("a-1/lesson.en.md")


def test_translation_links_to_the_twin_lesson(bring):
    files = {"01/README.md": "# A\n\nt", "02/README.md": "# B\n\nt", "02/p.png": b""}
    files["01/translations/ja/README.md"] = "# ア\n\n[次](../02/README.md) [前](../../../02/translations/ja/README.md)"
    files["02/translations/ja/README.md"] = "# イ\n\n文"
    assert "[次](../02) [前](../02)" in bring(files).text("01/lesson.ja.md")


def test_named_links_and_mail_are_written_out(bring):
    source = '# A\n\n[b][other] and [other], [mail](me@example.org)\n\n[other]: b.md "T"\n'
    made = bring({"a.md": source, "b.md": "# B\n\nt"})
    text = made.text("a/lesson.en.md")
    assert '[b](../b "T") and [other](../b "T"), [mail](mailto:me@example.org)' in text
    assert "[other]:" not in text


def test_what_no_lesson_can_use_stays_as_words(bring):
    source = (
        "# A\n\n[run](javascript:alert(1)) [gone](gone.md) [data](d.csv) [code](c.zzz) [not a link](with more words)\n"
    )
    made = bring({"a.md": source, "d.csv": "a,b\n", "c.zzz": "x"})
    text = made.text("a/lesson.en.md")
    assert "run gone [data](d.csv) code" in text
    assert "with more words" in text
    assert made.told("import-link-scheme") == [("a.md", 3, "javascript:alert(1)")]
    assert made.told("import-link-missing") == [("a.md", 3, "gone.md")]
    assert made.told("import-link-file") == [("a.md", 3, "c.zzz")]


@pytest.mark.parametrize(
    "written",
    [
        "img/My%20Lab[1].PNG?WT.mc_id=x",
        "<img/My Lab[1].png>",
        "/img/My%20Lab%5B1%5D.png",
        "../a/img/my lab[1].png",
        "./img//My%20Lab[1].png#x",
    ],
)
def test_pictures_are_found_however_they_are_spelled(bring, png, written):
    prefix = "a/" if not written.startswith("/") else ""
    made = bring({"a/README.md": f"# A\n\n![alt]({written})", f"{prefix}img/My Lab[1].png": png})
    assert "![alt](my-lab-1.png)" in made.text("a/lesson.en.md")
    assert made.imported.files["a/my-lab-1.png"] == png


def test_two_pictures_of_one_name_stay_two(bring, png):
    other = png + b"\0"
    files = {
        "a.md": "# A\n\n![1](x/p.png) ![2](y/p.png) ![3](z/p.png)",
        "x/p.png": png,
        "y/p.png": other,
        "z/p.png": png,
    }
    made = bring(files)
    assert "![1](p.png) ![2](p-2.png) ![3](p.png)" in made.text("a/lesson.en.md")


def test_missing_remote_and_nameless_pictures_are_told_of(bring, png):
    source = "# A\n\n## Part\n\n![gone](gone.png)\n![far](https://example.org/p.png)\n[![b](https://example.org/b.svg)](https://example.org)\n![](img/flow_chart.png)\n"
    made = bring({"a.md": source, "img/flow_chart.png": png})
    text = made.text("a/lesson.en.md")
    assert "gone\n[far](https://example.org/p.png)\n[b](https://example.org)\n![flow chart](flow-chart.png)" in text
    assert made.told("import-image-missing") == [("a.md", 5, "gone.png")]
    assert [line for _, line, _ in made.told("import-image-remote")] == [6, 7]
    assert made.told("import-image-alt") == [("a.md", 8, "img/flow_chart.png")]


def test_pictures_in_html_are_copied_too(bring, png):
    source = '# A\n\n<p align="center"><img src="p.png?x" alt="P" width="100" onload="x()"> <a href="b.md">b</a></p>\n'
    text = bring({"a.md": source, "b.md": "# B\n\nt", "p.png": png}).text("a/lesson.en.md")
    assert '<img src="p.png" alt="P" width="100">' in text
    assert '<a href="../b">b</a>' in text
    assert "onload" not in text


def test_drawings_that_run_something_stay_out(bring):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    made = bring({"a.md": "# A\n\n![d](d.svg)", "d.svg": drawing})
    assert "a/d.svg" not in made.imported.files
    assert made.told("import-image-active") == [("a.md", 3, "d.svg")]


def test_code_is_left_alone(bring):
    source = "# A\n\n`[x](gone.md)` and\n\n```md\n![x](gone.png)\n```\n\n    [y](gone.md)\n\n<!-- ![z](gone.png) -->\n"
    made = bring({"a.md": source})
    assert [code for code in made.codes() if code != "import-image-alt"] == []
    assert "![x](gone.png)" in made.text("a/lesson.en.md")
