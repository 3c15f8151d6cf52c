/** Turning pages from the keyboard: the right and left arrows follow the links that carry data-turn. */
const TYPING = "input, textarea, select, summary, [contenteditable]";

export function turnPages(document) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.closest(TYPING)) return;
    document.querySelector(`a[data-turn="${CSS.escape(event.key)}"]`)?.click();
  });
}
