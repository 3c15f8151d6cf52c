/**
 * The list at the door: taps are kept on the phone until the server has them, so that it works without a network.
 * Without this file every button is an ordinary form.
 */
import { readCodes } from "./codes.js";

const EVERY = 15_000; // milliseconds between two tries
const MOST = 200; // taps in one sending

class Desk {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-desk-form]");
    this.key = `comptoir-attendance-${root.dataset.desk}`;
    this.sending = false;
    this.form.addEventListener("submit", (event) => this.tap(event));
    root.querySelector("#walk-in")?.addEventListener("submit", (event) => this.walkIn(event));
    for (const mark of this.kept()) this.show(mark, "waiting");
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
    setInterval(() => this.send(), EVERY);
    this.count();
    this.send();
  }

  kept() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  keep(marks) {
    if (marks.length) localStorage.setItem(this.key, JSON.stringify(marks));
    else localStorage.removeItem(this.key);
    this.count();
  }

  /** A button of the list; when the phone cannot keep anything (storage refused), the form leaves as usual. */
  tap(event) {
    const { name, value } = event.submitter ?? {};
    if (!value || (name !== "came" && name !== "undo")) return;
    if (this.mark(value, name === "came")) event.preventDefault();
  }

  /** Somebody who was on no list: the phone draws their identifier, the server finds or makes their registration. */
  walkIn(event) {
    const { name, email } = event.target.elements;
    if (!name.value.trim()) return;
    const kept = email.reportValidity() && this.mark(drawn(), true, { name: name.value.trim(), email: email.value });
    if (kept) event.target.reset();
    if (kept || !email.validity.valid) event.preventDefault();
  }

  mark(registration, came, who = this.who(registration)) {
    const mark = { id: drawn(), registration, came, at: new Date().toISOString(), ...who };
    try {
      this.keep([...this.kept(), mark]);
    } catch {
      return false;
    }
    this.show(mark, "waiting");
    this.send();
    return true;
  }

  /** Who a row stands for, when the server does not know them yet. */
  who(registration) {
    const { name, email } = this.kept().find((mark) => mark.registration === registration && mark.name) ?? {};
    return name ? { name, email } : {};
  }

  add(mark) {
    const row = this.root.querySelector("[data-desk-row]").content.firstElementChild.cloneNode(true);
    row.dataset.registration = mark.registration;
    row.querySelector(".desk__name").textContent = mark.name;
    row.querySelector(".meta").textContent = mark.email;
    for (const button of row.querySelectorAll("button")) button.value = mark.registration;
    this.root.querySelector("[data-desk-list]").prepend(row);
    return row;
  }

  show(mark, state) {
    const row = this.row(mark.registration) ?? (mark.name ? this.add(mark) : null);
    if (!row) return;
    const had = document.activeElement;
    row.toggleAttribute("data-came", mark.came);
    row.classList.toggle("is-waiting", state === "waiting");
    const says = this.root.dataset[state === "waiting" ? "saysWaiting" : "saysSent"];
    row.querySelector("[data-desk-state]").textContent = says;
    row.querySelector('[data-when="out"]').hidden = mark.came;
    row.querySelector('[data-when="in"]').hidden = !mark.came;
    if (row.contains(had)) row.querySelector("[data-when]:not([hidden]) button").focus();
  }

  row(registration) {
    return this.root.querySelector(`[data-registration="${CSS.escape(registration)}"]`);
  }

  count(came) {
    const waiting = this.kept().length;
    this.root.querySelector("[data-desk-queue]").hidden = waiting === 0;
    this.root.querySelector("[data-desk-waiting]").textContent = waiting;
    if (came !== undefined) this.root.querySelector("[data-desk-count]").textContent = came;
  }

  async send() {
    const marks = this.kept().slice(0, MOST);
    if (this.sending || !marks.length || !navigator.onLine) return;
    this.sending = true;
    try {
      const body = new FormData(); // the token of the page, and what is kept
      body.set("csrf_token", this.form.elements.csrf_token.value);
      body.set("marks", JSON.stringify(marks));
      const response = await fetch(this.root.dataset.send, { method: "POST", body: new URLSearchParams(body) });
      if (response.ok) this.sent(marks, await response.json());
      else this.say(this.root.dataset.saysRefused);
    } catch {
      // no network: the next try sends them
    } finally {
      this.sending = false;
    }
    if (this.kept().length > 0 && this.progressed) this.send();
    this.progressed = false;
  }

  sent(marks, answer) {
    const done = new Set(answer.done);
    this.progressed = done.size > 0;
    this.keep(this.kept().filter((mark) => !done.has(mark.id)));
    const waiting = new Set(this.kept().map((mark) => mark.registration));
    for (const mark of marks.filter((one) => done.has(one.id) && !waiting.has(one.registration))) this.show(mark, "sent");
    for (const [id, sentence] of Object.entries(answer.refused)) this.refuse(marks, id, sentence);
    this.count(answer.came);
    this.say("");
  }

  refuse(marks, id, sentence) {
    const row = this.row(marks.find((one) => one.id === id)?.registration ?? "");
    if (row) row.querySelector("[data-desk-state]").textContent = sentence;
  }

  say(sentence) {
    const place = this.root.querySelector("[data-desk-read]");
    if (place) place.textContent = sentence;
  }

  /** A personal code was read: the identifier stands before the dot of its address. */
  read(address) {
    const registration = address.split("/").pop().split(".")[0];
    const row = this.row(registration);
    if (!row) return this.say(this.root.dataset.saysUnknown);
    if (!row.hasAttribute("data-came")) this.mark(registration, true);
    this.say(this.root.dataset.saysSeen + row.querySelector(".desk__name").textContent);
  }
}

function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Letters typed narrow the list at once; Enter asks the server, as without this file. */
function narrow(field, root) {
  field.addEventListener("input", () => {
    const sought = bare(field.value);
    for (const row of root.querySelectorAll("[data-registration]"))
      row.hidden = !bare(row.querySelector(".desk__name").textContent).includes(sought);
  });
}

function bare(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().trim();
}

for (const root of document.querySelectorAll("[data-desk]:has([data-desk-list])")) {
  const desk = new Desk(root);
  const field = document.querySelector("[data-desk-search]");
  if (field) narrow(field, root);
  readCodes(root.querySelector("[data-desk-scan]"), (address) => desk.read(address), () => desk.say(root.dataset.saysCamera));
}
