"use strict";

// The token stands behind the #, which is sent to no server, and leaves the address bar at once.
// The browser's history may keep it: it is dead once it was used here.
const token = location.hash.slice(1);
history.replaceState(null, "", location.pathname);

async function enter() {
  if (!token) {
    say("line", words.whole_link);
    // A link that was used a moment ago, here or in another tab, may just be arriving.
    for (let tries = 0; tries < 5; tries += 1) {
      await wait(1000);
      const answer = await fetch("state", { cache: "no-store" }).catch(() => null);
      if (answer?.ok) return location.reload();
    }
    return;
  }
  try {
    // A page that goes takes no used-up link with it.
    const answer = await post("enter", { token }, { keepalive: true });
    if (answer.ok) location.reload();
    else say("line", (await answer.json()).error);
  } catch {
    say("line", words.no_answer);
    await wait(2000);
    enter();
  }
}

// A fresh link in the same tab changes nothing but what stands behind the #.
window.addEventListener("hashchange", () => location.reload());
enter();
