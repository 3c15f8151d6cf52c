/** A filter applies as soon as a choice is made with the mouse or a finger; from the keyboard, the button decides. */
export function submitFilters(root) {
  for (const form of root.querySelectorAll("form[data-autosubmit]")) {
    let fromKeyboard = false;
    form.addEventListener("keydown", () => { fromKeyboard = true; });
    form.addEventListener("pointerdown", () => { fromKeyboard = false; });
    form.addEventListener("change", (event) => {
      if (event.target.matches("select") && !fromKeyboard) form.requestSubmit();
    });
  }
}
