"""The client that asks other people's servers: polite, patient, bounded, and safe to point at what people typed."""

import email.utils
import socket
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims.outside.client import LONGEST_WAIT, Client, Unreadable, agent, pace
from claims.outside.transport import Answer, Bounds, Line, NoSuchHost, Refused, Unreachable, is_public, web_address

from .conftest import Patience
from .services import Reply, Services

GOOD = Reply({"good": True})


class Shelf(dict[str, Any]):
    """A memory."""

    def set(self, key: str, value: Any) -> None:
        self[key] = value


def client(patience: Patience, **more: Any) -> Client:
    options: dict[str, Any] = {"line": Line(bounds=Bounds(seconds=0.3, seconds_in_all=1, size=5_000)), **more}
    return Client("editors@kp.example.org", clock=patience.clock, sleep=patience.sleep, **options)


def test_it_says_who_asks_and_whom_to_write_to(services: Services, patience: Patience) -> None:
    services.says("/good", GOOD)
    assert client(patience).ask_json(f"{services.base}/good") == (200, {"good": True})
    _method, _path, headers = services.asked[0]
    assert headers["User-Agent"] == agent("editors@kp.example.org") == "kpsite/0.1 (mailto:editors@kp.example.org)"
    assert headers["Accept"] == "application/json"


def test_it_asks_one_host_at_most_once_a_second(services: Services, patience: Patience) -> None:
    services.says("/good", GOOD)
    asking = client(patience)
    for _each in range(3):
        asking.ask(f"{services.base}/good")
    assert patience.slept == [1.0, 1.0]


def test_it_keeps_the_pace_that_the_server_asks_for(services: Services, patience: Patience) -> None:
    limits = {"X-Rate-Limit-Limit": "1", "X-Rate-Limit-Interval": "5s"}
    services.says("/good", Reply({}, headers=limits))
    asking = client(patience)
    asking.ask(f"{services.base}/good")
    asking.ask(f"{services.base}/good")
    assert patience.slept == [5.0]


def test_it_waits_as_long_as_the_server_says_then_asks_again(services: Services, patience: Patience) -> None:
    services.says("/busy", Reply({"error": "API rate limit exceeded"}, 429, {"Retry-After": "7"}), GOOD)
    assert client(patience).ask_json(f"{services.base}/busy")[0] == 200
    assert patience.slept == [7.0]


def test_it_waits_until_the_date_that_the_server_names(services: Services, patience: Patience) -> None:
    until = email.utils.format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    services.says("/busy", Reply(b"", 503, {"Retry-After": until}), GOOD)
    assert client(patience).ask_json(f"{services.base}/busy")[0] == 200
    assert 25 < sum(patience.slept) <= 30


def test_it_does_not_wait_for_ever(services: Services, patience: Patience) -> None:
    services.says("/busy", Reply(b"", 429, {"Retry-After": "86400"}))
    with pytest.raises(Unreachable, match="asked us to wait 86400 seconds"):
        client(patience).ask(f"{services.base}/busy")
    assert patience.slept == []


@pytest.mark.parametrize(
    "odd", ["²", "Wed, 21 Oct 99999999999 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 +99999999999999999999"]
)
def test_a_number_or_date_that_is_none_says_nothing(services: Services, patience: Patience, odd: str) -> None:
    said = {"Retry-After": odd, "X-Rate-Limit-Limit": odd, "X-Rate-Limit-Interval": odd}
    services.says("/odd", Reply(b"", 503, said), GOOD)
    assert client(patience).ask_json(f"{services.base}/odd")[0] == 200
    assert patience.slept == [1.0]


def test_a_number_without_an_end_is_a_very_long_wait(services: Services, patience: Patience) -> None:
    endless = "9" * 5_000
    services.says("/busy", Reply(b"", 503, {"Retry-After": endless}))
    with pytest.raises(Unreachable, match=r"asked us to wait 9{12} seconds"):
        client(patience).ask(f"{services.base}/busy")
    assert pace(Answer(200, {"x-rate-limit-limit": "1", "x-rate-limit-interval": endless}, b"")) == LONGEST_WAIT
    assert pace(Answer(200, {"x-rate-limit-limit": endless, "x-rate-limit-interval": "1s"}, b"")) < 1


def test_an_address_that_cannot_be_read_is_refused(patience: Patience) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        client(patience).ask("http://[bad")


def test_it_asks_again_later_and_later_after_a_fault_of_theirs(services: Services, patience: Patience) -> None:
    services.says("/flaky", Reply(b"", 500), Reply(b"", 502), GOOD)
    assert client(patience).ask_json(f"{services.base}/flaky")[0] == 200
    assert patience.slept == [1.0, 2.0]


def test_it_gives_up_after_four_faults(services: Services, patience: Patience) -> None:
    services.says("/broken", Reply(b"", 500))
    with pytest.raises(Unreachable, match="answered 500, 4 times"):
        client(patience).ask(f"{services.base}/broken")
    assert len(services.asked) == 4


def test_a_host_that_never_answers_is_left_alone(services: Services, patience: Patience) -> None:
    services.says("/broken", Reply(b"", 500))
    asking = client(patience, tries=1)
    for _each in range(5):
        with pytest.raises(Unreachable):
            asking.ask(f"{services.base}/broken")
    assert len(services.asked) == 3


def test_an_answer_in_between_makes_it_patient_again(services: Services, patience: Patience) -> None:
    fault = Reply(b"", 500)
    services.says("/moody", fault, fault, GOOD, fault, fault, GOOD)
    asking = client(patience, tries=1)
    for is_fault in (True, True, False, True, True, False):
        with pytest.raises(Unreachable) if is_fault else nullcontext():
            asking.ask(f"{services.base}/moody")
    assert len(services.asked) == 6


def test_a_slow_answer_is_not_waited_for(services: Services, patience: Patience) -> None:
    services.says("/slow", Reply({}, delay=0.6))
    with pytest.raises(Unreachable, match="took too long"):
        client(patience, tries=1).ask(f"{services.base}/slow")


def test_an_answer_that_breaks_off_is_asked_for_again(services: Services, patience: Patience) -> None:
    services.says("/cut", Reply({"good": True}, cut=5), GOOD)
    assert client(patience).ask_json(f"{services.base}/cut") == (200, {"good": True})


@pytest.mark.parametrize("body", [b'{"message": {"titl', b"<html><body>We are moving house</body></html>", b"\xff\xfe"])
def test_what_is_not_whole_json_cannot_be_read_and_is_not_remembered(
    services: Services, patience: Patience, body: bytes
) -> None:
    services.says("/odd", Reply(body))
    shelf = Shelf()
    with pytest.raises(Unreadable, match="not whole, or not JSON"):
        client(patience, memory=shelf).ask_json(f"{services.base}/odd")
    assert shelf == {}


def test_an_answer_without_an_end_is_cut_off(services: Services, patience: Patience) -> None:
    services.says("/long", Reply({"words": "long " * 2_000}))
    with pytest.raises(Unreadable, match="too long"):
        client(patience).ask_json(f"{services.base}/long")


def test_what_was_answered_is_remembered(services: Services, patience: Patience) -> None:
    services.says("/good", GOOD)
    shelf = Shelf()
    for _each in range(2):
        assert client(patience, memory=shelf).ask_json(f"{services.base}/good") == (200, {"good": True})
    assert len(services.asked) == 1
    client(patience, memory=shelf, fresh=True).ask_json(f"{services.base}/good")
    assert len(services.asked) == 2


def test_what_was_not_found_is_asked_for_again(services: Services, patience: Patience) -> None:
    shelf = Shelf()
    for _each in range(2):
        assert client(patience, memory=shelf).ask_json(f"{services.base}/nothing") == (404, None)
    assert len(services.asked) == 2


def test_without_a_connection_it_says_so(patience: Patience) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, but nobody listens
        with pytest.raises(Unreachable, match="no connection"):
            client(patience).ask(f"http://127.0.0.1:{taken.getsockname()[1]}/")


def test_a_host_that_does_not_exist_is_asked_for_once(patience: Patience, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: Any, **kwargs: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NoSuchHost):
        client(patience, line=Line(guarded=True)).ask("https://gone.example.org/")
    assert patience.slept == []


# --- addresses that people typed -----------------------------------------------------------------------------


def test_a_guarded_line_asks_nobody_in_a_private_network(services: Services, patience: Patience) -> None:
    services.says("/secret", GOOD)
    with pytest.raises(Refused, match="private network"):
        client(patience, line=Line(guarded=True)).ask(f"{services.base}/secret")
    assert services.asked == []


def test_a_guarded_line_asks_hosts_of_our_own_that_are_named(services: Services, patience: Patience) -> None:
    services.says("/ours", GOOD)
    line = Line(guarded=True, own_hosts=["127.0.0.1"])
    assert client(patience, line=line).ask(f"{services.base}/ours").status == 200


def test_a_public_name_that_leads_into_a_private_network_is_refused(
    services: Services, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = services.server_address[1]
    private = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: private)
    with pytest.raises(Refused):
        client(patience, line=Line(guarded=True)).ask(f"http://www.example.org:{port}/")
    assert services.asked == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_a_private_address_is_told(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"])
def test_a_public_address_is_told(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "data:text/plain,hi",
        "//example.org/",
        "http://",
        "http://[bad/",
        "https://example.org:99999/",
        "https://reader:secret@example.org/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(Refused):
        web_address(url)


def test_an_address_in_other_letters_is_escaped() -> None:
    assert web_address("https://example.org/böse seite") == "https://example.org/b%C3%B6se%20seite"
