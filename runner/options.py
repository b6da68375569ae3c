"""Reads the command line: which command, its options, and what is passed on; every mistake gets a plain sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runner.sentences import PlainError, language, sentence

Value = str | int | bool | None
Reader = Callable[[str, str], Value]


@dataclass(frozen=True)
class Option:
    """One option of a command: how it is written, what it holds when not given, and how its value is read."""

    name: str
    default: Value
    read: Reader | None  # None: a switch, which takes no value.
    help: tuple[str, str]


@dataclass(frozen=True)
class Command:
    """A command's words for the help, its options, and whether unknown words are passed on."""

    help: tuple[str, str]
    options: tuple[Option, ...] = ()
    passes_on: bool = False


@dataclass(frozen=True)
class Request:
    """What a person asked for. `command` is "" when they only want help."""

    command: str
    values: Mapping[str, Value]
    rest: tuple[str, ...]
    help: bool = False

    def text(self, name: str) -> str:
        """Give an option that is text."""
        return str(self.values[name])

    def number(self, name: str) -> int:
        """Give an option that is a number."""
        return int(self.values[name] or 0)

    def on(self, name: str) -> bool:
        """Tell whether a switch was given."""
        return bool(self.values[name])


def _text(name: str, value: str) -> Value:
    if not value:
        raise PlainError("bad_value", 2, name=name, need=sentence("need_value"))
    return value


def _number(largest: int, need: str) -> Reader:
    def read(name: str, value: str) -> Value:
        if not (value.isascii() and value.isdigit() and len(value) < 6 and 1 <= int(value) <= largest):
            raise PlainError("bad_value", 2, name=name, need=sentence(need))
        return int(value)

    return read


_port = _number(65535, "need_port")
_PORT = Option("--port", 8000, _port, ("the port to listen on (8000)", "待ち受けるポート(8000)"))
_DATA = Option(
    "--data", None, _text, ("the data folder (GONIN_DATA, or var/site)", "データのフォルダー(GONIN_DATA か var/site)")
)

COMMANDS: Final[Mapping[str, Command]] = {
    "demo": Command(
        ("set up everything, fill it with a demo programme, and serve it", "準備をして、デモの内容を入れて、動かす"),
        (
            _PORT,
            Option("--data", None, _text, ("the data folder (var)", "データのフォルダー(var)")),
            Option("--fresh", False, None, ("throw the demo's data away and fill it anew", "デモのデータを作り直す")),
            Option("--no-serve", False, None, ("only set up and fill; do not serve", "準備だけして、動かさない")),
        ),
    ),
    "test": Command(
        ("set up what tests need and run them; other words go to pytest", "テストを動かす(ほかの語は pytest に渡す)"),
        (Option("--require-all", False, None, ("what cannot run is a failure", "動かせないテストも失敗とする")),),
        passes_on=True,
    ),
    "bench": Command(
        ("measure the hot pages against a bare view (up to three minutes)", "よく開くページの速さを測る(3 分まで)"),
        (
            Option("--database", "sqlite", _text, ("sqlite, or a PostgreSQL URL", "sqlite か PostgreSQL の URL")),
            Option("--json", False, None, ("print figures for programs", "プログラム向けに出す")),
        ),
    ),
    "check": Command(("check style, types, floors, templates, migrations, translations, courses", "点検する")),
    "setup": Command(
        (
            "prepare a real site: settings, database, courses, first people",
            "本番の準備をする(設定・データベース・コース・最初の人)",
        ),
        (
            Option("--email", None, _text, ("the first administrator's address", "最初のシステム担当のメールアドレス")),
            Option("--name", None, _text, ("their name on screen", "その人の画面の名前")),
            Option("--password-file", None, _text, ("a file that holds their password", "パスワードを書いたファイル")),
            Option("--both", False, None, ("they run programmes too (coordinator)", "運営担当も兼ねる")),
            Option("--coordinator", False, None, ("make a coordinator instead", "運営担当を作る")),
            Option("--add", False, None, ("make one more administrator", "システム担当をもう一人作る")),
            Option("--url", None, _text, ("the address people will use: https://…", "みんなが使うアドレス: https://…")),
            _DATA,
        ),
    ),
    "serve": Command(
        ("run a real deployment: web and one worker, supervised", "本番として動かす(Web と worker)"),
        (
            Option("--host", "127.0.0.1", _text, ("the address to listen on (127.0.0.1)", "待ち受けるアドレス")),
            _PORT,
            Option("--workers", 1, _number(64, "need_count"), ("web processes (1)", "Web のプロセス数(1)")),
            _DATA,
        ),
    ),
}


def read_request(words: Sequence[str]) -> Request:
    """Read the command line. Raises PlainError with exit code 2 for what it does not know."""
    if not words or words[0] in {"-h", "--help", "help"}:
        return Request("", {}, (), help=True)
    name, *rest = words
    if name not in COMMANDS:
        raise PlainError("unknown_command", 2, name=name)
    return _read_options(name, COMMANDS[name], rest)


def _read_options(name: str, command: Command, words: list[str]) -> Request:
    known = {option.name: option for option in command.options}
    values = {option.name: option.default for option in command.options}
    passed: list[str] = []
    while words:
        word = words.pop(0)
        option = known.get(word.partition("=")[0])
        if word in {"-h", "--help"}:
            return Request(name, values, (), help=True)
        if option is not None:
            values[option.name] = _read_value(option, word, words)
        elif command.passes_on:
            passed.append(word)
        else:
            raise PlainError("unknown_option", 2, command=name, name=word)
    return Request(name, values, tuple(passed))


def _read_value(option: Option, word: str, words: list[str]) -> Value:
    """Read a value from `--name=value`, or from the word after `--name`, which is taken from `words`."""
    _, equals, value = word.partition("=")
    if option.read is None:
        if equals:
            raise PlainError("bad_value", 2, name=option.name, need=sentence("need_no_value"))
        return True
    if not equals:
        value = words.pop(0) if words and not words[0].startswith("--") else ""
    return option.read(option.name, value)


def help_text(name: str) -> str:
    """Give the help for a command, or for all when `name` is empty."""
    index = 1 if language() == "ja" else 0
    if name:
        lines = [f"python3 run.py {name}", f"  {COMMANDS[name].help[index]}", ""]
        lines += [f"  {option.name:<15} {option.help[index]}" for option in COMMANDS[name].options]
        return "\n".join(lines).rstrip()
    lines = ["python3 run.py <command> [--help]", ""]
    lines += [f"  {command:<8} {entry.help[index]}" for command, entry in COMMANDS.items()]
    return "\n".join(lines)
