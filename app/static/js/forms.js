/** What helps while writing: the errors come first, the room left is counted, a long text is not lost by accident. */

/** Move the focus to the summary of errors, so that everybody hears or sees it first. */
export function focusErrors(root) {
  root.querySelector("[data-focus]")?.focus();
}

/** Say how many characters are left, without interrupting at each key. */
export function countLetters(root) {
  for (const counter of root.querySelectorAll("[data-counter]")) {
    const text = document.getElementById(counter.dataset.counter);
    if (!text || text.maxLength < 0) continue;
    const words = counter.textContent;
    const show = () => {
      counter.textContent = text.value ? `${text.value.length} / ${text.maxLength}` : words;
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

/** Count against a stated length without cutting what is pasted or dictated: the server says what is too long. */
export function countSpoken(root) {
  for (const text of root.querySelectorAll("[data-letters]")) {
    const hint = document.getElementById(`${text.id}-hint`);
    if (!hint) continue;
    const counter = document.createElement("span");
    hint.append(" ", counter);
    text.addEventListener("input", () => {
      counter.textContent = text.value ? `${text.value.length} / ${text.dataset.letters}` : "";
      counter.classList.toggle("error", text.value.length > Number(text.dataset.letters));
    });
  }
}
