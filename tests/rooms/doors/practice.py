"""Doors of practice: who takes a course has half-typed answers kept; of others each is refused by itself."""

WORDS: dict[str, str] = {}
SENT = {
    "draft": {"json": {"drafts": [{
        "course": "{course}", "release": "{release}", "lesson": "hello", "activity": "when-morning", "age": 3,
        "answer": "6f0f0b52-6a3e-4a52-9f5c-2a3c1a7d5f10", "fields": {"option": ["2"]},
    }]}},
    "no-drafts": {"json": {"drafts": "all"}},
}  # fmt: skip
DOORS = """
#                                                                                nobody aya    bilal  chen   inst   inst2  coord  coord2 supp   admin
POST /drafts +draft                                                              in     ok
POST /drafts +no-drafts                                                          in     bad
"""
