"""Addresses at which Binder starts the course, and what they may be made of."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from course.errors import BinderError

#: The public Binder, which passes each launch on to a member of its federation.
HUB = "https://mybinder.org"

#: The newest commit of the branch that GitHub shows first.
NEWEST = "HEAD"

_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,38}/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}")

#: A host may be written in any script; what could end a link in Markdown stays out.
_HUB = re.compile(r"https?://[^\s/?#@:()\[\]<>\"\\\ud800-\udfff]+(:\d{1,5})?(/[\w.~%/-]*)?")

#: What git allows in no name of a tag or branch (git-check-ref-format).
_NOT_IN_REF = re.compile(
    r"[\x00-\x20\x7f~^:?*\[\\\ud800-\udfff]|\.\.|@\{|//|/\.|\.lock(?:/|$)|^[-/.]|[/.]$|^@$|^$"
)


@dataclass(frozen=True)
class Launch:
    """A version of a repository that a Binder starts.

    Examples
    --------
    >>> Launch("owner/course", "v1.0").address("lab")
    'https://mybinder.org/v2/gh/owner/course/v1.0?urlpath=lab'
    """

    #: Where the course is on GitHub, as ``OWNER/NAME``.
    repo: str
    #: A tag, branch or commit.
    ref: str = NEWEST
    #: The address of a Binder: that of one member, or `HUB`.
    hub: str = HUB

    def __post_init__(self) -> None:
        if not _REPO.fullmatch(self.repo):
            raise BinderError(
                f"Expected a repository on GitHub as OWNER/NAME, and found {self.repo!r}. "
                "Give the two words that follow github.com/ in its address."
            )
        check_ref(self.ref)
        if not _HUB.fullmatch(self.hub):
            raise BinderError(
                f"Expected the web address of a Binder, and found {self.hub!r}. Give one such as "
                f"{HUB}: https://, a host and, where it has one, a path."
            )

    def address(self, path: str) -> str:
        """Give the address that starts the course and opens a path of its server.

        Examples
        --------
        >>> Launch("owner/course", "next/2").address("lab/tree/Ō.ipynb")
        'https://mybinder.org/v2/gh/owner/course/next%2F2?urlpath=lab/tree/%C5%8C.ipynb'
        """
        ref = quote(self.ref, safe="")
        return f"{self._base}/v2/gh/{self.repo}/{ref}?urlpath={quote(path)}"

    def pulling(self, branch: str, path: str) -> str:
        """Give the address that starts this version and then brings in what a branch has now.

        Examples
        --------
        >>> address = Launch("owner/course", "v1.0").pulling("main", "lab")
        >>> address.partition("?")[2][:64]
        'urlpath=git-pull%3Frepo%3Dhttps%253A%252F%252Fgithub.com%252Fown'
        """
        # The image, and with it every installed package, stays that of `ref`; notebooks and the
        # course's own package are merged into it, so nothing is built again.
        check_ref(branch)
        query = {
            "repo": f"https://github.com/{self.repo}",
            "branch": branch,
            # The folder that the server starts in: Binder keeps the clone there, and the
            # package is installed from it in place.
            "targetpath": ".",
            "urlpath": path,
        }
        return self.address(f"git-pull?{urlencode(query)}")

    def badge(self, path: str) -> str:
        """Give the Markdown of a picture that leads to the address of a path.

        Examples
        --------
        >>> Launch("owner/course").badge("lab").partition("](")[0]
        '[![Open the course on Binder'
        """
        picture = f"![Open the course on Binder]({self._base}/badge_logo.svg)"
        return f"[{picture}]({self.address(path)})"

    @property
    def _base(self) -> str:
        return self.hub.rstrip("/")


def check_ref(name: str) -> None:
    """Refuse what cannot be a tag, branch or commit."""
    found = _NOT_IN_REF.search(name)
    if found:
        where = f" ({found[0]!r} is in no such name)" if found[0] else ""
        raise BinderError(
            f"Expected a tag, branch or commit, and found {name!r}{where}. "
            "Give one that `git tag` or `git branch` lists."
        )


def reader(filename: str) -> str:
    """Give the path of a notebook as a page without code.

    Examples
    --------
    >>> reader("00_start_here.ipynb")
    'voila/render/notebooks/00_start_here.ipynb'
    """
    return f"voila/render/notebooks/{filename}"


def lab(filename: str) -> str:
    """Give the path of a notebook in JupyterLab.

    Examples
    --------
    >>> lab("00_start_here.ipynb")
    'lab/tree/notebooks/00_start_here.ipynb'
    """
    return f"lab/tree/notebooks/{filename}"
