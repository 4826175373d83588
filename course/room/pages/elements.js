"use strict";

/** Make an element. Texts become text nodes: nothing that is sent is ever read as HTML. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "class") made.className = value;
    else if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

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

/** A line does not break between a number and its sign. */
const unbroken = (text) => text.replaceAll(" %", "\u00a0%").replaceAll(" = ", "\u00a0=\u00a0").replaceAll(" →", "\u00a0→");

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** Around a number of milliseconds: a thousand phones must not all come back at once. */
const around = (milliseconds) => milliseconds * (0.5 + Math.random());

const post = (address, body) =>
  fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

/** A clock that counts down to zero from what the room last said. */
const clock = { endsAt: null };

function setClock(seconds) {
  clock.endsAt = seconds === undefined ? null : Date.now() + seconds * 1000;
  tick();
}

function tick() {
  const place = find("timer");
  place.hidden = clock.endsAt === null;
  if (place.hidden) return;
  const left = Math.max(0, Math.round((clock.endsAt - Date.now()) / 1000));
  if (left === 0 && place.textContent === "0:01" && find("announced")) {
    say("announced", words.time_is_over);
  }
  place.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

setInterval(tick, 500);
