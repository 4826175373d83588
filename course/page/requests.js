"use strict";

// How a page asks a server of the course. What is asked with `keepalive` arrives although the page
// goes.
const post = (url, body, more = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...more,
  });
