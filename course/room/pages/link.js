"use strict";

/**
 * Use up a fresh link that is opened where this browser leads already, or led until now: the
 * history keeps it.
 */
async function useLink() {
  const token = location.hash.slice(1);
  if (!token) return;
  history.replaceState(null, "", location.pathname);
  try {
    // A page that goes takes no used-up link with it.
    await post("enter", { token }, { keepalive: true });
  } catch {
    // The line says whether the room answers, and the link is as good as before.
  }
}

// Another link in the same tab changes nothing but what stands behind the #.
window.addEventListener("hashchange", useLink);
useLink();
