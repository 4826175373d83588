// Keeps the whole site at hand. The build puts above this what it is: its files and its version.

const scope = new URL(self.registration.scope).pathname;
const mine = `blameless ${scope} `;
const name = mine + self.COURSE_VERSION;

// Written anew for each version: what has not changed comes from the browser's own cache.
addEventListener("install", (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(self.COURSE_FILES))));

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((other) => other.startsWith(mine) && other !== name);
      await Promise.all(old.map((other) => caches.delete(other)));
      await self.clients.claim();
    })(),
  ),
);

addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(self.registration.scope)) return;
  const found = async () => (await (await caches.open(name)).match(event.request, { ignoreSearch: true })) ?? fetch(event.request);
  event.respondWith(found());
});
