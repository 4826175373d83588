// What a page of the site says of itself, in one line over its lower edge; a passing line gives way
// to what rests there until somebody acts on it. Empty it is not seen and stays where it is: what
// comes into a region that a screen reader knows is read out, and a region that comes may not be.

const speaker = document.getElementById("course-status");
let resting = [];

function say(text, ...buttons) {
  const shown = text ? [text, ...buttons] : resting;
  speaker.replaceChildren(...shown);
}

function rest(...line) {
  const isFree = !speaker.firstChild || (resting.length && speaker.firstChild === resting[0]);
  // A text of its own, so that it is known again.
  resting = line.length ? [document.createTextNode(line[0]), ...line.slice(1)] : [];
  if (isFree) say("");
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

// How long a start takes before it is said what it waits for, and how long nothing may move before
// it is said what can be done: a worker may die, and a download stop, without a word.
const SLOW_MS = 10_000;
const STILL_MS = 30_000;
const LOOK_MS = 2_000;

// A start that is told as it goes on: `heard` takes each step of it, `end` is its end.
function tellStart({ words, parts, again }) {
  const began = performance.now();
  const text = document.createTextNode(words.starting);
  let moved = began;
  let step = "fetching";
  let come = 0;
  say(text);
  function look() {
    const now = performance.now();
    if (now - began < SLOW_MS) return;
    const waitsFor = words[step].replace("{come}", come).replace("{all}", parts);
    const isOffered = Boolean(text.nextSibling);
    const isStill = isOffered || now - moved >= STILL_MS;
    const whole = isStill ? `${waitsFor} ${words.still}` : waitsFor;
    if (!text.isConnected) say(text);
    // Only what is new is said, and whoever is at the button stays there.
    if (text.data !== whole) text.data = whole;
    if (isStill && !isOffered) speaker.append(button(words.again, again));
  }
  const timer = setInterval(look, LOOK_MS);
  return {
    heard({ step: now, more = 0 }) {
      moved = performance.now();
      step = now ?? step;
      come += more;
    },
    end: () => clearInterval(timer),
  };
}
