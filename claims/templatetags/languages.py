"""Languages in templates: ``<p{% content_lang %}>`` holds content, ``{{ title|content }}`` is content amid ours."""

from django import template

from claims.faces import CaveatFace
from claims.languages import content_attributes, interface_attributes, marked

register = template.Library()

register.simple_tag(content_attributes, name="content_lang")
register.simple_tag(interface_attributes, name="interface_lang")
register.filter("content", marked)


@register.filter
def caveat_words(caveat: CaveatFace) -> object:
    """Return a caveat's text; those that time adds are the site's own words, all others are content."""
    return caveat.text if caveat.is_added else marked(caveat.text)
