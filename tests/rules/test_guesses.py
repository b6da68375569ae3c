"""Passwords that are guessed first are refused in every usual spelling; sentences are welcome."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.accounts import rules
from lms.accounts.devices import rough_name
from lms.accounts.guesses import rules as guesses
from lms.accounts.guesses.rules import is_common, is_made_of, words
from lms.accounts.rules import normal_code, normal_password, password_problem

GUESSED = """
    password password1 Passw0rd! P@ssw0rd123 qwertyuiop 1qaz2wsx asdfghjkl 12345678 87654321 11111111 19850412 04121985
    sakura2024 doraemon arigatou konnichiwa aishiteru iloveyou1 sunshine princess1 abcabcabc sakurasakura qwer1234
    1234qwer abcd1234 q1w2e3r4 zaq12wsx kawaii123 pokemon1 letmein1 welcome1! ありがとう1234 パスワード123 football99
    nippon123 sakura19850412 hellokitty superman 99sakura99 1q2w3e4r5t йцукенгш abababab passwordpassword tokyo2020
    yamada1234 !qwerty12345 ＰＡＳＳＷＯＲＤ１ пароль123 slavaukraine ILOVEYOU iloveu1234 ドラえもん１２３
""".split()
WELCOME = [
    "plum8tree", "花が咲いた朝でした", "no digit or capital needed", "a quiet morning", "five petals",
    "plum blossom on the table", "correct horse battery staple", "xK9$fq2Lm", "83920174661", "kumo ga nagareru asa",
    "ласкаво прошу до столу", "گل سرخ در باغچه کنار پنجره", "tsukue no ue no kabin",
]  # fmt: skip


@pytest.mark.parametrize("password", GUESSED)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert password_problem(password, False) in ("common", "own")


@pytest.mark.parametrize("password", WELCOME)
def test_sentences_and_chance_are_welcome_in_every_script(password: str) -> None:
    assert password_problem(password, False) is None


def test_the_list_stands_for_thousands() -> None:
    assert len(words()) > 1000
    endings = ["", "1", "12", "123", "1234", "!", "2024", "1!", "99", "00"]
    made = [word + ending for word in words() for ending in endings]
    assert len(made) > 10_000
    assert all(is_common(password) for password in made[::37])


@pytest.mark.parametrize(
    "password", ["ayaaya12", "AyaTanabe1", "tanabe1990", "aya.tanabe", "TANABE aya!", "gonin-2024", "五人五人五人五人"]
)
def test_ones_own_name_and_address_are_no_password(password: str) -> None:
    assert password_problem(password, False, ["Aya 田辺", "aya.tanabe@example.org"]) in ("own", "common")


def test_a_sentence_may_hold_ones_name() -> None:
    assert not is_made_of("Aya likes the sea in winter", ["Aya", "aya@example.org"])


def test_spaces_stay_and_count() -> None:
    assert password_problem(" p q z k w", False) is None
    assert normal_password("  plum  ") == "  plum  "


def test_the_same_word_from_another_keyboard_is_the_same_password() -> None:
    assert normal_password("ｐｌｕｍ　ｔｒｅｅ") == "plum tree"
    assert normal_password("が") == normal_password("か\u3099")


@given(st.text(max_size=300))
def test_measuring_a_password_never_fails_and_normalising_twice_changes_nothing(typed: str) -> None:
    password_problem(typed, True, [typed, "a@b"])
    assert normal_password(normal_password(typed)) == normal_password(typed)


@given(st.text(max_size=60))
def test_a_code_is_plain_and_normalising_it_twice_changes_nothing(typed: str) -> None:
    code = normal_code(typed)
    assert code == normal_code(code)
    assert code.isascii()
    assert not any(unicodedata.category(sign) in ("Cc", "Zs") for sign in code)


def test_codes_are_typed_in_any_script_of_digits() -> None:
    assert normal_code(" 1234-５６ 78") == "12345678"
    assert normal_code("١٢٣٤ ۵۶۷۸") == "12345678"
    assert normal_code("k7qm 2xpa") == "K7QM2XPA"


def test_spoken_codes_hold_no_look_alikes() -> None:
    assert not set(rules.SPOKEN) & set("01ILO")


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile/15E148 Safari/604.1", "Safari/iPhone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) CriOS/130.0 Mobile/15E148 Safari/604.1", "Chrome/iPhone"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari Line/13.1.0", "LINE/iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge/Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox/Mac"),
        ("Mozilla/5.0 (Linux; Android 14; SM-A546) SamsungBrowser/25.0 Chrome/121 Mobile Safari/537", "Samsung Internet/Android"),
        ("curl/8", "/"),
        ("", "/"),
        ("<script>" * 100, "/"),
    ],
)  # fmt: skip
def test_a_browser_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert rough_name(user_agent) == name


def test_a_long_password_is_looked_at_in_few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    real = guesses._runs
    monkeypatch.setattr(guesses, "_runs", lambda piece: (looked.append(piece), real(piece))[1])
    rules.password_problem("123" * 82 + "x!1!1!1", is_staff=False)
    assert len(looked) < 5_000
