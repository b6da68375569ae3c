"""A quick check as a page shows it, which is mixed for each person: read by its words, and answered by them."""

import re
from html import unescape

_THING = re.compile(r'name="thing" value="(\d+)".*?Place of: ([^"]*)"', re.DOTALL)
_PAIR = re.compile(r'<option value="(\d+)"[^>]*>([^<]*)')
_CHOICE = re.compile(r'name="option" value="(\d+)"[^>]*>\s*<span class="grow">(.*?)</span>', re.DOTALL)


class Paper:
    """One activity of a page."""

    def __init__(self, html: str, activity: str) -> None:
        self.html = html.split(f'id="activity-{activity}"', 1)[1].split('<div class="quiz"')[0].split("</form>")[0]
        found = re.search(r'name="mix" value="([^"]*)"', self.html)
        self.mark = found.group(1) if found else ""

    def values(self) -> dict[str, str]:
        """By its words, the value of each part on this page, in the order in which they stand."""
        for pattern in (_THING, _PAIR, _CHOICE):
            found = {unescape(text): value for value, text in pattern.findall(self.html) if text != "Choose"}
            if found:
                return found
        return {}

    def places(self, *texts: str) -> dict[str, object]:
        """The form's fields for things in this order, as they stand on the page."""
        place = {text: str(number) for number, text in enumerate(texts, start=1)}
        values = self.values()
        return {"mix": self.mark, "thing": list(values.values()), "place": [place[text] for text in values]}

    def pairs(self, *texts: str) -> dict[str, object]:
        """The form's fields for these right sides, from the first left side on."""
        return {"mix": self.mark, "pair": [self.values().get(text, text) for text in texts]}

    def options(self, *texts: str) -> dict[str, object]:
        """The form's fields for these choices."""
        return {"mix": self.mark, "option": [self.values()[text] for text in texts]}
