"use strict";

// The meeting on the wall, and back in its place on the page.
function projecting({ meeting, after, label, words }) {
  const wallView = element("dialog", { class: "course-projected", "aria-label": label });
  const project = button(words.project, toWall);

  // A dialog covers the whole window in every browser; filling the screen may be refused.
  function toWall() {
    if (wallView.open) return wallView.close();
    project.textContent = words.leave;
    wallView.append(meeting);
    wallView.showModal();
    project.focus();
    return document.documentElement.requestFullscreen?.().catch(() => {});
  }
  wallView.addEventListener("close", () => {
    after.after(meeting);
    project.textContent = words.project;
    project.focus();
    if (document.fullscreenElement) document.exitFullscreen();
  });
  return { project, wallView };
}
