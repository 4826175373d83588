// Keeps the whole site at hand. The build puts above this what it is: its files, their digests and
// its version.

const scope = new URL(self.registration.scope).pathname;
const mine = `blameless ${scope} `;
const name = mine + self.COURSE_VERSION;

// Written anew for each version. The browser's own cache may hold a page of the version before: the
// server is asked of each file, and sends again what has changed. What somebody else answered in its
// place (a network that asks for a password first) is not kept: nothing is, until the next visit.
const integrity = (file) => self.COURSE_DIGESTS[file] ?? "";
const files = self.COURSE_FILES.map((file) => new Request(file, { cache: "no-cache", integrity: integrity(file) }));
addEventListener("install", (event) => event.waitUntil(caches.open(name).then((cache) => cache.addAll(files))));

addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      // Another tab may still be on the version before, and fetches parts of it when they are asked for.
      const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
      const isAlone = tabs.filter(({ url }) => url.startsWith(self.registration.scope)).length < 2;
      if (isAlone) await Promise.all((await older()).map((other) => caches.delete(other)));
      await self.clients.claim();
    })(),
  ),
);

addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());

addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || !event.request.url.startsWith(self.registration.scope)) return;
  event.respondWith(found(event.request));
});

async function older() {
  return (await caches.keys()).filter((other) => other.startsWith(mine) && other !== name);
}

async function found(request) {
  const cache = await caches.open(name);
  let kept = await cache.match(request, { ignoreSearch: true });
  // The names of all but pages tell what is in them: an older one is never taken for a newer one.
  for (const other of kept ? [] : await older()) kept ??= await (await caches.open(other)).match(request);
  if (kept) return kept;
  const file = request.url.slice(self.registration.scope.length);
  if (!self.COURSE_LATER.includes(file)) return fetch(request);
  const fetched = await fetch(request, { integrity: integrity(file) });
  if (fetched.ok) await cache.put(request, fetched.clone()).catch(() => {}); // it may be full
  return fetched;
}
