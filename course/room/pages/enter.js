"use strict";

// The token stands behind the #, which is sent to no server, and leaves the address bar at once.
// The browser's history may keep it: it is dead once it was used here.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
const said = document.getElementById("said");

async function enter() {
  if (!token) {
    said.textContent =
      "Open the whole link that leads the room. On the computer that serves it, " +
      "course room --link prints a fresh one.";
    // A link that was used a moment ago, here or in another tab, may just be arriving.
    for (let tries = 0; tries < 5; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      const answer = await fetch("state", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) return location.reload();
    }
    return;
  }
  try {
    const answer = await fetch("enter", {
      method: "POST",
      keepalive: true, // a page that goes takes no used-up link with it
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) location.reload();
    else said.textContent = (await answer.json()).error;
  } catch {
    said.textContent = "The room does not answer. Trying again…";
    setTimeout(enter, 2000);
  }
}

// A fresh link in the same tab changes nothing but what stands behind the #.
window.addEventListener("hashchange", () => location.reload());
enter();
