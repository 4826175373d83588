"""An export of a Slack workspace: one channel of it, with the names of its people."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from course.incident.cells import Cells
from course.incident.documents.written import Written
from course.incident.findings import Findings, shortened

TIME, EVENT, AUTHOR = "ts", "text", "user"

MOST_BYTES = 200_000_000
"""Of all files of an export together, unpacked."""

_NOT_SAID = {
    "channel_join",
    "channel_leave",
    "channel_topic",
    "channel_purpose",
    "channel_name",
    "channel_archive",
    "bot_add",
    "bot_remove",
    "tombstone",
}
_MENTION_OF = re.compile(r"<@(\w+)")
_NAME = re.compile(r"[^\W\d_]{3,}")
_MENTION = re.compile(r"<@(\w+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<(?:[^<>|]*)\|([^<>]*)>|<((?:https?|mailto):[^<>]*)>")
_SPECIAL = re.compile(r"<!(\w+)[^>]*>")


def is_zip(raw: bytes) -> bool:
    """Tell whether these bytes are an archive."""
    return raw.startswith(b"PK\x03\x04")


def read_chat(raw: bytes, around: Written, findings: Findings) -> Cells | None:
    """Give the messages of the one channel in an export, in order of time."""
    try:
        return _read(zipfile.ZipFile(io.BytesIO(raw)), around, findings)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        # A name that is empty is looked at without care by the standard library.
        IndexError,
    ) as error:
        findings.problem(
            f"found an archive that cannot be unpacked ({shortened(error)})",
            "the export as it came",
        )
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        findings.problem("found a damaged archive", "the export as it came")
    return None


def _read(archive: zipfile.ZipFile, around: Written, findings: Findings) -> Cells | None:
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    if sum(info.file_size for info in archive.infolist()) > MOST_BYTES:
        findings.problem(
            f"found an archive of more than {MOST_BYTES:,} bytes", "an export of one channel"
        )
        return None
    if any(name.startswith(("xl/", "word/", "content.xml")) for name in names):
        findings.problem(
            "found the file of an office program", "its table as CSV: choose “Save as”, “CSV UTF-8”"
        )
        return None
    days = sorted(name for name in names if re.search(r"(^|/)\d{4}-\d\d-\d\d\.json$", name))
    channels = sorted({name.rpartition("/")[0].rpartition("/")[2] for name in days})
    if len(channels) != 1:
        found = f"channels {', '.join(map(shortened, channels))}" if channels else "no channel"
        findings.problem(f"found {found} in the archive", "the export of one channel")
        return None
    around.title = channels[0]
    messages = [message for name in days for message in _list(archive, name)]
    users = _users(archive, names)
    called = {account: names[0] for account, names in users.items()}
    around.people |= _of_this_channel(users, messages)
    rows: list[int] = []
    times: list[str] = []
    texts: list[str] = []
    authors: list[str] = []
    for number, message in enumerate(messages, 1):
        text = plain_message(str(message.get("text") or ""), called)
        if not text or message.get("subtype") in _NOT_SAID:
            continue
        rows.append(number)
        times.append(str(message.get("ts") or ""))
        texts.append(text)
        author = str(message.get("user") or message.get("username") or message.get("bot_id") or "")
        authors.append(called.get(author, author))
    if not rows:
        findings.problem("found no message in the archive", "a channel in which something was said")
        return None
    columns = {TIME: times, EVENT: texts, AUTHOR: authors}
    return Cells(list(columns), rows, columns)


def _list(archive: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    found = json.loads(
        archive.read(name).decode("utf-8", "replace"), parse_float=str, parse_int=str
    )
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _users(archive: zipfile.ZipFile, names: list[str]) -> dict[str, list[str]]:
    """Give all names of each account, the one that is shown first."""
    file = next((name for name in names if name.rpartition("/")[2] == "users.json"), None)
    users = {}
    for user in _list(archive, file) if file else []:
        profile = user["profile"] if isinstance(user.get("profile"), dict) else {}
        found = [profile.get("display_name"), profile.get("real_name"), profile.get("email")]
        found[1:1] = [user.get("real_name"), user.get("name")]
        own = [name for name in found if name and isinstance(name, str)]
        if isinstance(user.get("id"), str) and own:
            users[user["id"]] = list(dict.fromkeys(own))
    return users


def _of_this_channel(users: dict[str, list[str]], messages: list[dict[str, Any]]) -> dict[str, str]:
    """Give the names of those who speak in it or are mentioned; a workspace has many others."""
    texts = " ".join(str(message.get("text") or "") for message in messages)
    words = {word.casefold() for word in set(_NAME.findall(texts))} | set(
        _MENTION_OF.findall(texts)
    )
    speaking = {str(message.get("user")) for message in messages}
    return {
        f"{account} {place}" if place else account: name
        for account, names in users.items()
        if account in speaking
        or account in words
        or any(part.casefold() in words for name in names for part in _NAME.findall(name))
        for place, name in enumerate(names)
    }


def plain_message(text: str, people: Mapping[str, str]) -> str:
    """Give a message as it reads: links by their words, and who is mentioned.

    Examples
    --------
    >>> plain_message("<@U1> sees <https://example.org/7|errors> &gt; 5 %", {"U1": "Ana"})
    '@Ana sees errors > 5 %'
    """
    if "<" not in text and "&" not in text:
        return " ".join(text.split())
    text = _MENTION.sub(lambda found: f"@{people.get(found[1]) or found[2] or found[1]}", text)
    text = _SPECIAL.sub(r"@\1", _LINK.sub(lambda found: found[1] or found[2], text))
    return " ".join(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").split())
