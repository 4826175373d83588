"use strict";

// The picture of the room: drawn by the kernel or the server once, and then only its people, notes
// and hands change, so that nothing jumps.

function showRoom(place, { people, notes, angle, label }) {
  for (const { role, posture, words, speaks } of people) {
    const figure = place.querySelector(`.course-person[data-role="${CSS.escape(role)}"]`);
    if (!figure) continue;
    figure.dataset.posture = posture;
    figure.dataset.speaks = speaks;
    figure.querySelector(".course-words").textContent = words.split(", ").at(-1);
  }
  for (const [at, note] of place.querySelectorAll(".course-note").entries()) note.dataset.note = notes[at] ?? "";
  place.querySelector(".course-long").style.transform = `rotate(${angle}deg)`;
  place.querySelector(".course-short").style.transform = `rotate(${270 + angle / 12}deg)`;
  const list = place.querySelector("ul");
  list.setAttribute("aria-label", label);
  list.replaceChildren(...people.map(({ title, words }) => element("li", {}, `${title}: ${words}`)));
}
