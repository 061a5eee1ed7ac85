"""HTML elements as values: every plain string is escaped when it becomes a child or an attribute, without exception."""

from __future__ import annotations

import html
import re

_BARE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Html(str):
    """Markup that is ready to be written; a plain `str` is text and will be escaped."""

    __slots__ = ()


def escape(text: str) -> Html:
    """Text as markup; characters that HTML cannot hold become U+FFFD."""
    return text if isinstance(text, Html) else Html(html.escape(_BARE.sub("�", text), quote=True))


def el(name: str, /, *children: str, **attributes: str | float) -> Html:
    """One element. `class_` gives the attribute "class", `aria_label` gives "aria-label"."""
    said = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(str(v))}"' for key, v in attributes.items())
    return Html(f"<{name}{said}>{join(*children)}</{name}>")


def void(name: str, /, **attributes: str | float) -> Html:
    """One element that has no content, such as <meta>."""
    return Html(el(name, **attributes).removesuffix(f"</{name}>"))


def join(*children: str) -> Html:
    """Children one after the other, escaped where they are text."""
    return Html("".join(map(escape, children)))
