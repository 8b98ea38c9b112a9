// Lets the browser speak to the device that keeps a staff member's passkey. Signing in by passkey needs script: there is no other way.

/** @param {string} text */
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

/** @param {ArrayBuffer | null | undefined} buffer */
const text = (buffer) => buffer
  ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
  : undefined;

/** @param {string} url @param {object} body */
async function post(url, body) {
  const answer = await fetch(url, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    body: JSON.stringify(body),
  });
  const json = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(json.title ?? "");
  return json;
}

/** What the server needs of a credential, in WebAuthn's own JSON. @param {any} made */
function write(made) {
  const { response } = made;
  return {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    authenticatorAttachment: made.authenticatorAttachment ?? undefined,
    clientExtensionResults: made.getClientExtensionResults(),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.(),
      authenticatorData: response.attestationObject ? undefined : text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}

/** @param {any} descriptor */
const read = (descriptor) => ({ ...descriptor, id: bytes(descriptor.id) });

/** @param {string} url */
async function show(url) {
  const { challenge, options } = await post("/api/v1/account/passkey-challenges", {});
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: (options.allowCredentials ?? []).map(read) };
  const credential = write(await navigator.credentials.get({ publicKey }));
  return post(url, { challenge, credential });
}

const signIn = () => show("/api/v1/account/passkey-sessions");

/** @param {string | undefined} back */
async function prove(back) {
  await show("/api/v1/account/session/proofs");
  return { next: back ?? "/office" };
}

/** @param {string} invitation */
async function enrol(invitation) {
  const { challenge, options } = await post("/api/v1/account/enrolments/challenges", { invitation });
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(read),
  };
  const credential = write(await navigator.credentials.create({ publicKey }));
  return post("/api/v1/account/enrolments", { invitation, challenge, credential });
}

for (const button of document.querySelectorAll("button[data-passkey]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const failed = /** @type {HTMLElement} */ (document.getElementById("passkey-failed"));
  if (!window.PublicKeyCredential) {
    /** @type {HTMLElement} */ (document.getElementById("passkey-unable")).hidden = false;
    continue;
  }

  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      const { invitation, back, prove: again } = button.dataset;
      const { next } = await (invitation ? enrol(invitation) : again ? prove(back) : signIn());
      location.assign(back && next !== "/office/post" ? back : next);
    } catch (error) {
      const said = failed.querySelector("[data-said]");
      // The browser's own errors are in its language and say little: only the server's sentence is shown.
      if (said && error instanceof Error && !(error instanceof DOMException)) said.textContent = error.message;
      failed.hidden = false;
      failed.focus();
      button.disabled = false;
    }
  });
}
