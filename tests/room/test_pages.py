"""Pages of a room run under a strict policy, hold no markup of others, and are small."""

import re
from typing import Any

import pytest

from course.room import pages


@pytest.mark.parametrize("name", pages.PARTS)
def test_pages_run_under_a_strict_policy(name: str):
    """No page has inline handlers, inline styles, HTML from strings, or outside addresses."""
    texts = dict.fromkeys(
        ("address", "heading", "line", "trouble", "hint", "action", "typed", "is_wrong"), ""
    )
    page = pages.render(name, nonce="once", code="CODE", entrance="../", **texts)
    assert not re.search(r"\son\w+=|\sstyle=|innerHTML|outerHTML|insertAdjacent|eval\(", page)
    assert not re.search(r"(src|href)=\"(https?:)?//", page)
    tags = re.findall(r"<(?:script|style)\b[^>]*>", page)
    assert tags
    assert all('nonce="once"' in tag for tag in tags)
    assert page.count("</script>") == sum(tag.startswith("<script") for tag in tags)


async def test_nonce_is_new_each_time(open_site: Any):
    """Every answer has its own nonce, the same in header and page."""
    async with open_site() as site:
        nonces = set()
        for _ in range(3):
            answer = await site.visitor().get("")
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy
            assert policy.startswith("default-src 'none'")
            (nonce,) = set(re.findall(r"nonce-([\w-]+)", policy))
            assert f'nonce="{nonce}"' in answer.body.decode()
            nonces.add(nonce)
        assert len(nonces) == 3


async def test_host_cannot_widen_the_policy(open_site: Any):
    """A host header with more than a host in it does not reach the policy."""
    async with open_site() as site:
        answer = await site.visitor().fetch("", headers={"Host": "x.example;script-src"})
        assert "x.example" not in answer.headers.get("Content-Security-Policy", "")


async def test_what_is_asked_for_is_never_html(open_site: Any):
    """An address with markup in it comes back as text, if at all."""
    async with open_site() as site:
        one = site.visitor()
        one.room_url = f"{site.url}%3Cb%3Ex%3C/"
        assert b"<b>x" not in (await one.get("")).body
        assert b"<b>" not in (await one.get("?code=%3Cb%3E")).body


def test_participant_page_is_small():
    """All that a phone loads is less than 30 kB."""
    page = pages.render("participant", nonce="n" * 22, code="CODE00")
    assert len(page.encode()) < 30_000
