"""MDX that never ends: components, branches and comments without an end stay text, and are not looked for again and again."""

from time import process_time

from courses.importers.lines import Desk, Line
from courses.importers.mdx import from_mdx


def read(*texts):
    told = []
    made = from_mdx([Line(number, text) for number, text in enumerate(texts, start=1)], Desk("a.mdx", told.append))
    return [(line.number, line.text) for line in made], [(one.code, one.line) for one in told]


def test_comments_go_with_their_lines_and_one_without_an_end_stays():
    made, _ = read("a {/* b", "c */} d", "{/* e", "<Unknown />", "f")
    assert [text for _, text in made if text.strip()] == ["a ", " d", "{/* e", "f"]


def test_components_are_told_at_their_own_lines():
    _, told = read("a", "`<Unknown />` b", "<Unknown />", "c <Unknown />", "", "<Unknown />")
    assert told == [("import-component", 3), ("import-component", 4), ("import-component", 6)]


def test_components_that_never_end_are_not_looked_for_in_all_that_follows():
    def needed(times):
        start = process_time()
        read(*["<Question " * 10] * times)
        return process_time() - start

    needed(10)
    # Sixteen times as much would take 256 times as long if all that follows were looked through again each time.
    assert needed(1_600) < 60 * max(needed(100), 0.002)


def test_components_whose_braces_never_close_stay_words(bring):
    made = bring({"a.mdx": "# A\n\nFirst. " + "<Question {" * 3_000 + " Last.\n"})
    text = made.text("a/lesson.en.md")
    assert text.count("Question {") == 3_000
    assert "Last." in text
