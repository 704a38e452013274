"""The admin's frame around the queue's pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse


def framed(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer with a template in the admin's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context}, status=status)
