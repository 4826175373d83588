// A newer site waits until whoever reads says so, and until all that they did is kept. It is taken
// in the tab that asked for it; another one may be in the middle of a sentence.

async function keepAtHand({ address, words, settled, mayOffer }) {
  const keeper = navigator.serviceWorker;
  const registration = await keeper?.register(address, { updateViaCache: "none" });
  if (!registration) return;
  // Another copy of the course, at the root of this host, may keep this page until ours does.
  const isOurs = () => keeper.controller?.scriptURL === new URL(address, document.baseURI).href;
  let hadOurs = isOurs();
  let isAsked = false;

  async function use() {
    rest(words.newer_soon);
    say("");
    await settled();
    isAsked = true;
    if (registration.waiting) registration.waiting.postMessage("take over");
    else location.reload();
  }
  // Where nothing is kept, a reload would take it away.
  const offer = () => mayOffer() && rest(words.newer, button(words.newer_use, use), button(words.newer_later, later));
  function later() {
    rest();
    say("");
  }
  const look = () => registration.waiting && registration.active && offer();

  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  keeper.addEventListener("controllerchange", () => {
    if (isAsked) location.reload();
    else if (hadOurs) offer();
    hadOurs = isOurs();
  });
}
