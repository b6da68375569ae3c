"""Lessons are cut into steps people have time for, and every reading has the same ones."""


def steps(brought, lesson, language):
    return [(step.id, step.title) for step in brought.compiled.release.readings[(lesson, language)].steps]


def words(number):
    return "word " * number


def test_headings_are_steps_and_ids_come_from_them(bring):
    made = bring(
        {"a.md": "# A\n\nlead\n\n## First part!\n\n1\n\n## 二つめ\n\n2\n\n## First part!\n\n3\n\n## x {#own-id}\n\n4\n"}
    )
    assert [one for one, _ in steps(made, "a", "en")] == ["first-part", "step-2", "first-part-2", "own-id"]


def test_long_sections_are_cut_below_headings_and_between_blocks(bring):
    parts = "".join(f"### Part {n}\n\n{words(900)}\n\n" for n in (1, 2, 3))
    blocks = "\n\n".join(words(300) for _ in range(8))
    made = bring({"a.md": f"# A\n\n## Long\n\n{parts}## Longer\n\n{blocks}\n"})
    minutes = [step.minutes for step in made.compiled.release.outline.lessons[0].steps]
    assert max(minutes) <= 10
    assert "step-too-long" not in [one.code for one in made.compiled.problems]
    titles = [title for _, title in steps(made, "a", "en")]
    assert titles[:3] == ["Long", "Part 2", "Part 3"]
    assert "Longer (2)" in titles
    assert made.told("import-step-cut")[0][2] == "Longer"


def test_lesson_without_headings_is_one_step(bring):
    made = bring({"a.md": "just words\n"})
    assert steps(made, "a", "en") == [("step-1", "A")]


def test_translation_has_the_same_steps(bring):
    made = bring(
        {
            "a.md": "# A\n\n## One\n\n1\n\n### Sub\n\ns\n\n## Two\n\n2\n",
            "a.ja.md": "# ア\n\n## いち\n\n一\n\n### こ\n\nこ\n\n## に\n\n二\n",
        }
    )
    assert steps(made, "a", "ja") == [("one", "いち"), ("two", "に")]


def test_step_without_translation_shows_the_original_and_is_told(bring):
    made = bring(
        {
            "a.md": "# A\n\n## Alpha API\n\n1\n\n## Beta SDK\n\nonly here\n\n## Gamma CLI\n\n3\n",
            "a.ja.md": "# ア\n\n## Alpha APIとは\n\n一\n\n## Gamma CLIとは\n\n三\n",
        }
    )
    assert steps(made, "a", "ja") == [
        ("alpha-api", "Alpha APIとは"),
        ("beta-sdk", "Beta SDK"),
        ("gamma-cli", "Gamma CLIとは"),
    ]
    assert "only here" in made.text("a/lesson.ja.md")
    assert made.told("import-step-untranslated") == [("a.ja.md", None, "Beta SDK")]


def test_heading_that_the_original_lacks_stays_inside_a_step(bring):
    made = bring(
        {
            "a.md": "# A\n\n## Alpha API\n\n1\n\n## Gamma CLI\n\n3\n",
            "a.ja.md": "# ア\n\n## Alpha API\n\n一\n\n## おまけ\n\n付録\n\n## Gamma CLI\n\n三\n",
        }
    )
    assert len(steps(made, "a", "ja")) == 2
    assert "### おまけ\n\n付録" in made.text("a/lesson.ja.md")
    assert made.told("import-heading-extra") == [("a.ja.md", 7, "おまけ")]


def test_text_that_is_no_translation_becomes_a_lesson_of_its_own(bring):
    many = "".join(f"## H{n}\n\n{n}\n\n" for n in range(9))
    made = bring({"en/a.md": f"# A\n\n{many}", "en/b.md": "# B\n\nb", "ja/a.md": "# ちがう\n\n短い文です。\n"})
    assert made.told("import-not-parallel") == [("ja/a.md", None, "ja")]
    assert "短い文です。" in made.text("a-ja/lesson.ja.md")
    assert "a/lesson.ja.md" not in made.imported.files


def question(right, third=""):
    extra = f', {{text: "{third}"}}' if third else ""
    marks = [f'{{text: "t{n}"{", correct: true" if n == right else ""}}}' for n in (1, 2)]
    return f"<Question choices={{[{', '.join(marks)}{extra}]}} />\n\n"


def test_quizzes_agree_or_the_original_is_used(bring):
    made = bring(
        {
            "en/a.mdx": f"# A\n\n## One\n\n### Q1\n\n{question(1)}### Q2\n\n{question(2)}",
            "ja/a.mdx": f"# ア\n\n## いち\n\n### 問一\n\n{question(1)}### 問二\n\n{question(2, 'みっつめ')}",
            "en/b.mdx": "# B\n\nb",
        }
    )
    release = made.compiled.release
    assert list(release.keys[("a", "en")]) == list(release.keys[("a", "ja")]) == ["a-q1", "a-q2"]
    text = made.text("a/lesson.ja.md")
    assert "問一" in text.partition("quiz id=a-q1")[2]
    assert "みっつめ" in text
    assert len(made.told("import-quiz-differs")) == 1


def test_second_titles_become_steps(bring):
    made = bring({"a.md": "# A\n\ntext\n\n# Another\n\nmore\n\nSetext\n------\n\nlast\n"})
    assert [one for one, _ in steps(made, "a", "en")] == ["another", "setext"]


def test_what_is_beyond_all_measure_comes_along_as_plain_text(bring):
    table = "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|b|\n" * 80
    made = bring({"a.md": f"# A\n\nFirst words.\n\n{table}\nLast words.\n"}, sound=False)
    assert [line for _, line, _ in made.told("import-as-text")] == [64]
    text = made.text("a/lesson.en.md")
    assert "First words." in text
    assert "````text\n|b|" in text
    assert text.rstrip().endswith("Last words.\n````")


def test_same_formula_many_times_is_looked_at_once(bring):
    made = bring({"a.md": "# A\n\n" + "$\\frac{1}{2}$ and $\\nosuch{$ \n\n" * 200})
    assert len(made.told("import-formula")) == 200
    assert made.text("a/lesson.en.md").count("$\\frac{1}{2}$") == 200
