"use strict";

// The meeting on the wall, and back in its place on the page. What can be read from the last row
// is little at once: what was said, then where the meeting is, and then what can be said; of
// that, once it is chosen, the chosen one alone. `isSaid` and `isChosen` tell what there is, and
// `choose` takes the choice back.
function projecting({ meeting, after, label, words, isSaid, isChosen, choose }) {
  const wallView = element("dialog", { class: "course-projected", "aria-label": label });
  const project = button(words.project, toWall);
  const onward = { said: "scene", scene: "choose", choose: "said" };
  const turn = button("", () => {
    if (meeting.dataset.part === "choose" && isChosen()) choose();
    else show(onward[meeting.dataset.part]);
  }, { class: "course-turn" });

  function show(part) {
    meeting.dataset.part = part === "said" && !isSaid() ? "scene" : part;
    look();
  }
  function look() {
    const { part } = meeting.dataset;
    turn.textContent = words[`turn_${part === "choose" && isChosen() ? "all" : onward[part]}`];
  }
  // A dialog covers the whole window in every browser; filling the screen may be refused.
  function toWall() {
    if (wallView.open) return wallView.close();
    project.textContent = words.leave;
    wallView.append(meeting);
    wallView.showModal();
    turn.focus();
    return document.documentElement.requestFullscreen?.().catch(() => {});
  }
  wallView.addEventListener("close", () => {
    after.after(meeting);
    project.textContent = words.project;
    project.focus();
    if (document.fullscreenElement) document.exitFullscreen();
  });
  meeting.dataset.part = "scene";
  return { project, turn, wallView, look, show };
}
