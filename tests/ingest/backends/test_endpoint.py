"""Where text may go: addresses, warnings and keys, without any connection."""

from pathlib import Path

import pytest

from graph.errors import BadArgument
from ingest.backends.choose import backend_for, warning_for
from ingest.backends.endpoint import Endpoint, endpoint_at
from ingest.backends.wish import BackendKind, Wish


@pytest.mark.parametrize(
    ("address", "endpoint"),
    [
        ("http://127.0.0.1:8080/v1", Endpoint("127.0.0.1", 8080, "/v1/chat/completions", False)),
        ("http://localhost/", Endpoint("localhost", 80, "/chat/completions", False)),
        ("http://[::1]:9/v1/", Endpoint("::1", 9, "/v1/chat/completions", False)),
        ("https://Models.Example/v1", Endpoint("models.example", 443, "/v1/chat/completions", True)),
        ("https://models.example/x/chat/completions", Endpoint("models.example", 443, "/x/chat/completions", True)),
    ],
)
def test_an_address_is_taken_apart(address: str, endpoint: Endpoint) -> None:
    assert endpoint_at(address) == endpoint
    assert endpoint.loopback == (endpoint.host != "models.example")


@pytest.mark.parametrize(
    "address",
    [
        "", "models.example", "ftp://models.example", "file:///etc/passwd", "https://", "https://a b/", "https://[::1/",
        "https://models.example:x/", "https://models.example:99999/", "https://me:secret@models.example/",
        "https://models.example/v1?key=secret", "https://models.example/v1#x", "https://models.example/v 1",
        "https://models.example/é", "https://модел.example/", "https:///v1", "https://models.example/\x00",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_without_repeating_secrets(address: str) -> None:
    with pytest.raises(BadArgument) as caught:
        endpoint_at(address)
    assert "secret" not in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    "host",
    [
        "models.example",
        "192.0.2.7",
        "10.0.0.1",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "localhost.example",
        "[::ffff:192.0.2.7]",
    ],
)
def test_text_goes_unencrypted_to_no_other_machine_but_the_one_that_is_named(host: str) -> None:
    with pytest.raises(BadArgument, match="unencrypted"):
        endpoint_at(f"http://{host}/v1")
    with pytest.raises(BadArgument, match="unencrypted"):
        endpoint_at(f"http://{host}/v1", plain_http="other.example")
    assert endpoint_at(f"http://{host}/v1", plain_http=host.strip("[]")).encrypted is False
    assert endpoint_at(f"https://{host}/v1").encrypted is True


def test_the_warning_names_the_host_and_says_whether_text_leaves(tmp_path: Path) -> None:
    far = warning_for(Wish(kind=BackendKind.CHAT, model="m", url="https://models.example/v1"))
    assert "WARNING" in far and "LEAVES THIS MACHINE" in far and "models.example:443" in far and "UNENC" not in far
    plain = warning_for(Wish(kind=BackendKind.CHAT, model="m", url="http://10.0.0.1/", plain_http="10.0.0.1"))
    assert "LEAVES THIS MACHINE" in plain and "UNENCRYPTED" in plain
    near = warning_for(Wish(kind=BackendKind.CHAT, model="m", url="http://127.0.0.1:8080/v1"))
    assert "WARNING" in near and "127.0.0.1:8080" in near and "stays here" in near
    assert "stays on this machine" in warning_for(Wish(kind=BackendKind.GLINER, model=str(tmp_path)))
    fetched = warning_for(Wish(kind=BackendKind.GLINER, model="hub:owner/tiny"))
    assert "WARNING" in fetched and "owner/tiny" in fetched


@pytest.mark.parametrize(
    "wish",
    [
        Wish(kind=BackendKind.CHAT, model="m"),
        Wish(kind=BackendKind.CHAT, model="m\nx", url="http://127.0.0.1/"),
        Wish(kind=BackendKind.CHAT, model="", url="http://127.0.0.1/"),
        Wish(kind=BackendKind.CHAT, model="m", url="http://127.0.0.1/", key="a\r\nHost: b"),
        Wish(kind=BackendKind.CHAT, model="m", url="http://models.example/"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused(wish: Wish) -> None:
    with pytest.raises(BadArgument):
        backend_for(wish)


def test_a_key_is_shown_nowhere() -> None:
    assert "secret" not in repr(Wish(kind=BackendKind.CHAT, model="m", key="secret"))
