/** Lists that staff put in order by hand: dragging an item by its handle presses its own button, with another place. */

export function sortByHand(root) {
  for (const list of root.querySelectorAll("[data-sort]")) {
    for (const item of list.children) {
      const handle = item.querySelector("[data-sort-handle]");
      if (item.dataset.sortItem && handle && list.children.length > 1) prepare(list, item, handle);
    }
  }
}

function prepare(list, item, handle) {
  handle.addEventListener("pointerdown", () => { item.draggable = true; });
  item.addEventListener("dragstart", (event) => {
    if (event.target !== item) return;
    event.dataTransfer.effectAllowed = "move";
    list.dragged = item;
    item.classList.add("is-dragged");
  });
  item.addEventListener("dragend", () => { item.draggable = false; item.classList.remove("is-dragged"); list.dragged = null; });
  item.addEventListener("dragover", (event) => { if (list.dragged) event.preventDefault(); });
  item.addEventListener("drop", (event) => {
    if (!list.dragged || list.dragged === item) return;
    event.preventDefault();
    event.stopPropagation();
    send(list.dragged, [...list.children].indexOf(item) + 1);
  });
}

/** Any form of the item has the token of the page: a copy of it carries the new place. */
function send(item, place) {
  const token = item.querySelector("input[name=csrf_token]");
  if (!token) return;
  const form = document.createElement("form");
  form.method = "post";
  form.action = item.dataset.sortItem;
  for (const [name, value] of [["csrf_token", token.value], ["to", place]]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}
