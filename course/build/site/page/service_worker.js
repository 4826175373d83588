// Keeps the whole site at hand. The build puts above this what it is: its files and its version.

const scope = new URL(self.registration.scope).pathname;
const mine = `blameless ${scope} `;
const name = mine + self.COURSE_VERSION;

// Written anew for each version. The browser's own cache may hold a page of the version before: the
// server is asked of each file, and sends again what has changed.
const files = self.COURSE_FILES.map((file) => new Request(file, { cache: "no-cache" }));
addEventListener("install", (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(files))));

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
  event.respondWith(found(event.request));
});

async function found(request) {
  const cache = await caches.open(name);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const fetched = await fetch(request);
  const isLater = self.COURSE_LATER.includes(request.url.slice(self.registration.scope.length));
  if (fetched.ok && isLater) await cache.put(request, fetched.clone()).catch(() => {}); // it may be full
  return fetched;
}
