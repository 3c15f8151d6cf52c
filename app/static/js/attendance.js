/**
 * The list at the door: taps are kept on the phone until the server has them, so that it works without a network.
 * Without this file every button is an ordinary form.
 */
import { readCodes } from "./codes.js";
import { deliver, read, write } from "./kept.js";
import { keepPage } from "./offline.js";

const EVERY = 15_000; // milliseconds between two tries
const ASK_EVERY = 4; // tries between two questions: whom did the other phones see?

class Desk {
  constructor(root) {
    this.root = root;
    this.id = root.dataset.desk;
    this.form = root.querySelector("[data-desk-form]");
    this.sending = false;
    this.tries = 0;
    if (this.isTheDay()) this.open();
    this.form.addEventListener("submit", (event) => this.tap(event));
    const walkIn = root.querySelector("#walk-in");
    walkIn?.addEventListener("submit", (event) => this.walkIn(event));
    walkIn?.elements.name.addEventListener("input", ({ target }) => target.setCustomValidity(""));
    root.querySelector("[data-desk-understood]").addEventListener("click", () => this.tell([]));
    const here = read("here", this.id);
    if (here.length && here[0] > root.dataset.at) this.present(here.slice(1));
    for (const mark of this.kept()) this.show(mark, "waiting");
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
    setInterval(() => this.send(this.tries++ % ASK_EVERY === 0 && !document.hidden), EVERY);
    this.count();
    this.tell(read("refused", this.id));
    this.send();
  }

  kept() {
    return read("taps", this.id);
  }

  /** The page may be a copy that was kept before the day. */
  isTheDay() {
    const day = new Date().toLocaleDateString("sv"); // as ISO 8601 writes it
    return this.root.hasAttribute("data-ready") || (this.root.dataset.day ?? "9") <= day;
  }

  open() {
    this.root.dataset.ready = "";
    document.querySelector("[data-desk-early]")?.remove();
    for (const part of this.root.querySelectorAll("[data-desk-day]")) part.hidden = false;
    for (const row of this.rows()) this.turn(row, row.hasAttribute("data-came"));
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
    const who = { name: name.value.trim(), email: email.value };
    name.setCustomValidity(this.fault(who.name));
    const right = name.reportValidity() && email.reportValidity();
    if (right && !this.mark(drawn(), true, who)) return; // the phone keeps nothing: the form leaves as usual
    event.preventDefault();
    if (right) event.target.reset();
  }

  /** What is wrong with a name, said at once: the server may be out of reach. */
  fault(name) {
    const { saysNameless, saysTooLong, longest } = this.root.dataset;
    if (!name) return saysNameless;
    return [...name.normalize("NFC")].length > Number(longest) ? saysTooLong : "";
  }

  mark(registration, came, who = this.who(registration)) {
    const mark = { id: drawn(), registration, came, at: new Date().toISOString(), ...who };
    try {
      write("taps", this.id, [...this.kept(), mark]);
    } catch {
      return false;
    }
    this.count();
    this.show(mark, "waiting");
    this.send();
    return true;
  }

  /** The name a refusal will be told with; and, when the server does not know them yet, who a row stands for. */
  who(registration) {
    const { name, email } = this.kept().find((mark) => mark.registration === registration && mark.name) ?? {};
    return name ? { name, email } : { shown: this.row(registration)?.querySelector(".desk__name").textContent };
  }

  add(mark) {
    const row = this.root.querySelector("[data-desk-row]").content.firstElementChild.cloneNode(true);
    row.dataset.registration = mark.registration;
    row.querySelector(".desk__name").textContent = mark.name;
    for (const button of row.querySelectorAll("button")) button.value = mark.registration;
    this.root.querySelector("[data-desk-list]").prepend(row);
    this.root.querySelector("[data-desk-nobody]")?.remove();
    return row;
  }

  show(mark, state) {
    const row = this.row(mark.registration) ?? (mark.name ? this.add(mark) : null);
    if (!row) return;
    row.classList.toggle("is-waiting", state === "waiting");
    this.turn(row, mark.came, this.root.dataset[state === "waiting" ? "saysWaiting" : "saysSent"]);
  }

  turn(row, came, says) {
    const had = document.activeElement;
    row.toggleAttribute("data-came", came);
    row.querySelector('[data-when="out"]').hidden = came;
    row.querySelector('[data-when="in"]').hidden = !came;
    if (says !== undefined) row.querySelector("[data-desk-state]").textContent = says;
    if (row.contains(had)) row.querySelector("[data-when]:not([hidden]) button").focus();
  }

  /** Whom the server has seen, other phones' taps too; what waits here is left alone. */
  present(registrations) {
    const here = new Set(registrations), mine = new Set(this.kept().map((mark) => mark.registration));
    for (const row of this.rows()) {
      const { registration } = row.dataset, came = here.has(registration);
      if (mine.has(registration) || row.hasAttribute("data-came") === came) continue;
      this.turn(row, came, came ? this.root.dataset.saysHere : "");
    }
    this.count(registrations.length);
  }

  rows() {
    return this.root.querySelectorAll("[data-registration]");
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

  /** Send what is kept; `ask` even when nothing is. */
  async send(ask = false) {
    const any = this.kept().length > 0 || (ask && this.root.hasAttribute("data-ready"));
    if (this.sending || !any || !navigator.onLine) return;
    this.sending = true;
    try {
      let answer = await deliver(this.id, this.form.elements.csrf_token.value);
      if (answer.failed && (await this.renew())) answer = await deliver(this.id, this.form.elements.csrf_token.value);
      if (answer.failed) this.say(answer.says || this.root.dataset.saysRefused);
      else this.sent(answer);
    } catch {
      // no network: the next try sends them
    } finally {
      this.sending = false;
    }
  }

  /** A copy that was kept may carry the token of a session that is over: ask the site for another. */
  async renew() {
    const response = await fetch(location.pathname, { cache: "reload" });
    if (!response.ok || response.redirected) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[data-desk-form] [name=csrf_token]")?.value;
    const known = this.form.elements.csrf_token.value;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token ?? known;
    return token !== undefined && token !== known;
  }

  sent({ marks, here, at, known, refused }) {
    for (const [mine, theirs] of Object.entries(known)) this.rename(mine, theirs);
    const waiting = new Set(this.kept().map((mark) => mark.registration));
    for (const mark of marks.filter((one) => !waiting.has(one.registration))) this.show(mark, "sent");
    for (const mark of marks.filter((one) => refused[one.id])) this.refuse(mark, refused[mark.id]);
    write("here", this.id, this.root.dataset.worker ? [at, ...here] : []);
    this.present(here);
    this.tell(read("refused", this.id));
    this.count();
    this.say("");
  }

  /** Somebody added here was on the list already, under another identifier. */
  rename(mine, theirs) {
    const row = this.row(mine);
    if (!row) return;
    if (this.row(theirs)) return row.remove();
    row.dataset.registration = theirs;
    for (const button of row.querySelectorAll("button")) button.value = theirs;
  }

  refuse(mark, sentence) {
    const row = this.row(mark.registration);
    if (row) this.turn(row, false, sentence);
  }

  /** What was refused stays on the page, and on the next, until somebody says it is read. */
  tell(sentences) {
    write("refused", this.id, sentences);
    const place = this.root.querySelector("[data-desk-refused]");
    place.hidden = sentences.length === 0;
    place.querySelector("ul").replaceChildren(...sentences.map(line));
  }

  say(sentence) {
    this.root.querySelector("[data-desk-read]").textContent = sentence;
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

function line(sentence) {
  const item = document.createElement("li");
  item.textContent = sentence;
  return item;
}

function drawn() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Letters of a name, or a whole entry code, narrow the list at once; Enter asks the server, as without this file. */
function narrow(field, root) {
  const look = () => {
    const sought = bare(field.value);
    const code = sought.replace(/\s/g, "");
    for (const row of root.querySelectorAll("[data-registration]")) {
      const [name, spoken] = [".desk__name", ".desk__code"].map((part) => bare(row.querySelector(part).textContent));
      row.hidden = !name.includes(sought) && !spoken.includes(code);
    }
  };
  field.addEventListener("input", look);
  field.value ||= new URLSearchParams(location.search).get("q") ?? ""; // a kept copy does not know what was asked
  if (field.value) look();
}

function bare(text) {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase().trim();
}

for (const root of document.querySelectorAll("[data-desk]")) {
  const desk = new Desk(root);
  const field = document.querySelector("[data-desk-search]");
  if (field) narrow(field, root);
  const camera = root.querySelector("[data-desk-scan]");
  readCodes(camera, (address) => desk.read(address), () => desk.say(root.dataset.saysCamera));
  keepPage(root).then((kept) => { root.querySelector("[data-desk-kept]").hidden = !kept; }, () => {});
}
