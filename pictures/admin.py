"""Pictures in the admin. The class is registered by the site, which knows all rooms."""

from contextlib import ExitStack
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from .actions import StoredPicture, free_slug, stored_picture
from .models import Picture


class NewPictureForm(forms.ModelForm):
    """The form that uploads a picture; the admin has cleaned the file before the form sees it."""

    #: Put here by ``PictureAdmin.get_form``: the cleaned picture, or why there is none.
    stored: StoredPicture | ValidationError | None = None

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "A JPEG, PNG or WebP picture of at most 10 MB. It is turned upright, and everything hidden "
            "in it, such as where it was taken, is removed."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    class Meta:
        model = Picture
        fields = ("alt_hint", "credit")

    def clean_file(self) -> Any:
        """Refuse what could not be cleaned."""
        if isinstance(self.stored, ValidationError):
            raise self.stored
        return self.cleaned_data["file"]


class PictureAdmin(admin.ModelAdmin):
    """Pictures, the newest first. Old versions of pages show them for ever, so none is deleted here."""

    list_display = ("thumbnail", "slug", "alt_hint", "credit", "uploaded_at", "uploaded_by")
    list_display_links = ("thumbnail", "slug")
    list_select_related = ("uploaded_by",)
    list_per_page = 50
    search_fields = ("slug", "alt_hint", "credit")
    search_help_text = _("Search by short name, what it shows or credit")
    date_hierarchy = "uploaded_at"
    show_full_result_count = False
    readonly_fields = ("slug", "how_to_use", "preview", "size", "uploaded_at", "uploaded_by")

    class Media:
        css = {"all": ("admin_editor/editor.css",)}

    def get_fields(self, request: HttpRequest, obj: Picture | None = None) -> tuple[str, ...]:
        """Ask for the file once; show the picture from then on."""
        if obj is None:
            return ("file", "alt_hint", "credit")
        return ("preview", "slug", "how_to_use", "alt_hint", "credit", "size", "uploaded_at", "uploaded_by")

    def get_readonly_fields(self, request: HttpRequest, obj: Picture | None = None) -> tuple[str, ...]:
        """A new picture has nothing to show yet."""
        return self.readonly_fields if obj else ()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Hand the file cleaned before the transaction to the form that adds a picture."""
        if obj is not None:
            return super().get_form(request, obj, change=change, **kwargs)
        form = super().get_form(request, obj, change=change, **{**kwargs, "form": NewPictureForm})
        return type("PictureForm", (form,), {"stored": getattr(request, "_stored_picture", None)})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Clean and write the file before the admin opens its transaction."""
        is_adding = request.method == "POST" and object_id is None and self.has_add_permission(request)
        if not (is_adding and (file := request.FILES.get("file"))):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with ExitStack() as stack:
            try:
                stored: StoredPicture | ValidationError = stack.enter_context(stored_picture(file))
            except ValidationError as refusal:
                stored = refusal
            request._stored_picture = stored  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Give a new picture its files, its short name and who added it."""
        stored = getattr(request, "_stored_picture", None)
        if not change and isinstance(stored, StoredPicture):
            obj.width, obj.height, obj.files = stored.width, stored.height, stored.files
            obj.slug = free_slug(obj.alt_hint, form.cleaned_data["file"].name.rpartition(".")[0])
            obj.uploaded_by = request.user
            stored.is_kept = True
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes pictures here: every version of a page can be shown again."""
        return False

    @admin.display(description=_("picture"))
    def thumbnail(self, picture: Picture) -> SafeString:
        """The picture, small."""
        return _image(picture, "kp-thumbnail")

    @admin.display(description=_("picture"))
    def preview(self, picture: Picture) -> SafeString:
        """The picture, larger."""
        return _image(picture, "kp-picture")

    @admin.display(description=_("size"))
    def size(self, picture: Picture) -> str:
        """Width and height of the largest file."""
        return f"{picture.width} × {picture.height}"

    @admin.display(description=_("in a text"))
    def how_to_use(self, picture: Picture) -> SafeString:
        """What to type to show the picture."""
        words = picture.alt_hint or _("say what it shows")
        return format_html("<code>![{}](picture:{})</code>", words, picture.slug)


def _image(picture: Picture, css_class: str) -> SafeString:
    smallest = picture.as_face().sources[0]
    url = default_storage.url(smallest.name)
    return format_html('<img src="{}" alt="{}" class="{}">', url, picture.alt_hint, css_class)
