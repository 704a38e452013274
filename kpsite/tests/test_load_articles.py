"""``manage.py load_content`` and articles that editors changed since."""

from pathlib import Path

import pytest

from accounts.models import User
from articles.models import Article
from publishing.actions import rename_page, save_copy
from publishing.models import Publication

from .load_samples import change, load


@pytest.mark.django_db
def test_an_editors_article_stays_unless_forced(folder: Path, edith: User) -> None:
    load(folder)
    copy = Article.objects.get(page__slug="another")
    copy.body = "Edith wrote this."
    save_copy(copy=copy, by=edith)
    change(folder, "articles/other.md", "Read about", "Read more about")
    assert "left alone, as an editor changed it since: another" in load(folder)
    assert Article.objects.get(page__slug="another").body == "Edith wrote this."
    assert Publication.objects.filter(page__slug="another").count() == 1
    load(folder, force=True)
    assert "Read more about" in Publication.objects.shown().get(page__slug="another").content["body"]


@pytest.mark.django_db
def test_a_renamed_article_keeps_its_new_address(folder: Path, mo: User) -> None:
    load(folder)
    rename_page(page=Article.objects.get(page__slug="another").page, slug="moved", by=mo)
    change(folder, "articles/thing.md", "/articles/another/", "/articles/moved/")
    load(folder)
    assert sorted(Article.objects.values_list("page__slug", flat=True)) == ["a-thing", "moved"]
