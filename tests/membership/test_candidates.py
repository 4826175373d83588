"""What people type and paste leads to the room, or to a sentence that says what to do."""

import pytest

from course.errors import MembershipError
from course.membership.candidates import rooms_at


@pytest.mark.parametrize(
    ("address", "code", "room"),
    [
        ("http://192.0.2.7:8765/room/", "07KX21", "http://192.0.2.7:8765/room/07KX21/"),
        ("http://192.0.2.7:8765/room", " o7k-x2i ", "http://192.0.2.7:8765/room/07KX21/"),
        ("192.0.2.7:8765", "07KX21", "http://192.0.2.7:8765/room/07KX21/"),
        ("localhost:8765/room/07KX21", "", "http://localhost:8765/room/07KX21/"),
        ("  https://a.example/room/07kx21/  ", "", "https://a.example/room/07KX21/"),
        ("https://a.example/room/07KX21/lead/#secret", "", "https://a.example/room/07KX21/"),
        ("https://a.example/room/07KX21/?from=qr", "07KX21", "https://a.example/room/07KX21/"),
        (
            "https://hub.example/user/a%20b/room/",
            "07KX21",
            "https://hub.example/user/a%20b/room/07KX21/",
        ),
        ("https://hub.example/user/x", "07KX21", "https://hub.example/user/x/room/07KX21/"),
        ("https://vote.example/07KX21/", "", "https://vote.example/07KX21/"),
        ("", "https://a.example/room/07KX21/", "https://a.example/room/07KX21/"),
        ("http://[2001:db8::7]:8765/room/", "07KX21", "http://[2001:db8::7]:8765/room/07KX21/"),
        ("https://me:secret@a.example/room/", "07KX21", "https://a.example/room/07KX21/"),
        (
            "https://ōtautahi.example/room/",
            "07KX21",
            "https://xn--tautahi-4lb.example/room/07KX21/",
        ),
        ("https://a.example/ō/room/", "07KX21", "https://a.example/%C5%8D/room/07KX21/"),
    ],
)
def test_an_address_leads_to_a_room(address, code, room):
    """The likeliest address is the one that the facilitator meant."""
    assert rooms_at(address, code)[0] == room


@pytest.mark.parametrize(
    ("address", "code", "room"),
    [
        ("https://hub.example/user/room/", "07KX21", "https://hub.example/user/room/room/07KX21/"),
        ("https://vote.example/", "07KX21", "https://vote.example/07KX21/"),
        ("https://a.example/07KX21", "", "https://a.example/room/07KX21/"),
    ],
)
def test_a_less_likely_address_is_tried_too(address, code, room):
    """Somebody on a hub is called “room”, or a proxy shows the room without its folder."""
    assert room in rooms_at(address, code)


@pytest.mark.parametrize(
    ("address", "code", "told"),
    [
        ("", "07KX21", "address is missing"),
        ("ftp://a.example/room/", "07KX21", "web address such as"),
        ("file:///etc/passwd", "07KX21", "web address such as"),
        ("javascript:alert(1)", "07KX21", "web address such as"),
        ("http://", "07KX21", "web address such as"),
        ("http://a.example:port/room/", "07KX21", "web address such as"),
        ("http://[::1/room/", "07KX21", "web address such as"),
        ("the one on the wall", "07KX21", "web address such as"),
        ("http://a.example\r\nHost: b/room/", "07KX21", "web address such as"),
        ("http://" + "a" * 70 + ".example/", "07KX21", "web address such as"),
        ("http://a.example/room/", "", "code is missing"),
        ("http://a.example/room/", "07KX2", "6 letters and digits, and 5"),
        ("http://a.example/room/", "07KX2/", "6 letters and digits, and 5"),
        ("http://a.example/room/07KX21/", "AAAAAA", "leads to 07KX21, and the code is AAAAAA"),
    ],
)
def test_what_cannot_lead_anywhere_says_what_was_expected(address, code, told):
    """Each message names what is missing."""
    with pytest.raises(MembershipError, match=told):
        rooms_at(address, code)
