"use strict";

/**
 * Keep a line to the room: a WebSocket that brings whole snapshots, and asking every few
 * seconds wherever there is none. It comes back by itself after sleep, a lost network and a
 * restart of the server. One path for the first snapshot and for every later one.
 *
 * hear(snapshot), gone() and alive(boolean) are told; enter() is called when the server does
 * not know this browser.
 */
function openLine({ socket, state, hear, gone, alive, enter }) {
  const SILENCE = 25000; // two and a half heartbeats
  let connection = null;
  let lastHeard = Date.now();
  let failures = 0;
  let version = 0;
  let over = false;

  function finish() {
    if (over) return;
    over = true;
    hangUp();
    gone();
  }

  function hangUp() {
    const old = connection;
    connection = null;
    if (old) old.close();
  }

  function take(message) {
    if (over) return;
    if (message.gone) return finish();
    lastHeard = Date.now();
    alive(true);
    if (message.beat !== undefined) {
      if (message.beat > version) ask();
    } else if (message.version >= version) {
      version = message.version;
      hear(message);
    }
  }

  async function ask() {
    if (over) return;
    try {
      const answer = await fetch(state, { cache: "no-store" });
      if (answer.status === 404) finish();
      else if (answer.status === 401 || answer.status === 403) await enter();
      else if (answer.ok) take(await answer.json());
      else alive(false);
    } catch {
      alive(false);
    }
  }

  function connect() {
    if (over || connection) return;
    const url = new URL(socket, location.href);
    url.protocol = url.protocol.replace("http", "ws");
    const mine = new WebSocket(url);
    connection = mine;
    mine.onmessage = (event) => {
      failures = 0;
      take(JSON.parse(event.data));
    };
    mine.onclose = async () => {
      if (connection !== mine) return;
      connection = null;
      failures += 1;
      await wait(around(Math.min(8000, 250 * 2 ** failures)));
      await ask();
      connect();
    };
  }

  function wake() {
    if (document.hidden || over) return;
    if (Date.now() - lastHeard > SILENCE) {
      hangUp();
      connect();
    }
    ask();
  }

  for (const moment of ["online", "pageshow"]) window.addEventListener(moment, wake);
  // At the document alone: it goes up to the window from there, and would be heard twice.
  document.addEventListener("visibilitychange", wake);
  setInterval(() => {
    if (connection && Date.now() - lastHeard > SILENCE) {
      hangUp();
      connect();
    }
    if (!connection || connection.readyState !== WebSocket.OPEN) ask();
  }, 3000);

  connect();
  return { take, finish, wake };
}
