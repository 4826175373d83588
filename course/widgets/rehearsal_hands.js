"use strict";

// The hands that are up for each sentence, typed into the cards; the one with most is chosen.
function countedHands({ next, asks, chose, simulated, words }) {
  const note = element("p", { class: "course-note" });
  const fields = () => [...next.querySelectorAll("input[type=number]")];

  function chooseMost() {
    const counted = fields().map((field) => ({ move: field.dataset.move, n: Number(field.value) || 0 }));
    const highest = Math.max(...counted.map(({ n }) => n));
    const first = counted.filter(({ n }) => n === highest);
    if (!highest || first.length > 1) {
      asks.textContent = highest ? words.room.tie : words.no_choice;
      return;
    }
    const radio = next.querySelector(`input[value="${first[0].move}"]`);
    radio.checked = true;
    radio.focus();
    chose();
  }
  function simulate() {
    for (const field of fields()) field.value = simulated()[field.dataset.move] ?? "";
    note.textContent = words.room.simulated;
  }
  const row = actionRow(
    button(words.room.most, chooseMost, { class: "course-main" }),
    button(words.room.simulate, simulate),
  );
  return { row, note };
}
