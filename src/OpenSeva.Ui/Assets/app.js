// Small improvements of pages that work without them: see README.md.

/** What is wrong comes first: the error summary takes the focus. */
const summary = document.querySelector("[data-errors]");
if (summary instanceof HTMLElement) summary.focus();

/** Forms changed and not sent. @type {Set<HTMLFormElement>} */
const unsent = new Set();

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof HTMLElement)) return;
  const form = target.closest("form");
  if (form?.hasAttribute("data-guard")) unsent.add(form);
  if (target instanceof HTMLTextAreaElement && target.dataset.count) countLeft(target, 400);
});

/** A second click on the same button sends nothing. */
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  if (waited > 0) {
    // A place's next list is on its way: the form goes when it is there, with what it brought. The button that asked for
    // the list itself is gone by then, and has what it asked for.
    event.preventDefault();
    const button = event.submitter;
    return void bringing.then(() => (!button || button.isConnected) && form.requestSubmit(button));
  }
  form.dataset.sent = "yes";
  unsent.clear();
  event.submitter?.setAttribute("aria-disabled", "true");
});

/** Back to a page the browser kept: its forms can be sent again. */
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

addEventListener("beforeunload", (event) => {
  if (unsent.size > 0) event.preventDefault();
});

/** @type {Map<Element, number>} */
const pending = new Map();

/**
 * Says how many characters are left, after a pause in typing so that a screen reader is not flooded.
 * @param {HTMLTextAreaElement} area
 * @param {number} wait milliseconds
 */
function countLeft(area, wait) {
  const note = document.getElementById(`${area.id}-count`);
  if (!note) return;
  clearTimeout(pending.get(area));
  pending.set(area, setTimeout(() => {
    const left = Number(area.dataset.count) - area.value.length;
    note.textContent = (left < 0 ? note.dataset.over : note.dataset.left)?.replace("#", String(Math.abs(left))) ?? "";
  }, wait));
}

for (const area of document.querySelectorAll("textarea[data-count]")) {
  if (area instanceof HTMLTextAreaElement) {
    document.getElementById(`${area.id}-count`)?.setAttribute("aria-live", "polite");
    countLeft(area, 0);
  }
}

/** j and k walk the rows of an office table while the focus is inside it. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "j" && event.key !== "k")) return;
  if (!(event.target instanceof HTMLElement) || event.target.matches("input, select, textarea")) return;
  const table = event.target.closest(".scroll")?.querySelector("table[data-rows]");
  if (!table) return;
  const links = [...table.querySelectorAll("tbody tr")].map((row) => row.querySelector("a")).filter((link) => link !== null);
  const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
  const next = links[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), links.length - 1)];
  for (const link of links) link.closest("tr")?.classList.toggle("at", link === next);
  next?.focus();
});

/** Turning a document over changes the viewer alone: the answers beside it stay where they are, and what was typed stays. */
document.addEventListener("click", async (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-viewer] a[data-turn]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  await turn(link.dataset.turn);
});

addEventListener("popstate", () => { if (document.querySelector("[data-viewer]")) turn(); });

/**
 * Fetches the page that the address now names and takes its viewer.
 * @param {string} [key] the link that had the focus
 */
async function turn(key) {
  const viewer = document.querySelector("[data-viewer]");
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.querySelector("[data-viewer]");
  if (!viewer || !fresh) return location.reload();
  const status = viewer.querySelector("[data-status]");
  viewer.replaceChildren(...fresh.childNodes);
  const said = viewer.querySelector("[data-status]");
  if (status && said) said.replaceWith(status);
  if (status) status.textContent = viewer.querySelector("[data-caption]")?.textContent?.trim().replace(/\s+/g, " ") ?? "";
  if (!key) return;
  const again = viewer.querySelector(`[data-turn="${CSS.escape(key)}"]`) ?? viewer.querySelector("[aria-current]");
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/** A place's next list comes by itself, without leaving the page; one after the other. */
let brought = 0, waited = 0, bringing = Promise.resolve();

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLSelectElement && target.matches("[data-units]") && target.value) {
    waited++;
    bringing = bringing.then(() => bring(target)).catch(() => {}).finally(() => void waited--);
  }
});

/**
 * Sends the form as its "next list" button would, without files, and takes the place's lists from the answer.
 * @param {HTMLSelectElement} list the one just chosen in
 */
async function bring(list) {
  const form = list.form, place = list.closest("fieldset");
  if (!form || !place || form.method !== "post" || form.dataset.sent) return;
  const typed = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") typed.append(name, value);
  typed.set("__key", `${typed.get("__key")}-${++brought}`);
  typed.set(`${list.name}.next`, "yes");
  const answer = await fetch(form.action, { method: "POST", body: typed }).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const fresh = page?.querySelector(`[data-units][name="${CSS.escape(list.name)}"]`);
  const lists = fresh?.closest("fieldset");
  if (!answer || !fresh || !lists || form.dataset.sent) return;
  const [seen, now] = [form, fresh.closest("form")].map((one) => one?.querySelector("input[name=version]"));
  // Only what was kept moves the version on; changed elsewhere, the form itself will say so.
  if (answer.redirected && seen instanceof HTMLInputElement && now instanceof HTMLInputElement) seen.value = now.value;
  const at = [...place.querySelectorAll("[data-units]")].indexOf(document.activeElement ?? list);
  place.className = lists.className;
  place.replaceChildren(...lists.childNodes);
  const again = place.querySelectorAll("[data-units]")[at];
  if (again instanceof HTMLElement) again.focus();
}
