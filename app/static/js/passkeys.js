/** Passkeys: ask the server what to sign, have the device sign it, send the answer as an ordinary form. */

export function offerPasskeys(root) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  for (const form of root.querySelectorAll("form[data-passkey]")) {
    if (form.dataset.offered) continue; // the page starts twice: once by itself, once by htmx
    form.dataset.offered = "yes";
    form.hidden = false;
    form.addEventListener("submit", (event) => answer(event, form));
  }
}

async function answer(event, form) {
  if (form.elements.credential.value) return;
  event.preventDefault();
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  try {
    const credential = await (form.dataset.passkey === "make" ? make : prove)(await options(form));
    form.elements.credential.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch {
    error.hidden = false;
  }
}

async function options(form) {
  const headers = { "X-CSRFToken": form.elements.csrf_token.value };
  const response = await fetch(form.dataset.options, { method: "POST", headers, redirect: "error" });
  if (!response.ok) throw new Error(response.status);
  return response.json();
}

function make(asked) {
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
}

function prove(asked) {
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}
