/** Small comforts for those who have JavaScript; every page works without this file. */
import { checkFiles, countLetters, focusErrors, guardText, offerCopies } from "./forms.js";
import { addUpBudgets } from "./budget.js";
import { closeMenus } from "./menus.js";
import { submitFilters } from "./filters.js";
import { offerPasskeys } from "./passkeys.js";
import { tellSaving } from "./autosave.js";
import { sortByHand } from "./sorting.js";
import { turnPages } from "./turning.js";
import { offerAnswers, pressByKey } from "./desk.js";

function start(root) {
  focusErrors(root);
  countLetters(root);
  checkFiles(root);
  offerCopies(root);
  guardText(root);
  submitFilters(root);
  offerPasskeys(root);
  tellSaving(root);
  sortByHand(root);
  addUpBudgets(root);
  offerAnswers(root);
  pressByKey(root);
}

start(document);
closeMenus(document);
turnPages(document);
// htmx also says so of the whole page when it wakes up: that is started already, and nothing must listen twice.
document.addEventListener("htmx:load", ({ detail: { elt } }) => { if (elt !== document.body) start(elt); });
// Only a phone that received people at a meeting keeps anything: it is tidied on whatever page comes next.
Promise.resolve(window.caches?.keys())
  .then((names) => (names?.length || localStorage.length) && import("./offline.js").then(({ tidyUp }) => tidyUp()))
  .catch(() => {});
