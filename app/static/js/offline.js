/** The list at the door opens again without a network: it is kept on this phone until the day after the meeting. */
import { deliver, waiting, write } from "./kept.js";

const PREFIX = "accueil|"; // then the page, then the instant until which it is kept

/** Keep the page that is open and all it is made of; gives whether it will open again. */
export async function keepPage(root) {
  const { worker, until } = root.dataset;
  if (!worker || !("serviceWorker" in navigator) || !window.caches) return false;
  await navigator.serviceWorker.register(address(worker), { scope: location.pathname });
  if (document.readyState !== "complete") await new Promise((done) => window.addEventListener("load", done));
  const name = `${PREFIX}${location.pathname}|${until}`;
  await (await caches.open(name)).addAll([location.pathname, ...parts()]); // the whole, or nothing
  for (const other of await caches.keys())
    if (other.startsWith(`${PREFIX}${location.pathname}|`) && other !== name) await caches.delete(other);
  return true;
}

/** The styles, scripts, letters and icons this page was made of. */
function parts() {
  const loaded = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
  const ours = loaded.filter((url) => url.origin === location.origin && url.pathname.startsWith("/static/"));
  return [...new Set(ours.map((url) => url.pathname))];
}

/** Trusted Types: of all addresses, only that of a meeting's own worker makes a worker. */
function address(worker) {
  const ours = { createScriptURL: (url) => (/^\/comptoirs\/[\w-]+\/hors-ligne\.js$/.test(url) ? url : "") };
  return window.trustedTypes ? trustedTypes.createPolicy("attendance", ours).createScriptURL(worker) : worker;
}

/** On any page: forget the lists of meetings that are over, send what waits, and let nobody sign out before that. */
export async function tidyUp() {
  for (const name of (await window.caches?.keys()) ?? []) {
    const [, page, until] = name.split("|");
    if (Number(until) < Date.now()) await forget(name, page);
  }
  const form = document.querySelector('form[action$="/deconnexion"]');
  if (!form) return;
  const send = () => Promise.allSettled(waiting().map((desk) => deliver(desk, form.elements.csrf_token.value)));
  form.addEventListener("submit", (event) => holdBack(event, form, send));
  await send();
}

async function forget(name, page) {
  await caches.delete(name);
  await (await navigator.serviceWorker.getRegistration(page))?.unregister();
  write("here", page.split("/")[2], []);
}

/** What was noted leaves first; if it cannot, the list says why. Whoever signs out again all the same erases it. */
async function holdBack(event, form, send) {
  if (!waiting().length || sessionStorage.getItem("comptoir-held-back")) return;
  event.preventDefault();
  await send();
  const [left] = waiting();
  if (!left) return form.submit();
  sessionStorage.setItem("comptoir-held-back", left);
  location.assign(`/comptoirs/${left}/accueil`);
}
