/** The line under a text that is saved while typing: htmx sends it, this says where it stands. Nothing replaces the page. */

const AGAIN = 15000; // milliseconds before a save that failed is tried again

export function tellSaving(root) {
  for (const line of root.querySelectorAll("[data-autosave]")) {
    let typed = 0, sent = 0;
    const form = line.closest("form");
    form.addEventListener("input", () => { typed += 1; });
    form.addEventListener("submit", () => { window.htmx.trigger(line, "htmx:abort"); });
    line.addEventListener("htmx:beforeRequest", () => { sent = typed; line.textContent = line.dataset.saving; });
    line.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.xhr.status !== 200) { event.detail.shouldSwap = false; fail(line); } });
    line.addEventListener("htmx:sendError", () => fail(line));
    line.addEventListener("htmx:afterSwap", () => {
      if (line.querySelector("[data-state=saved], [data-state=aside]") && sent === typed) form.dispatchEvent(new Event("comptoir:saved"));
    });
  }
}

function fail(line) {
  line.textContent = line.dataset.failed;
  setTimeout(() => line.closest("form")?.dispatchEvent(new Event("input", { bubbles: true })), AGAIN);
}
