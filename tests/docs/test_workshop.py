"""What the workshop page tells people to type and to click exists."""

import re
import shlex

import binder_image
import pytest
import yaml

from course.cli import parser
from course.content.notebooks import ROOT
from course.room import limits

PAGE = ROOT / "docs" / "workshop.md"
TEXT = PAGE.read_text("utf-8")
VALUES = yaml.safe_load((ROOT / "docs" / "zero-to-jupyterhub.yaml").read_text("utf-8"))

#: Of the schema of the Zero to JupyterHub chart (`jupyterhub/values.schema.yaml`), which refuses
#: what it does not know: the settings we use, `*` where a name is free.
CHART = {
    "proxy.https.enabled",
    "proxy.https.hosts",
    "proxy.https.letsencrypt.contactEmail",
    "hub.config.*",
    "singleuser.image.name",
    "singleuser.image.tag",
    "singleuser.defaultUrl",
    "singleuser.storage.capacity",
    "singleuser.storage.homeMountPath",
    "singleuser.extraEnv.*",
    "singleuser.memory.guarantee",
    "singleuser.memory.limit",
    "singleuser.cpu.guarantee",
    "singleuser.cpu.limit",
    "cull.enabled",
    "cull.timeout",
    "cull.every",
}


def anchors(text):
    """The places that a page's headings make, as GitHub names them."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def settings(values, prefix=""):
    """Every setting of nested values, by its path."""
    for name, content in values.items():
        path = f"{prefix}{name}"
        if isinstance(content, dict):
            yield from settings(content, f"{path}.")
        else:
            yield path


def test_what_a_room_is_limited_to_is_what_the_page_says():
    """A host who weighs a hall against these numbers finds those that hold."""
    table = re.search(r"^\| what is limited .*?\n\n", f"{TEXT}\n", re.MULTILINE | re.DOTALL)[0]
    told = [
        float(number.replace(",", ""))
        for row in table.splitlines()[2:]
        for number in re.findall(r"\d[\d,.]*\d|\d", row)
    ]
    assert told == [
        *(limits.BODY_BYTES, limits.MESSAGE_BYTES, limits.TABS, limits.FRONT_CONNECTIONS),
        *(limits.HEADER_SECONDS, limits.BODY_SECONDS, limits.OPEN_FILES, limits.KEPT_FILES),
        *(limits.WINDOWS_CONNECTIONS, limits.WAITING, limits.LATE_SECONDS),
    ]
    budget = re.search(r"(\d+) at once, and (\d+) more each\s+second", TEXT)
    assert budget.groups() == (f"{limits.WRONG_CODES}", f"{limits.WRONG_CODES_PER_SECOND:g}")


def test_every_course_command_can_be_called():
    """Each `course …`, in a block or in a sentence, is understood by the command itself."""
    calls = re.findall(r"^ *course (.+)$|`course ([^`]+)`", TEXT, re.MULTILINE)
    assert len(calls) > 5
    for call in calls:
        assert parser().parse_args(shlex.split("".join(call))).run


def test_every_target_of_make_exists():
    """Each `make …` is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)\b", TEXT))
    assert named
    assert named <= targets


def test_every_link_within_the_course_leads_somewhere():
    """Files are there, and so are the headings that a link names."""
    links = [link for link in re.findall(r"\]\(([^)]+)\)", TEXT) if "://" not in link]
    assert links
    for link in links:
        file, _, heading = link.partition("#")
        target = PAGE.parent / file if file else PAGE
        assert target.exists(), link
        assert not heading or heading in anchors(target.read_text("utf-8")), link


def test_every_setting_of_the_hub_is_one_of_its_chart():
    """The chart refuses values that it does not know, so none of ours is misspelt."""
    for path in settings(VALUES):
        free = {f"{'.'.join(path.split('.')[:n])}.*" for n in range(1, path.count(".") + 1)}
        assert path in CHART or free & CHART, path


def test_the_page_and_the_values_name_the_same_memory():
    """Guarantee and limit, in the page's sentence, are those of the values file."""
    memory = VALUES["singleuser"]["memory"]
    guarantee = int(memory["guarantee"].removesuffix("M"))
    limit = int(memory["limit"].removesuffix("G"))
    words = " ".join(TEXT.split())
    assert f"limit of {limit} GB" in words
    assert f"{guarantee} MB are guaranteed" in words
    [(people, gigabytes)] = re.findall(r"(\d+) people need (\d+) GB", words)
    assert round(int(people) * guarantee * 1.25 / 1000) == int(gigabytes)


def test_what_a_person_keeps_does_not_hide_the_course():
    """The volume lies beside the course, and the course writes into it."""
    kept = VALUES["singleuser"]["storage"]["homeMountPath"]
    assert kept != "/home/jovyan"
    assert VALUES["singleuser"]["extraEnv"]["COURSE_HOME"] == kept


@pytest.mark.slow
def test_the_page_names_the_version_of_jupyterhub_in_the_image():
    """The chart is chosen by it: hub and server have to be of the same series."""
    pins, _ = binder_image.base()
    [version] = [pin.split("==")[1] for pin in pins if pin.startswith("jupyterhub==")]
    assert f"JupyterHub in the image, {'.'.join(version.split('.')[:2])}," in " ".join(TEXT.split())
