"use strict";

// A fresh link that is opened where this browser leads already is used up as well: the history
// keeps it.
if (location.hash) {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  fetch("enter", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  }).catch(() => {});
}
