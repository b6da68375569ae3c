"""Emphasis works next to brackets, quotes and full stops, in every place where people write."""

import json

import pytest

from courses.markup.dialect import render_markdown

# What authors write, with [b] for strong, [i] for emphasis, [s] for struck out in the meaning beside it.
LINES = """\
これは**「強調」**という | これは[b]「強調」[/b]という
**重要。**次に | [b]重要。[/b]次に
**「A」**と**「B」** | [b]「A」[/b]と[b]「B」[/b]
*「斜体」*の | [i]「斜体」[/i]の
文の*（中）*で | 文の[i]（中）[/i]で
~~「古い」~~を | [s]「古い」[/s]を
~~古い。~~新しい | [s]古い。[/s]新しい
**（注意）**を読む | [b]（注意）[/b]を読む
これは**（注意）**です | これは[b]（注意）[/b]です
**『本』**を読む | [b]『本』[/b]を読む
**【重要】**確認 | [b]【重要】[/b]確認
確認は**【重要】**です | 確認は[b]【重要】[/b]です
**終わり！**と言う | [b]終わり！[/b]と言う
**なぜ？**と聞く | [b]なぜ？[/b]と聞く
まず、**「開く」、**次に | まず、[b]「開く」、[/b]次に
**ロボット（RPA）**は | [b]ロボット（RPA）[/b]は
これが**ロボット（RPA）**だ | これが[b]ロボット（RPA）[/b]だ
**90%**を | [b]90%[/b]を
性能の**90%**を | 性能の[b]90%[/b]を
**モジュール1：**始め | [b]モジュール1：[/b]始め
次の**モジュール1：基礎**から | 次の[b]モジュール1：基礎[/b]から
**100円。**200円 | [b]100円。[/b]200円
**A.**B | [b]A.[/b]B
**"引用"**の | [b]"引用"[/b]の
これは**"引用"**の | これは[b]"引用"[/b]の
これは**“引用”**の | これは[b]“引用”[/b]の
**〈例〉**と*〈例〉*と | [b]〈例〉[/b]と[i]〈例〉[/i]と
**…**と | [b]…[/b]と
彼は**「はい。」**と**「いいえ。」**を | 彼は[b]「はい。」[/b]と[b]「いいえ。」[/b]を
**強い**力 | [b]強い[/b]力
力**強い**力 | 力[b]強い[/b]力
*弱い*力 | [i]弱い[/i]力
**「*中*」**の | [b]「[i]中[/i]」[/b]の
**外*「中」*外**の | [b]外[i]「中」[/i]外[/b]の
**`code`**を | [b][c]code[/c][/b]を
これは**`code()`**を使う | これは[b][c]code()[/c][/b]を使う
**「`a*b`」**の | [b]「[c]a*b[/c]」[/b]の
**[題](https://a.example)**を | [b][l]題[/l][/b]を
これは**「[題](https://a.example)」**を | これは[b]「[l]題[/l]」[/b]を
[**「題」**](https://a.example)を | [l][b]「題」[/b][/l]を
**{表|ひょう}。**次 | [b][r]表[t]ひょう[/t][/r]。[/b]次
これは**「{強|きょう}{調|ちょう}」**という | これは[b]「[r]強[t]きょう[/t][/r][r]調[t]ちょう[/t][/r]」[/b]という
**“重要”。**然后 | [b]“重要”。[/b]然后
这是**《书》**的 | 这是[b]《书》[/b]的
请点**“确定”**按钮 | 请点[b]“确定”[/b]按钮
이것은**'강조'**입니다 | 이것은[b]'강조'[/b]입니다
**마이크로소프트(Microsoft)**는 | [b]마이크로소프트(Microsoft)[/b]는
snake_case_name と __init__ | snake_case_name と [b]init[/b]
変数snake_case_nameの | 変数snake_case_nameの
値_の_間 | 値_の_間
_全部_ の | [i]全部[/i] の
2*3*4 | 2[i]3[/i]4
2 * 3 * 4 | 2 * 3 * 4
10~20分と30~40分 | 10~20分と30~40分
※**印 | ※**印
**閉じない | **閉じない
\\*\\*そのまま\\*\\* | **そのまま**
\\*「そのまま」\\* | *「そのまま」*
""".splitlines()
TAGS = {"b": "strong", "i": "em", "s": "del", "c": "code", "r": "ruby", "t": "rt"}
CASES = [tuple(line.split(" | ")) for line in LINES]


def meant(marks):
    for sign, tag in TAGS.items():
        marks = marks.replace(f"[{sign}]", f"<{tag}>").replace(f"[/{sign}]", f"</{tag}>")
    return marks.replace("[l]", '<a href="https://a.example" rel="noopener noreferrer">').replace("[/l]", "</a>")


@pytest.mark.parametrize(("text", "marks"), CASES)
def test_emphasis_stands_where_it_was_written(text, marks):
    assert render_markdown(text, "ja") == f"<p>{meant(marks)}</p>"


@pytest.mark.parametrize(
    "frame",
    [
        "- {}",
        "1. {}",
        "> {}",
        "### {}",
        "| {} |\n|---|",
        "| a |\n|---|\n| {} |",
        "a[^1]\n\n[^1]: {}",
        "> [!NOTE]\n> {}",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2, 3, 15, 17])
def test_emphasis_works_in_every_block(frame, place):
    text, marks = CASES[place]
    assert meant(marks) in render_markdown(frame.format(text), "ja")


def test_both_kinds_at_once_work_next_to_brackets():
    html = render_markdown("***「両方」***が", "ja")
    assert html in {
        "<p><strong><em>「両方」</em></strong>が</p>",
        "<p><em><strong>「両方」</strong></em>が</p>",
    }


QUIZ = "```quiz id=heat\n何度ですか。\n- [x] 100度\n- [ ] 50度\n```"


def test_emphasis_works_in_options_and_cells(course, cells):
    from courses import compile_course

    lesson = course / "01-water"
    path = lesson / "lesson.ja.md"
    text = path.read_text(encoding="utf-8").replace("- [x] 100度", "- [x] これは**「強調」**という")
    path.write_text(text, encoding="utf-8")
    assert "これは<strong>「強調」</strong>という" in str(compile_course(course).release)
    for name in ("lesson.ja", "lesson.en"):
        (lesson / f"{name}.md").unlink()
        notebook = json.loads(cells.notebook(cells.text("これは**「強調」**という"), cells.text(QUIZ)))
        (lesson / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert "これは<strong>「強調」</strong>という" in str(compile_course(course).release)
