/** The desk from the keyboard: a key presses the button or link that bears its letter; nothing is lost without it. */

const TYPES = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";

/** Keys that a page shows beside its buttons (data-key) press them, unless somebody is typing. */
export function pressByKey(root) {
  if (root !== document || !root.querySelector("[data-key]")) return;
  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "Escape" && event.target.matches?.(TYPES)) return void event.target.blur();
    if (event.ctrlKey || event.target.matches?.(TYPES)) return;
    const found = [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase());
    if (!found) return;
    event.preventDefault();
    act(found);
  });
}

/** A field takes the focus, an answer is copied, anything else is pressed. */
function act(found) {
  if (found.matches(TYPES)) return void found.focus();
  found.click();
}

/** A saved answer fills the ground and the reason; the person changes what they like before deciding. */
export function offerAnswers(root) {
  for (const button of root.querySelectorAll("[data-answer]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const form = button.closest("form");
      const ground = form.elements.ground;
      const reason = form.elements.reason;
      if (button.dataset.ground) ground.value = button.dataset.ground;
      reason.value = button.dataset.answer;
      reason.dispatchEvent(new Event("input", { bubbles: true }));
      reason.focus();
    });
  }
}
