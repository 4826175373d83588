"""Pages for other computers: which there are, and what they and the host are told."""

import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest

from course.content import load
from course.content.notebooks import ROOT, notebook
from course.storage import home
from course.visitors import RUN_FLAG

pytestmark = pytest.mark.slow


PATIENCE_SECONDS = 60


def test_there_are_pages_of_the_course_and_nothing_else(shared):
    """No list of files, no content of one, no other notebook, no kernel, no service."""
    for path in (
        "/",
        "/voila/tree/..",
        "/voila/api/contents",
        "/voila/api/contents/00_start_here.ipynb",
        "/voila/files/00_start_here.ipynb",
        "/voila/files/a.png",
        "/voila/render/",
        "/voila/render/mine.ipynb",
        "/voila/render/00_start_here.ipynb/",
        "/voila/render/../README.md",
        "/voila/render/..%2f..%2fetc%2fpasswd",
        "/voila/templates/blameless/static/..%2f..%2fconf.json",
        "/voila/templates/blameless",
        "/voila/execution/00000000-0000-0000-0000-000000000000",
        "/voila/query/00000000-0000-0000-0000-000000000000",
        "/api/kernels",
        "/api/kernelspecs",
        "/api/sessions",
        "/api/me",
        "/api/status",
        "/voila/labextensions/none.js",
        "/voila/static/%00",
        "/api/kernels/00000000-0000-0000-0000-000000000000",
        "/api/kernels/00000000-0000-0000-0000-000000000000/channels",
        "/nbconvert/html/00_start_here.ipynb",
        "/room/",
    ):
        status, said = shared.ask(path)
        assert status == 404, path
        assert str(ROOT) not in said
    for method in ("HEAD", "POST", "DELETE"):
        request = urllib.request.Request(shared.addresses["Read"], method=method)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=PATIENCE_SECONDS)
        assert refused.value.code in (403, 405), method
        refused.value.close()
    assert "Traceback" not in shared.errors
    # Where Voila lists the files there is the cookie with which a page ends its kernel.
    assert shared.ask("/voila/tree") == (200, "")


def test_an_old_address_leads_a_visitor_to_the_page_of_today(shared):
    """A link from before the course was renumbered opens the same page, with its token."""
    address = shared.addresses["Read"]
    old = urljoin(address, "06_a_strong_post_mortem.ipynb")
    with urllib.request.urlopen(
        f"{old}?{urlsplit(address).query}", timeout=PATIENCE_SECONDS
    ) as answer:
        assert urlsplit(answer.url).path.endswith(notebook("a_strong_post_mortem").filename)


def test_a_visitor_chooses_neither_template_nor_theme(shared):
    """Words in the address are no settings, and a page tells no folder of the host's."""
    address = shared.addresses["Read"]
    status, page = shared.get(f"{address}&template=lab&theme=..%2f..&kernel_name=bash")
    assert status == 200
    assert "Everybody who reads here" in page
    assert str(ROOT) not in page
    assert str(home()) not in page


def test_the_host_is_told_what_visitors_can_do(shared):
    """The terminal says it in the words of the content, and so does every page."""
    host = load("visitors")["host"]
    assert host["answers"] in shared.said
    assert host["limited"] in shared.said
    assert host["run"] not in shared.said


def test_what_the_flag_means_stands_in_its_help(capsys):
    """Who asks for help reads that everybody with the link runs programs as them."""
    from course.cli import main

    with pytest.raises(SystemExit):
        main(["read", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert RUN_FLAG in shown
    assert "everyone who has the link can run any program as you on this computer" in shown


def test_the_flag_is_refused_where_nobody_else_can_come(capsys):
    """On this computer alone it means nothing, and an option is obeyed or refused: 2."""
    from course.cli import main

    assert main(["read", RUN_FLAG, "--no-browser"]) == 2
    assert "--host" in capsys.readouterr().err
