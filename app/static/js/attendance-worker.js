/**
 * Answers for one page, the list at the door of one meeting, when the phone has no network or the site does not answer.
 * offline.js makes the copy; nothing else of the site is kept. Once the meeting is over, or the site says that this
 * visitor may not read the list any more, the copy is erased.
 */
const PAGE = new URL(self.registration.scope).pathname;
const PATIENCE = 4_000; // milliseconds: a network that does not answer is none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname === PAGE || pathname.startsWith("/static/")) event.respondWith(answer(event.request, pathname));
});

async function answer(request, pathname) {
  const kept = await copyOf(pathname);
  if (!kept) return fetch(request);
  try {
    const fresh = await Promise.race([fetch(request), late()]);
    if (pathname === PAGE && isRefused(fresh)) await forget();
    return fresh.status >= 500 ? kept : fresh;
  } catch {
    return kept;
  }
}

/** What was kept of this address, while the meeting is not over; whatever was searched in the list. */
async function copyOf(pathname) {
  for (const name of await mine()) {
    if (Number(name.split("|")[2]) < Date.now()) await forget();
    else return (await caches.open(name)).match(pathname, { ignoreSearch: true, ignoreVary: true });
  }
}

async function mine() {
  return (await caches.keys()).filter((name) => name.startsWith(`accueil|${PAGE}|`));
}

async function forget() {
  for (const name of await mine()) await caches.delete(name);
  await self.registration.unregister();
}

/** Signed out (sent elsewhere), not allowed, or gone. */
function isRefused(response) {
  return response.type === "opaqueredirect" || response.redirected || [401, 403, 404, 410].includes(response.status);
}

function late() {
  return new Promise((_kept, refuse) => setTimeout(refuse, PATIENCE));
}
