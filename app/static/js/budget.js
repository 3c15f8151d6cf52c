/** The totals of a budget while one types: the same sums as the server's, which has the last word. */

/** Cents of a typed amount ("1 234,5", "12 €"); null when it is none. */
function cents(text) {
  const match = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec(text.replace(/[\s\u00a0\u202f€]/g, ""));
  return match ? Number(match[1]) * 100 + Number((match[2] || "0").padEnd(2, "0")) : null;
}

/** Thousandths of a typed quantity; null when it is none. */
function thousandths(text) {
  const match = /^(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(text.replace(/[\s\u00a0\u202f]/g, ""));
  return match ? Number(match[1]) * 1000 + Number((match[2] || "0").padEnd(3, "0")) : null;
}

function money(amount) {
  const digits = amount % 100 ? 2 : 0;
  const shape = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(document.documentElement.lang || "fr", shape).format(amount / 100);
}

/** What a row adds: its amount, otherwise quantity × price; nothing when dropped or refused. */
function rowCents(row, refused) {
  if (row.querySelector("[data-drop]")?.checked || row.querySelector("[data-funding]")?.value === refused) return 0;
  const typed = cents(row.querySelector("[data-amount]").value);
  if (typed !== null) return typed;
  const quantity = row.querySelector("[data-quantity]");
  const price = row.querySelector("[data-price]");
  const [count, each] = [quantity && thousandths(quantity.value), price && cents(price.value)];
  return Number.isInteger(count) && Number.isInteger(each) ? Math.floor((count * each + 500) / 1000) : 0;
}

function sideOf(row) {
  const part = row.closest("[data-part]").dataset.part;
  if (part !== "in-kind") return part;
  return row.querySelector("[data-account]").value === "86" ? "use" : "gift";
}

/** Keep the totals and the sentence of the balance true while the form changes. */
export function addUpBudgets(root) {
  for (const form of root.querySelectorAll("form[data-budget]")) {
    const balance = form.querySelector("[data-balance]");
    const show = () => {
      const sums = { expense: 0, resource: 0, use: 0, gift: 0 };
      for (const row of form.querySelectorAll("[data-row]")) sums[sideOf(row)] += rowCents(row, form.dataset.budget);
      for (const cell of form.querySelectorAll("[data-total]")) cell.textContent = money(sums[cell.dataset.total]);
      const gap = sums.expense - sums.resource;
      const { none, even, short, over } = balance.dataset;
      const level = sums.expense || sums.resource ? even : none;
      const sentence = (gap ? (gap > 0 ? short : over) : level).replace("{amount}", money(Math.abs(gap)));
      if (balance.textContent !== sentence) balance.textContent = sentence;
    };
    form.addEventListener("input", show);
    form.addEventListener("change", show);
  }
}
