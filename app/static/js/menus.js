/** The phone menu is a <details>: Escape and a click elsewhere close it, and the focus comes back to its button. */
export function closeMenus(root) {
  for (const menu of root.querySelectorAll("details.menu")) {
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  }
}
