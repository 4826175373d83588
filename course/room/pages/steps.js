"use strict";

/** The facilitator's steps: asked for by a button or by a key, taken by the server. */

let current = null; // the last snapshot
let keysWork = true;

/** Asks before something that moves a whole room, beside the button that asked for it. */
const sure = confirmation(() => say("refused", ""));

/** Without a button, as on the projector, it stands with the heading. */
function makeSure(question, yes, beside, action) {
  sure.ask({ question, yes, no: words.go_back }, beside?.offsetParent ? beside : find("heading"), action);
}

function takeStep(name, timerSeconds = null, move = null) {
  if (!current || !(name in current.steps)) return;
  const { version } = current;
  const { ask: question, yes, label } = current.steps[name];
  const take = async () => {
    const body = { step: name, version };
    if (timerSeconds) body.timer_seconds = timerSeconds;
    if (move) body.move = move;
    await ask("step", body);
    line.wake();
  };
  if (question) makeSure(question, yes ?? label, document.querySelector(`[data-step="${name}"]`), take);
  else take();
}

/** Ask the server for a change; return its answer, or null and say why if it was refused. */
async function ask(url, body) {
  try {
    const answer = await post(url, body);
    const content = await answer.json();
    say("refused", answer.ok ? "" : content.error);
    return answer.ok ? content : null;
  } catch {
    say("refused", words.not_heard);
    return null;
  }
}

document.addEventListener("keydown", (event) => {
  if (!keysWork || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const pressed = event.key.toLowerCase();
  for (const [name, step] of Object.entries(current?.steps ?? {})) {
    if (step.key === pressed) {
      event.preventDefault();
      takeStep(name, chosenSeconds());
      return;
    }
  }
  const letter = pressed.toUpperCase();
  if (current?.phase === "revealed" && current.results.options.some(({ id }) => id === letter)) {
    chooseOption(letter);
  }
});

/** The planned length of a discussion, where the page has a field for it. */
function chosenSeconds() {
  const field = find("minutes");
  return field ? Math.round(field.valueAsNumber * 60) : null;
}

/** Where people join: as the server was told, or as this browser sees it. */
function joinAddress() {
  const given = document.body.dataset.address;
  const entrance = given || new URL("../../", location.href).href;
  const code = document.body.dataset.code;
  return { entrance, whole: `${entrance}${code}/`, code };
}

function showJoin() {
  const { entrance, whole, code } = joinAddress();
  say("address", entrance.replace(/^http:\/\//, "").replace(/\/$/, ""));
  say("code", `${code.slice(0, 3)} ${code.slice(3)}`);
  find("qr").src = `qr.svg?address=${encodeURIComponent(whole)}`;
  const host = new URL(entrance).hostname;
  show("only-here", host === "localhost" || host.startsWith("127.") || host === "[::1]");
}

/** Nobody takes simulated people for real ones. */
function showDryRun(line) {
  show("dry-run", Boolean(line));
  say("dry-run", line ?? "");
}

function alive(isAlive) {
  find("line-state").classList.toggle("away", !isAlive);
  say("line-state", isAlive ? words.connected : words.looking);
}

function gone() {
  current = null;
  sure.close();
  document.body.classList.add("gone");
  say("heading", words.gone);
  say("line", words.gone_front);
  say("line-state", words.not_connected);
  find("line-state").classList.add("away");
  for (const hidden of document.querySelectorAll("[data-while-there]")) hidden.hidden = true;
  setClock(undefined);
}

/** Losing the token leads back to the page that takes it. */
const enter = async () => location.assign("./");

/** Single keys can be switched off, for whoever speaks to their computer. */
function rememberKeys() {
  const box = find("keys");
  const apply = () => {
    keysWork = localStorage.getItem("room-keys") !== "off";
    document.documentElement.classList.toggle("no-keys", !keysWork);
    if (box) box.checked = keysWork;
  };
  if (box) {
    box.addEventListener("change", () => {
      localStorage.setItem("room-keys", box.checked ? "on" : "off");
      apply();
    });
  }
  window.addEventListener("storage", apply);
  apply();
}
