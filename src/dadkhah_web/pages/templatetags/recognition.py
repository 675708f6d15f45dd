"""The mark that says whose reading a text is: `{% load recognition %}`."""

from typing import Any

from django import template

from dadkhah_web.evidence.models import Derivative
from dadkhah_web.pages.recognition.origins import origin_of

register = template.Library()


@register.inclusion_tag("recognition/_origin.html")
def text_origin(text: Derivative | None, page: int = 1, url: str = "") -> dict[str, Any]:
    """Say who read a page of this text; `url` leads to where it is corrected.

    Says nothing of a text that the file has itself.
    """
    return {"origin": origin_of(text, page) if text else None, "url": url}
