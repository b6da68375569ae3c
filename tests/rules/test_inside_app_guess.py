"""Browsers inside LINE, Facebook, Messenger and Instagram are known by what they send; real browsers are left alone."""

import pytest

from lms.accounts.inside import inside_app

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
ANDROID = "Mozilla/5.0 (Linux; Android 14; SM-A546E Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
CHROME = "Version/4.0 Chrome/126.0.6478.71 Mobile Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "app"),
    [
        (f"{IPHONE} Mobile/15E148 Safari Line/14.9.0", "LINE"),
        (f"{ANDROID} {CHROME} Line/14.9.1/IAB", "LINE"),
        (f"{ANDROID} {CHROME} Line/14.9.1 LIFF", "LINE"),
        (f"{IPHONE} Mobile/21F90 [FBAN/FBIOS;FBAV/468.0.0.42.73;FBBV/608;FBDV/iPhone14,5;FBMD/iPhone]", "Facebook"),
        (f"{IPHONE} Mobile/21F90 [FBAN/FBIOS;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBLC/ja_JP;FBOP/80]", "Facebook"),
        (f"{ANDROID} {CHROME} [FB_IAB/FB4A;FBAV/468.0.0.58.72;]", "Facebook"),
        (f"{ANDROID} {CHROME} [FB_IAB/Orca-Android;FBAV/463.0.0.45.86;]", "Messenger"),
        (f"{ANDROID} {CHROME} [FB_IAB/MESSENGER;FBAV/463.0.0.45.86;]", "Messenger"),
        (f"{IPHONE} Mobile/21F90 [FBAN/MessengerForiOS;FBAV/463.0.0;FBBV/608;FBDV/iPhone14,5]", "Messenger"),
        (f"{IPHONE} Mobile/21F90 Instagram 336.0.4.18.90 (iPhone14,5; iOS 17_5_1; ja_JP; scale=3.00)", "Instagram"),
        (f"{ANDROID} {CHROME} Instagram 336.0.0.35.90 Android (34/14; 450dpi; samsung; SM-A546E)", "Instagram"),
        (f"{IPHONE} Version/17.5 Mobile/15E148 Safari/604.1", ""),
        (f"{IPHONE} CriOS/126.0.6478.54 Mobile/15E148 Safari/604.1", ""),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile", ""),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", ""),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", ""),
        ("Mozilla/5.0 Outline/3 Baseline/2", ""),
        ("", ""),
    ],
)
def test_what_a_browser_is_inside_of(user_agent: str, app: str) -> None:
    assert inside_app(user_agent) == app


def test_an_endless_user_agent_is_read_in_no_time() -> None:
    assert inside_app("Line/" * 100_000) == ""
