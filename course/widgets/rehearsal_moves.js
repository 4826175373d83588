"use strict";

// The sentences that can be said next, each on a card; for a room with its letter, and with a
// field for the hands that are up.

// Written into the cards that are there: what has the focus keeps it, and the page is not laid
// out anew for each move.
function showMoves(place, sentences, how) {
  const cards = [...place.children];
  for (const [at, sentence] of sentences.entries()) {
    writeMove(cards[at] ?? place.appendChild(moveCard(how)), sentence, how);
  }
  for (const card of cards.slice(sentences.length)) card.remove();
}

function moveCard({ name, chose, isRoom, withHands }) {
  const radio = element("input", { type: "radio", name, ...QUIET });
  radio.addEventListener("change", chose);
  const card = element("label", { class: "course-option" }, radio, isRoom && element("strong"), element("span"));
  if (!withHands) return card;
  const field = element("input", { type: "number", min: "0", max: "5000", inputmode: "numeric", ...QUIET });
  return element("div", { class: "course-vote" }, card, field);
}

function writeMove(card, { id, say, cost, same }, { hands }) {
  const radio = card.querySelector("input[type=radio]");
  const letter = card.querySelector("strong");
  const field = card.querySelector("input[type=number]");
  const more = [cost, same].filter(Boolean).map((each) => element("small", {}, unbroken(each)));
  radio.value = id;
  radio.checked = false;
  card.querySelector("span").replaceChildren(unbroken(say), ...more);
  if (letter) letter.textContent = id.replace("+", "").toUpperCase();
  if (!field) return;
  field.value = "";
  field.dataset.move = id;
  field.setAttribute("aria-label", hands.replace("{letter}", id.toUpperCase()));
}
