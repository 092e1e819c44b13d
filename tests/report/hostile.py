"""A hundred strings that clients may choose for a model or a tenant, made to do harm where they are shown."""

from __future__ import annotations

_FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!D2", "@SUM(1+1)", "\t=1", "\r=1", "\n=1", " =1+1",
    '=HYPERLINK("https://evil.example","x")', '=IMPORTXML("//evil.example")', "-1", "+A1", "@", "=", "\uff1d1+1",
    "\uff0b1", "\uff0d1", "\uff20SUM(1)", '"=1', ",=1", "a,b", 'a"b', "a\nb", "a\r\n=1", ";=1", "|=1", "%0A=1",
    "\u200b=1", "\ufeff=1", "\u00a0=1", "'=1", "\x00=1", "=\x001", "--1",
)  # fmt: skip
_ESCAPES = (
    "\x1b[31mred", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1bc",
    "\x1b[1;1H", "\x1b[?1049h", "\x9b31m", "\x90q", "\x07", "\x08\x08\x08", "\x7f", "\x0c", "\x0b", "a\rb", "a\x1b",
    "\u202egnp.exe", "\u2066x\u2069", "\u2028", "\u2029", "\ud800", "\U000e0041", "\x1b[6n", "\x1b[>c", "\x1bP$q\x1b\\",
    "\x1b]52;c;aGk=\x07", "\x1b[8m", "[bold]x[/bold]", "[link=https://evil.example]x[/link]", ":smile:",
)  # fmt: skip
_MARKUP = (
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "</svg><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>", '"><script>alert(1)</script>', "'><script>alert(1)</script>",
    '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", "javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>", "<iframe src=//evil.example>", "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<form action=//e.example>",
    "<style>*{display:none}</style>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;script&gt;", "&#60;script&#62;", "&amp;",
    "&", "<", ">", "{{7*7}}", "${7*7}", "<%= 7 %>", "\\x3cscript\\x3e", "<table>", "</td></tr></table>", "</main>",
)  # fmt: skip
HOSTILE = (*_FORMULAS, *_ESCAPES, *_MARKUP)
