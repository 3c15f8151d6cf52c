/** What helps while writing: the errors come first, the room left is counted, a long text is not lost by accident. */

/** Move the focus to the summary of errors, so that everybody hears or sees it first. */
export function focusErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}

/** Count a text against its room, aloud near the end only. Nothing is cut: what is pasted or dictated arrives whole. */
export function countLetters(root) {
  for (const counter of root.querySelectorAll("[data-counter]")) {
    const text = document.getElementById(counter.dataset.counter);
    if (!text) continue;
    const words = counter.textContent, quiet = counter.hidden, most = Number(counter.dataset.most);
    const show = () => {
      const typed = text.value.length, over = typed - most;
      counter.hidden = quiet && typed < 0.8 * most;
      counter.textContent = over > 0 ? counter.dataset.over.replace("{n}", over) : typed ? `${typed} / ${most}` : words;
      counter.classList.toggle("error", over > 0);
    };
    text.addEventListener("input", show);
    show();
  }
}

/** Ask before leaving a page whose text was changed and not sent. */
export function guardText(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    form.addEventListener("comptoir:saved", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
}

/** Offer to copy an address: the button is only there for who has JavaScript. */
export function offerCopies(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    const label = button.querySelector("span");
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
      label.textContent = button.dataset.copied;
      label.setAttribute("role", "status");
    });
  }
}

/** Say at once that a file is too heavy, or of another kind, and leave it out: nobody waits for a sending in vain. */
export function checkFiles(root) {
  for (const says of root.querySelectorAll("[data-file]")) {
    const input = document.getElementById(says.dataset.file);
    input?.addEventListener("change", () => {
      const [file] = input.files, most = Number(input.dataset.most || Infinity);
      const heavy = file && file.size > most, odd = file && !heavy && !isAccepted(file, input.accept);
      says.hidden = !heavy && !odd;
      says.textContent = heavy ? filled(says.dataset.heavy, file.size, most) : odd ? says.dataset.odd : "";
      if (heavy || odd) input.value = "";
    });
  }
}

function filled(sentence, size, most) {
  const megabytes = (bytes) => String(Math.ceil(bytes / 1024 / 1024));
  return sentence.replace("{size}", megabytes(size)).replace("{most}", megabytes(most));
}

/** Whether the file is of a kind that the field takes; a kind the browser does not know is left to the server. */
function isAccepted(file, accept) {
  const kinds = accept.split(",").map((kind) => kind.trim().toLowerCase()).filter(Boolean);
  const fits = (kind) => kind.startsWith(".") ? file.name.toLowerCase().endsWith(kind) : file.type === kind;
  return !kinds.length || !file.type || kinds.some(fits);
}
