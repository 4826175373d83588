"use strict";

/** The sentences of this page, as content has them, with {placeholders} to fill. */
const words = JSON.parse(document.getElementById("words").textContent);

const find = (id) => document.getElementById(id);

/** Set a text only when it differs, so that a live region speaks once. */
function say(id, text) {
  const place = find(id);
  if (place.textContent !== text) place.textContent = text;
}

function show(id, visible) {
  find(id).hidden = !visible;
}

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Around a number of milliseconds: a thousand phones must not all come back at once. */
const around = (milliseconds) => milliseconds * (0.5 + Math.random());
