"""The picture of the room: nothing in it covers what can be read, whoever speaks and sits how."""

from typing import Any

import pytest

from course.content import load
from course.page.look import look_of_page
from course.rehearsal import begin
from course.rehearsal.picture import SCRIPT, picture

#: Every label that something covers, for whoever speaks in every pose among people in every pose.
COVERED = """(words) => {
  const people = [...document.querySelectorAll(".course-person")];
  const part = (of, name) => of.querySelector(`.course-${name}`);
  const labels = [...document.querySelectorAll("svg text")];
  const sit = (person, posture, speaks) => {
    Object.assign(person.dataset, { posture, speaks });
    part(person, "words").textContent = words[posture];
  };
  // Letters begin a little below the upper edge of their line.
  const box = (one) => {
    const { left, right, top, bottom, height } = one.getBoundingClientRect();
    return { one, left, right, top: top + (one.tagName === "text" ? height / 7 : 0), bottom };
  };
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const who = ({ one }) => one.closest("[data-role]")?.dataset.role;
  const areLinesOfOne = (a, b) => a.one.tagName === b.one.tagName && who(a) === who(b);
  const isShown = (one) => !one.closest(".course-hands") || one.closest("[data-posture='3']");
  const edge = box(document.querySelector("svg"));
  const found = [];
  const postures = [...words.keys()];
  const states = people.flatMap((speaker) =>
    postures.flatMap((own) => postures.map((all) => [speaker, own, all])),
  );
  for (const [speaker, own, all] of states) {
    for (const person of people) sit(person, all, false);
    sit(speaker, own, true);
    const drawn = people.flatMap((one) => [
      part(one, "body"), part(one, "head").firstElementChild, ...part(one, "hands").children,
    ]);
    const read = labels.map(box);
    const over = [part(speaker, "bubble"), ...drawn.filter(isShown)].map(box);
    for (const label of read) {
      if (label.left < edge.left || label.right > edge.right || label.bottom > edge.bottom)
        found.push(`${label.one.textContent} over the edge`);
      for (const each of [...over, ...read])
        if (!areLinesOfOne(each, label) && meet(each, label))
          found.push(`${each.one.outerHTML} of ${who(each)} over ${label.one.textContent}`);
    }
  }
  return found;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [340, 388, 700], ids=["narrow", "phone", "wall"])
def test_nothing_covers_a_label(browser: Any, width: int) -> None:
    """No bubble, head or hand lies over a name or a word, in any state that a meeting can have."""
    page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    style = f"<style>{look_of_page()}{SCRIPT.with_suffix('.css').read_text('utf-8')}</style>"
    page.set_content(
        f"{style}<div style='container-type: inline-size'>{picture(begin()).html}</div>"
    )
    covered = page.evaluate(COVERED, load("rehearsal")["posture"]["words"])
    page.close()
    assert covered == []
