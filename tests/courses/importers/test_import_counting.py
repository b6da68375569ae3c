"""Counting reads files as people would: comments and code hold no pictures, queries name no other file."""

import json

from courses.importers.counting import count
from courses.importers.source import Source

TEXT = """---
title: x
---
# One

![a](img/p.png?w=1) <img src="/img/p.png"> <!-- ![c](gone.png) --> `![d](gone.png)`

![remote](https://example.org/p.png) ![gone](gone.png)

[here](#one) [file](b.md#x) [folder](img) [none](c.md) [](<>) <a href="https://example.org">web</a>

| a |
|---|
| ![b](img/p.png) |
"""


def test_pictures_and_links_are_sorted_into_kinds(tmp_path, lay):
    made = count(Source(lay(tmp_path, {"a.md": TEXT, "b.md": "two\n===", "img/p.png": b"PNG"})))
    assert (made["md"], made["headings"], made["tables"], made["front_matter"]) == (2, 2, 1, 1)
    assert (made["image_refs"], made["image_refs_local_ok"], made["image_refs_local_missing"]) == (5, 3, 1)
    assert (made["image_refs_remote"], made["distinct_local_images_used"]) == (1, 1)
    assert (made["links"], made["links_internal_ok_file"], made["links_internal_ok_dir"]) == (6, 1, 1)
    assert (made["links_internal_missing"], made["links_anchor_only"], made["links_remote"]) == (1, 1, 1)


def test_cells_of_every_version_count(tmp_path, lay):
    new = {"nbformat": 4, "nbformat_minor": 5, "cells": [{"cell_type": "code", "source": "1", "outputs": [{}]}]}
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "heading"}, {"cell_type": "raw"}, "odd"]}]}
    made = count(Source(lay(tmp_path, {"a.ipynb": json.dumps(new), "b.ipynb": json.dumps(old), "c.ipynb": "{"})))
    assert (made["ipynb"], made["code_cells"], made["outputs"], made["heading_cells_v3"]) == (3, 1, 1, 1)
    assert made["nbformat"] == {"4.5": 1, "3.None": 1}
