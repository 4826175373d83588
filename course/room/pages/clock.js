"use strict";

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
