"""Which device a browser says it is: hints first, then the old word; whoever tells nothing has a phone."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import Headers

from lms.learning.device import guess

MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
TABLET = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.parametrize(
    ("headers", "device"),
    [
        ({"User-Agent": IPHONE}, "phone"),
        ({"User-Agent": ANDROID, "Sec-CH-UA-Mobile": "?1", "Sec-CH-UA-Platform": '"Android"'}, "phone"),
        ({"User-Agent": TABLET, "Sec-CH-UA-Mobile": "?0", "Sec-CH-UA-Platform": '"Android"'}, "phone"),
        ({"User-Agent": MAC}, "pc"),
        ({"User-Agent": MAC, "Sec-CH-UA-Mobile": "?0", "Sec-CH-UA-Platform": '"macOS"'}, "pc"),
        ({"User-Agent": WINDOWS}, "windows"),
        ({"Sec-CH-UA-Mobile": "?0", "Sec-CH-UA-Platform": '"Windows"'}, "windows"),
        ({"User-Agent": "something of its own"}, "phone"),
        ({}, "phone"),
    ],
)
def test_a_browser_tells_its_device(headers: dict[str, str], device: str) -> None:
    assert guess(Headers(headers)) == device
