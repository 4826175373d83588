"use strict";

/** The facilitator's steps: asked for by a button or by a key, taken by the server. */

let current = null; // the last snapshot
let keysWork = true;

/** Ask before something that moves a whole room, beside the button that asked for it. */
function confirmed(question, label, beside = null) {
  return new Promise((answer) => {
    const dialog = element(
      "dialog",
      { "aria-label": label },
      element("p", {}, question),
      element(
        "form",
        { method: "dialog", class: "row" },
        element("button", { value: "no" }, words.go_back),
        element("button", { value: "yes", class: "main" }, label),
      ),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
    if (beside?.offsetParent) place(dialog, beside.getBoundingClientRect());
  });
}

/** Under the button if there is room, above it if not, and always whole within the window. */
function place(dialog, { left, top, bottom }) {
  const { offsetWidth, offsetHeight } = dialog;
  const under = bottom + 8;
  const y = under + offsetHeight <= innerHeight ? under : top - 8 - offsetHeight;
  dialog.style.margin = "0";
  dialog.style.left = `${Math.max(8, Math.min(left, innerWidth - offsetWidth - 8))}px`;
  dialog.style.top = `${Math.max(8, y)}px`;
}

async function takeStep(name, timerSeconds = null, move = null) {
  if (!current || !(name in current.steps)) return;
  const { version } = current;
  const { ask: question, yes, label } = current.steps[name];
  if (question && !(await confirmed(question, yes ?? label, document.querySelector(`[data-step="${name}"]`)))) return;
  const body = { step: name, version };
  if (timerSeconds) body.timer_seconds = timerSeconds;
  if (move) body.move = move;
  await ask("step", body);
  line.wake();
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
  if (document.querySelector("dialog[open]")) return;
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
    document.body.classList.toggle("no-keys", !keysWork);
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
