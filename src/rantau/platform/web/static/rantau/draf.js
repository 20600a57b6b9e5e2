// Keeps a form that was not sent yet: in this tab only, sealed with a key that the page brings, for half an hour.
"use strict";
(() => {
  const PREFIX = "rantau-draf:";
  const MINUTES = 30;
  const SKIPPED = new Set(["csrfmiddlewaretoken", "lanjut"]);
  const store = window.sessionStorage;

  const forgetAll = (wanted) => {
    for (const name of Object.keys(store)) if (name.startsWith(PREFIX) && wanted(name)) store.removeItem(name);
  };
  const isOld = (name) => !(Number(store.getItem(name).split(".")[0]) > Date.now() - MINUTES * 60000);

  if (document.querySelector("[data-draf-selesai]")) forgetAll(() => true);
  forgetAll(isOld);

  // A form whose answers are kept nowhere: it is sent only when the server answers, and what must be hidden is at once.
  const guarded = document.querySelector("form[data-jaga]");
  if (guarded) {
    let answered = false;
    guarded.addEventListener("submit", async (event) => {
      const hides = event.submitter && event.submitter.name === "tutup";
      if (hides) document.querySelector("main").hidden = true;
      if (answered) return;
      event.preventDefault();
      try {
        await fetch(guarded.dataset.jaga, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(10000) });
        answered = true;
        guarded.requestSubmit(event.submitter);
      } catch {
        if (hides) window.addEventListener("online", () => guarded.requestSubmit(event.submitter), { once: true });
        const told = document.querySelector("[data-draf-luring]");
        told.hidden = false;
        told.scrollIntoView();
      }
    });
  }

  const form = document.querySelector("form[data-draf]");
  if (!form) return;
  const show = (what) => {
    const told = document.querySelector(`[data-draf-${what}]`);
    if (told) told.hidden = false;
  };
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    show("luring");
    document.querySelector("[data-draf-luring]").scrollIntoView();
  });
  if (!window.crypto || !crypto.subtle) return;

  const name = PREFIX + location.pathname;
  const bytes = Uint8Array.from(form.dataset.draf.match(/../g), (pair) => parseInt(pair, 16));
  const key = crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  const encode = (raw) => btoa(Array.from(new Uint8Array(raw), (byte) => String.fromCharCode(byte)).join(""));
  const decode = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const kept = () => Array.from(form.elements).filter((field) =>
    field.name && !SKIPPED.has(field.name) && !["file", "submit", "button"].includes(field.type));

  const save = async () => {
    const values = kept().filter((field) => !["radio", "checkbox"].includes(field.type) || field.checked)
      .map((field) => [field.name, field.value]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(values));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, text);
    store.setItem(name, [Date.now(), encode(iv), encode(sealed)].join("."));
  };
  const restore = async () => {
    const [, iv, sealed] = store.getItem(name).split(".");
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: decode(iv) }, await key, decode(sealed));
    const values = JSON.parse(new TextDecoder().decode(opened));
    for (const field of kept()) {
      const said = values.filter(([named]) => named === field.name).map(([, value]) => value);
      if (["radio", "checkbox"].includes(field.type)) field.checked = said.includes(field.value);
      else if (said.length) field.value = said[0];
      if (said.some(Boolean) && field.closest("details")) field.closest("details").open = true;
    }
    show("kabar");
  };

  let waiting = 0;
  let typed = false;
  form.addEventListener("input", () => {
    typed = true;
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden && typed) save(); });
  if (form.dataset.drafAwal !== undefined && store.getItem(name)) restore().catch(() => store.removeItem(name));
  const empty = document.querySelector("[data-draf-kosongkan]");
  if (empty) empty.addEventListener("click", () => { typed = false; forgetAll(() => true); location.reload(); });
})();
