import pytest

from api.security import check_bind, is_loopback
from graph.errors import BadArgument

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost", "LOCALHOST", "::1", "[::1]"])
def test_loopback_needs_no_token(host: str) -> None:
    assert is_loopback(host)
    check_bind(host, None)


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",
        "::",
        "[::]",
        "",
        "192.168.1.5",
        "10.0.0.1",
        "example.org",
        "localhost.example.org",
        "127.1",
        "2130706433",
    ],
)
def test_anything_else_needs_one(host: str) -> None:
    assert not is_loopback(host)
    with pytest.raises(BadArgument, match="token") as caught:
        check_bind(host, None)
    assert caught.value.hint
    check_bind(host, TOKEN)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.parametrize("token", ["", "short", TOKEN[:-1]])
def test_a_short_token_is_refused_everywhere(host: str, token: str) -> None:
    with pytest.raises(BadArgument, match="16") as caught:
        check_bind(host, token)
    assert not token or token not in str(caught.value)
