"use strict";

/**
 * Make the wall's letters as large as the window allows, so that the last row can read them.
 * All of it is in em, so one number is looked for: the largest size that needs no scrolling.
 */
const SMALLEST = 14;

function fit() {
  const wall = find("wall");
  wall.style.fontSize = "";
  // The first page shows a code as large as can be, and a narrow window scrolls.
  if (document.body.classList.contains("welcome") || matchMedia("(max-width: 56rem)").matches) return;
  const page = document.documentElement;
  const isTooLarge = () => page.scrollHeight > innerHeight || wall.scrollWidth > innerWidth;
  // What may stay out decides no size: it is shown from its first line on, as far as there is room.
  const ifRoom = [...wall.querySelectorAll("[data-if-room]")];
  for (const one of ifRoom) one.hidden = true;
  let [fits, breaks] = [SMALLEST, innerHeight / 14];
  while (breaks - fits > 0.25) {
    const size = (fits + breaks) / 2;
    wall.style.fontSize = `${size}px`;
    if (isTooLarge()) breaks = size;
    else fits = size;
  }
  wall.style.fontSize = `${fits}px`;
  for (const one of ifRoom) {
    one.hidden = false;
    if (isTooLarge()) {
      one.hidden = true;
      return;
    }
  }
}

window.addEventListener("resize", fit);
