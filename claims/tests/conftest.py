"""The world outside for tests: services on this machine, and a clock that nobody waits for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.cache import caches

from claims.management.checking import CheckCommand

from .services import Services, run


@dataclass
class Patience:
    """A clock that goes on only when somebody sleeps."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def services() -> Iterator[Services]:
    """Crossref, PubMed and the web, on this machine."""
    server = Services()
    stop = run(server)
    yield server
    stop()


@pytest.fixture
def patience() -> Patience:
    """A clock for clients."""
    return Patience()


@pytest.fixture
def outside(
    services: Services, patience: Patience, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """The services, where the commands find them, with nothing remembered and nobody waiting."""
    settings.CONTACT_EMAIL = "editors@kp.example.org"
    settings.CROSSREF_URL = settings.NCBI_URL = services.base
    settings.PRIVATE_LINK_HOSTS = ["127.0.0.1"]
    monkeypatch.setattr(CheckCommand, "clock", staticmethod(patience.clock))
    monkeypatch.setattr(CheckCommand, "sleep", staticmethod(patience.sleep))
    caches["sources"].clear()
    yield services
    caches["sources"].clear()
