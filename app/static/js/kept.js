/**
 * What this phone keeps of a meeting, as lists of three kinds: "taps" until the server has them, "refused" the sentences
 * it answered, until somebody has read them, "here" who it says is present, for a page opened without a network.
 */

const MOST = 200; // taps in one sending

export function read(kind, desk) {
  try {
    return JSON.parse(localStorage.getItem(key(kind, desk))) ?? [];
  } catch {
    return [];
  }
}

/** Throws when the phone keeps nothing (storage refused or full). */
export function write(kind, desk, things) {
  if (things.length) localStorage.setItem(key(kind, desk), JSON.stringify(things));
  else localStorage.removeItem(key(kind, desk));
}

/** The meetings whose taps wait. */
export function waiting() {
  const start = key("taps", "");
  return Object.keys(localStorage).filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
}

function key(kind, desk) {
  return `comptoir-${kind}-${desk}`;
}

/**
 * Send what is kept of one meeting, until nothing is left or nothing moves; gives the last answer of the server, with
 * the taps it speaks of. Throws without a network. A refused tap is written apart: somebody must read why.
 */
export async function deliver(desk, token) {
  const marks = read("taps", desk).slice(0, MOST);
  const body = new URLSearchParams({ csrf_token: token, marks: JSON.stringify(marks) });
  const response = await fetch(`/comptoirs/${desk}/accueil/envoi`, { method: "POST", body });
  const says = await response.json().catch(() => ({}));
  if (!response.ok) return { failed: true, says: says.error?.[0] ?? "", marks };
  const done = new Set(says.done);
  write("taps", desk, read("taps", desk).filter((mark) => !done.has(mark.id)));
  const refused = marks.filter((mark) => says.refused[mark.id]);
  const sentences = refused.map((mark) => `${mark.shown ?? mark.name ?? ""} : ${says.refused[mark.id]}`);
  if (sentences.length) write("refused", desk, [...read("refused", desk), ...sentences]);
  const answer = { ...says, marks };
  return done.size && read("taps", desk).length ? merged(answer, await deliver(desk, token)) : answer;
}

function merged(first, then) {
  if (then.failed) return then;
  return { ...then, marks: [...first.marks, ...then.marks], refused: { ...first.refused, ...then.refused } };
}
