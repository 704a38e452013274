"""Whether a link is alive, dead, or nobody can tell."""

import pytest

from claims.outside.client import Client
from claims.outside.links import Link, State, check
from claims.outside.transport import Bounds, Line

from .conftest import Patience
from .services import Reply, Services


@pytest.fixture
def client(patience: Patience) -> Client:
    """A guarded client that may ask this machine by its number only."""
    line = Line(guarded=True, own_hosts=["127.0.0.1"], bounds=Bounds(seconds=0.3))
    return Client("editors@kp.example.org", line, tries=2, clock=patience.clock, sleep=patience.sleep)


def moved(target: str, status: int = 302) -> Reply:
    return Reply(b"", status, {"Location": target})


def test_a_page_that_is_there_is_alive_and_not_fetched(client: Client, services: Services) -> None:
    services.says("/page", Reply(b"A page"))
    assert check(client, f"{services.base}/page") == Link(State.ALIVE)
    assert [method for method, _path, _headers in services.asked] == ["HEAD"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dead(client: Client, services: Services, status: int) -> None:
    services.says("/gone", Reply(b"", status))
    assert check(client, f"{services.base}/gone") == Link(State.DEAD, f"it answered {status}")


@pytest.mark.parametrize("status", [403, 404, 405, 500])
def test_a_server_that_knows_no_head_is_asked_by_get(client: Client, services: Services, status: int) -> None:
    services.says("HEAD /page", Reply(b"", status))
    services.says("GET /page", Reply(b"A page"))
    assert check(client, f"{services.base}/page").state == State.ALIVE


@pytest.mark.parametrize("status", [401, 403, 429, 451, 500, 503])
def test_a_site_that_turns_programs_away_is_never_called_dead(client: Client, services: Services, status: int) -> None:
    services.says("/shy", Reply(b"", status))
    link = check(client, f"{services.base}/shy")
    assert link.state == State.UNCLEAR
    assert str(status) in link.why


def test_too_many_requests_are_not_answered_with_more(client: Client, services: Services) -> None:
    services.says("/busy", Reply(b"", 429))
    check(client, f"{services.base}/busy")
    assert [method for method, _path, _headers in services.asked] == ["HEAD", "HEAD"]


def test_redirects_are_followed_to_their_end(client: Client, services: Services) -> None:
    services.says("/old", moved("/newer", 301))
    services.says("/newer", moved(f"{services.base}/new", 308))
    services.says("/new", Reply(b"A page"))
    assert check(client, f"{services.base}/old").state == State.ALIVE
    services.says("/new", Reply(b"", 404))
    assert check(client, f"{services.base}/old").state == State.DEAD


def test_a_ring_of_redirects_is_left(client: Client, services: Services) -> None:
    services.says("/ring", moved("/ring"))
    link = check(client, f"{services.base}/ring")
    assert link == Link(State.UNCLEAR, "it redirects more than 5 times")
    assert len(services.asked) == 6


def test_a_redirect_into_a_private_network_is_not_followed(client: Client, services: Services) -> None:
    port = services.server_address[1]
    services.says("/secret", Reply(b"A secret"))
    services.says("/trap", moved(f"http://localhost:{port}/secret"))
    link = check(client, f"{services.base}/trap")
    assert link == Link(State.UNCLEAR, "the address leads into a private network")
    assert "/secret" not in services.paths()


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/"])
def test_a_redirect_out_of_the_web_is_not_followed(client: Client, services: Services, target: str) -> None:
    services.says("/trap", moved(target))
    assert check(client, f"{services.base}/trap") == Link(State.UNCLEAR, "the address is not one of the web")


def test_a_redirect_that_cannot_be_read_is_not_followed(client: Client, services: Services) -> None:
    services.says("/trap", moved("http://[bad"))
    assert check(client, f"{services.base}/trap") == Link(
        State.UNCLEAR, "it redirects to an address that cannot be read"
    )


def test_a_slow_page_is_not_called_dead(client: Client, services: Services) -> None:
    services.says("/slow", Reply(b"", delay=0.5))
    assert check(client, f"{services.base}/slow").state == State.UNCLEAR
