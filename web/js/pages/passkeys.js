/**
 * Forms that bring what a passkey says, in their field `credential`. Asked by GET, the address of
 * such a form says what the device is to be asked; its answer goes into the field, and the form is
 * sent as any other. Where a browser knows no passkeys, words say so in place of the button.
 */

const knows = "credentials" in navigator && "PublicKeyCredential" in window;

for (const part of document.querySelectorAll("[data-passkeys]")) {
  if (part instanceof HTMLElement) part.hidden = part.dataset.passkeys !== (knows ? "yes" : "no");
}
if (knows) {
  for (const field of document.getElementsByName("credential")) {
    if (field instanceof HTMLInputElement) field.form?.addEventListener("submit", pressed);
  }
}

/** @param {SubmitEvent} event */
async function pressed(event) {
  const form = /** @type {HTMLFormElement} */ (event.currentTarget);
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("credential"));
  if (field.value) return;
  event.preventDefault();
  const told = form.querySelector("[data-told]");
  try {
    field.value = JSON.stringify(await shown(form.getAttribute("action") ?? ""));
    form.submit();
  } catch (problem) {
    if (problem instanceof Led) location.assign(problem.where);
    else if (told instanceof HTMLElement) told.hidden = false;
  }
}

class Led extends Error {
  /** @param {string} where */
  constructor(where) {
    super(where);
    this.where = where;
  }
}

/**
 * @param {string} address
 * @returns {Promise<object>}
 */
async function shown(address) {
  const answer = await fetch(address, {
    headers: { Accept: "application/json" },
    cache: "no-store",
  });
  const asked = await answer.json();
  if (asked.code === "proof_needed") {
    throw new Led(`/me/prove?back=${encodeURIComponent(location.pathname)}`);
  }
  if (!answer.ok) throw new Error(asked.code);
  const publicKey = { ...asked, challenge: bytes(asked.challenge) };
  const made = asked.user
    ? await navigator.credentials.create({ publicKey: toMake(publicKey) })
    : await navigator.credentials.get({
        publicKey: { ...publicKey, allowCredentials: keys(asked.allowCredentials) },
      });
  return said(/** @type {PublicKeyCredential} */ (made));
}

/** @param {any} asked */
function toMake(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  return { ...asked, user, excludeCredentials: keys(asked.excludeCredentials) };
}

/** @param {{id: string}[] | undefined} given */
function keys(given) {
  const list = (given ?? []).map(({ id }) => ({ id: bytes(id) }));
  return list.map((each) => ({ ...each, type: /** @type {const} */ ("public-key") }));
}

/** @param {PublicKeyCredential} made */
function said(made) {
  const response = /** @type {Record<string, any>} */ (made.response);
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature"];
  const parts = [...names, "userHandle"].filter((name) => response[name]);
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    response: Object.fromEntries(parts.map((name) => [name, text(response[name])])),
    clientExtensionResults: {},
  };
}

/** @param {string} base64url */
function bytes(base64url) {
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
