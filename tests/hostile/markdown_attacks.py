"""Lessons in Markdown that try to run something, each by its name."""

from tests.hostile.payloads import ADDRESSES, ELSEWHERE, RUNNING

QUIZ = "```quiz id=q\n{}\n- [x] {}\n  > {}\n- [ ] b\n\nexplanation: {}\n```"

# Where a payload may stand in our dialect; {} is the payload.
PLACES = {
    "block": "{}\n",
    "inline": "text {} text\n",
    "quiz": QUIZ.replace("{}", "{0}"),
    "table": "| a | b |\n|---|---|\n| {} | x |\n",
    "callout": "> [!NOTE] {0}\n> {0}\n",
}
# Of these places only some payloads are tried, so that the corpus stays quick: the rest reads them in the same way.
RARE_PLACES = {
    "heading": "## {} {{#x}}\n",
    "list": "- a\n  1. {}\n",
    "footnote": "a[^1]\n\n[^1]: {}\n",
    "definition": "a\n: {}\n",
    "admonition": '!!! note "{0}"\n    {0}\n',
    "link-text": "[{}](https://a.example)\n",
    "alt": "![{}](x.png)\n",
    "title": "[a](https://a.example '{}')\n",
    "emphasis": "**{}**\n",
    "furigana": "{{漢|{0}}} {{{0}|かん}}\n",
    "math": "$\\text{{{0}}}$ $${0}$$\n",
    "code": "`{0}`\n\n    {0}\n",
    "fence-info": "```{0}\nx\n```\n",
    "fence-body": "```html\n{0}\n```\n",
    "mermaid": "```mermaid\ngraph TD\n  A[{0}] --> B\n  click A call hit(1)\n```\n",
    "abbreviation": "*[RPA]: {0}\n\nRPA\n",
    "tab": '=== "{0}"\n\n    {0}\n',
    "directive": ":::{{note}} {0}\n{0}\n:::\n",
    "front-title": '---\nid: x\ntitle: "{0}"\n---\n\n{0}\n',
    "html-comment": "<!-- {0} -->\n\n{0}\n",
    "html-in-html": "<div title='{0}'>{0}</div>\n",
    "reference": "[a]\n\n[a]: https://a.example '{0}'\n",
    "task": "- [ ] {0}\n- [x] {0}\n",
    "details": "<details><summary>{0}</summary>\n\n{0}\n\n</details>\n",
}
_SOME = ("script", "img-onerror", "svg-onload", "iframe-srcdoc", "style-background")

# Activities: every place where a payload may stand in each kind, {0} being the payload.
ACTIVITY_PLACES = {
    "number": "```quiz id=a\nHow many? {0}\n= 3.14 ± 0.01 {0}\n~ 3.41: {0}\nhint: {0}\nexplanation: {0}\n```",
    "order": "```quiz id=a\nIn order {0}\n1. first {0}\n2. second {0}\n3. third\n\nhint: {0}\n```",
    "pairs": "```quiz id=a\nMatch {0}\n- left {0} :: right {0}\n- b :: c {0}\n- :: d {0}\n```",
    "gap": "```quiz id=a\nIt is [[{0}|x]] {0}.\n~ y: {0}\n\n> {0}\n```",
    "exercise": "```exercise id=a hand-in=text\nDo {0}\n\nrubric:\n- Good {0} (2)\n  - 2: {0}\n  - 1: x\nmodel:\n{0}\n```",
    "prompt": "```prompt id=a\nAsk {0}\n\nfields:\n- Role {0}\ncheck:\n- Seen {0}\nmodel:\n{0}\n```",
    "later": "```arena id={0}\n{0}\n```\n\n```flow id=b\n{0}\n```",
    "info": "```quiz id=a points={0} {0}\n{0}\n- [x] a\n- [ ] b\n```",
}

LINKS = {
    "link": "[x]({})",
    "link-angle": "[x](<{}>)",
    "image": "![x]({})",
    "reference": "[x][y]\n\n[y]: {}",
    "autolink": "<{}>",
    "html-link": '<a href="{}">x</a>',
    "html-image": '<img src="{}" alt="x">',
    "video-card": "[![x]({0})]({0})",
}

CLOBBERING = {
    f"clobber-{name}": text
    for name, text in {
        "document-forms": "<form id=forms name=forms></form>",
        "body": "<img name=body id=body alt=x>",
        "get-element": "<a id=getElementById name=getElementById></a>",
        "location": "<a id=location href='https://a.example'></a>",
        "csrf": "<meta name=csrf-token content=x><input name=csrf_token value=x>",
        "main": "<div id=main></div>\n\n## A {#main}\n",
        "reading-tools": "<p id=reading-tools>x</p>",
        "heading-proto": "### x {#__proto__}\n\n### y {#constructor}\n",
        "collection": "<a id=x></a><a id=x name=y></a>",
        "activity": "<div id=activity-q class=quiz>x</div>",
        "data-attributes": "<p data-hx-get=//elsewhere.example data-hx-trigger=load>x</p>",
        "label-for": "<label for=password>x</label>",
        "aria-owns": "<p aria-owns=main aria-hidden=true role=alert>x</p>",
        "role-dialog": "<div role=dialog aria-modal=true>Please sign in</div>",
        "classes": "<div class='thumb top modal btn btn-main'>Sign in here</div>",
        "is-attribute": "<p is=x-y slot=z>x</p>",
        "popover": "<div popover id=p>x</div><button popovertarget=p>x</button>",
        "invoker": "<button commandfor=p command=show-modal>x</button><dialog id=p open>x</dialog>",
        "accesskey": "<a href='#x' accesskey=a tabindex=99>x</a>",
        "inert": "<div inert hidden autofocus enterkeyhint=x>x</div>",
    }.items()
}

MUTATION = {
    f"mutation-{number:02}": text
    for number, text in enumerate(
        (
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=hit(1)&gt;'>",
            "<math><mtext><table><mglyph><style><math><img src=x onerror=hit(1)></style></math>",
            "<svg></p><style><a title='</style><img src=x onerror=hit(1)>'>",
            "<svg><style><img src=x onerror=hit(1)></style></svg>",
            "<svg><title><style><img src=x onerror=hit(1)></style></title></svg>",
            "<svg><desc><table><td><img src=x onerror=hit(1)></desc></svg>",
            "<math><annotation-xml encoding='text/html'><img src=x onerror=hit(1)></annotation-xml></math>",
            "<math><annotation-xml encoding='application/xhtml+xml'><style><img src=x onerror=hit(1)></style>",
            "<math><semantics><annotation-xml><svg><style><!--</style><img src=x onerror=hit(1)>-->",
            "<math><mi><style><img src=x onerror=hit(1)></style></mi></math>",
            "<math><maction actiontype='statusline#' xlink:href='javascript:hit(1)'>x</maction></math>",
            "<math href='javascript:hit(1)'><mtext href='javascript:hit(1)'>x</mtext></math>",
            "<math><mtext></form><form><mglyph><style></math><img src=x onerror=hit(1)>",
            "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=hit(1) src>'>",
            "<noscript><p title='</noscript><img src=x onerror=hit(1)>'></noscript>",
            "<noembed><img title='</noembed><img src=x onerror=hit(1)>'></noembed>",
            "<noframes><img title='</noframes><img src=x onerror=hit(1)>'></noframes>",
            "<xmp><img title='</xmp><img src=x onerror=hit(1)>'></xmp>",
            "<listing>&lt;img src=x onerror=hit(1)&gt;</listing>",
            "<plaintext><img src=x onerror=hit(1)>",
            "<textarea><img title='</textarea><img src=x onerror=hit(1)>'></textarea>",
            "<title><img title='</title><img src=x onerror=hit(1)>'></title>",
            "<template><img title='</template><img src=x onerror=hit(1)>'></template>",
            "<select><style></select><img src=x onerror=hit(1)></style></select>",
            "<select><option><iframe srcdoc='<script>parent.hit(1)</script>'></select>",
            "<table><caption><svg><style></caption></table><img src=x onerror=hit(1)></style>",
            "<table><tr><td></table><math><tr><td><style><img src=x onerror=hit(1)></style></table>",
            "<table><math><mi><table><a><img src=x onerror=hit(1)></table>",
            "<a><table><a><img src=x onerror=hit(1)></a></table></a>",
            "<p><svg><p><style><g title='</style><img src=x onerror=hit(1)>'>",
            "<ruby><rt><math><mtext><ruby><style></ruby><img src=x onerror=hit(1)>",
            "<dl><dt><svg><dd><style><img src=x onerror=hit(1)></dl>",
            "<img title='&lt;/p&gt;&lt;img src=x onerror=hit(1)&gt;' alt='`><img src=x onerror=hit(1)>'>",
            '<p title="`onmouseover=hit(1)">x</p>',
            "<a href='#&quot;onclick=&quot;hit(1)'>x</a>",
            "<b title='&#39;><img src=x onerror=hit(1)>'>x</b>",
            "<details><summary><math><mtext><details><style></details><img src=x onerror=hit(1)>",
            "<svg:script xmlns:svg='http://www.w3.org/2000/svg'>hit(1)</svg:script>",
            "<html><head><body><img src=x onerror=hit(1)></html>",
            "</article></main></body><script>hit(1)</script><main><article>",
            "<!-- --!><img src=x onerror=hit(1)>-->",
            "<!-- <!-- --><img src=x onerror=hit(1)> -->",
            "<!--->\n<img src=x onerror=hit(1)>\n-->",
            "<?php echo '<img src=x onerror=hit(1)>' ?>",
            "&lt;script&gt;hit(1)&lt;/script&gt; &amp;lt;img src=x onerror=hit(1)&amp;gt;",
            "\x02wzxhzdk:0\x03 <img src=x onerror=hit(1)> \x02klzzwxh:0000\x03",
            "\x02amp\x03lt;img src=x onerror=hit(1)\x02amp\x03gt;",
            "\ue010" + "1\ue011 <script>hit(1)</script> \ue0200\ue021",
            "+ADw-script+AD4-hit(1)+ADw-/script+AD4-",
            "<\u200bscript>hit(1)</script> <ſcript>hit(1)</ſcript> ＜script＞hit(1)＜/script＞",
        )
    )
}

FORMULAS = {
    f"math-{number:02}": text
    for number, text in enumerate(
        (
            "$\\href{javascript:hit(1)}{x}$",
            "$\\url{javascript:hit(1)}$",
            "$\\html{<img src=x onerror=hit(1)>}$",
            "$\\htmlData{onclick=hit(1)}{x}$",
            "$\\style{background:url(//elsewhere.example)}{x}$",
            "$\\class{btn}{x}$ $\\cssId{main}{x}$",
            "$\\text{<img src=x onerror=hit(1)>}$",
            "$\\mathrm{</math><img src=x onerror=hit(1)>}$",
            "$\\unicode{x3c}script\\unicode{x3e}$",
            "$\\includegraphics{//elsewhere.example/x.png}$",
            "$\\input{/etc/passwd}$ $\\write18{id}$",
            "$$\\def\\x{\\x\\x}\\x$$",
            "$$\\newcommand{\\a}{\\b\\b}\\newcommand{\\b}{\\a\\a}\\a$$",
            "$<script>hit(1)</script>$",
            '$"onmouseover=hit(1) x="$',
            "$$\\begin{array}{c}</td><img src=x onerror=hit(1)>\\end{array}$$",
            "\\begin{equation}<svg onload=hit(1)>\\end{equation}",
            "$\\color{red;background:url(//elsewhere.example/x)}{x}$",
            '$\\textcolor{"onclick=hit(1)}{x}$',
            "$\\hspace{1px;background:url(//elsewhere.example)}x$",
        )
    )
}

ATTRIBUTES = {
    f"attribute-{number:02}": text
    for number, text in enumerate(
        (
            "## a {#x onclick=hit(1)}",
            '## a {.btn style="background:url(//elsewhere.example)"}',
            "a\n{: onmouseover=hit(1) style=color:red }",
            "[a](https://a.example){onclick=hit(1) target=_top}",
            "![a](x.png){onerror=hit(1) srcset=//elsewhere.example/x.png}",
            "`a`{onclick=hit(1)}",
            '```{.python onclick=hit(1) style="x"}\nx\n```',
            '```python title="<img src=x onerror=hit(1)>"\nx\n```',
            "> [!<img src=x onerror=hit(1)>]\n> x",
            '!!! <img> "<img src=x onerror=hit(1)>"\n    x',
            ":::{figure} javascript:hit(1)\n:alt: <script>hit(1)</script>\n:::",
            "```{raw} html\n<script>hit(1)</script>\n```",
            "```{include} /etc/passwd\n```",
            "```{code-cell} python\nimport os; os.system('id')\n```",
            "{% include 'x' %} {{ config }} {{ ''.__class__ }} {# x #}",
            "{{ url_for('x') }} {%raw%}<script>hit(1)</script>{%endraw%}",
            "[x](#\"onclick=hit(1)) [y](#'onclick=hit(1))",
            "| a |\n|:-onclick=hit(1)-|\n| x |",
            '[^"onclick=hit(1)]\n\n[^"onclick=hit(1)]: x',
            f'[a]: <{ELSEWHERE}> "\' onclick=hit(1)"\n\n[a] ![a]',
        )
    )
}


def _in_places() -> dict[str, str]:
    found = {
        f"{place}-{name}": text.format(*[payload] * text.count("{"))
        for place, text in PLACES.items()
        for name, payload in RUNNING.items()
        if place in {"block", "inline"} or name in _SOME or (place == "table" and len(payload) < 60)
    }
    for place, text in {**RARE_PLACES, **ACTIVITY_PLACES}.items():
        for name in _SOME:
            found[f"{place}-{name}"] = text.format(RUNNING[name])
    return found


def _links() -> dict[str, str]:
    return {
        f"{form}-{name}": text.format(address)
        for form, text in LINKS.items()
        for name, address in ADDRESSES.items()
        if form in {"link", "image", "html-link", "html-image"} or name in {"plain", "entity", "data-html", "no-scheme"}
    }


ATTACKS: dict[str, str] = {**_in_places(), **_links(), **CLOBBERING, **MUTATION, **FORMULAS, **ATTRIBUTES}
