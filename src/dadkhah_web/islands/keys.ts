/**
 * Keys: `/` goes to the search box, `g` and a letter to a section, a letter alone to what the page
 * offers (`data-key` of a link or button in either), `?` lists them. Off while somebody writes, and
 * where they have been switched off in this browser.
 */

import { isWriting, said } from "./parts/page";

const STORED = "dadkhah-keys";
const PATIENCE_MS = 1500;

let goSince = -PATIENCE_MS;

function areOn(): boolean {
  return said("keys") !== "off" && localStorage.getItem(STORED) !== "off";
}

/** Show all keys, with those of this page. */
function list(): void {
  const dialog = document.querySelector<HTMLDialogElement>("dialog#keys");
  const facts = dialog?.querySelector("dl");
  for (const old of facts?.querySelectorAll("[data-key-here]") ?? []) old.remove();
  for (const offer of document.querySelectorAll<HTMLElement>("main [data-key]")) {
    const key = document.createElement("kbd");
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    key.textContent = offer.dataset["key"] ?? "";
    words.textContent = offer.textContent?.trim() ?? "";
    term.append(key);
    for (const part of [term, words]) part.setAttribute("data-key-here", "");
    facts?.append(term, words);
  }
  dialog?.showModal();
}

/** Press the first thing that matches; true when there is one. */
function press(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.click();
  return found !== null;
}

/** Do what a key means; true when it meant something. */
function obey(event: KeyboardEvent): boolean {
  const afterGo = event.timeStamp - goSince < PATIENCE_MS;
  goSince = -PATIENCE_MS;
  if (afterGo) {
    const letter = CSS.escape(event.key);
    return press(`.sections a[data-key="${letter}"]`);
  }
  if (event.key === "g") {
    goSince = event.timeStamp;
    return true;
  }
  if (event.key === "?") {
    list();
    return true;
  }
  if (event.key === "/") {
    const boxes = [...document.querySelectorAll<HTMLInputElement>("main [data-search], [data-search]")];
    const box = boxes.find((one) => one.checkVisibility());
    box?.focus();
    return box !== undefined || press('.sections a[data-key="/"]');
  }
  return press(`main [data-key="${CSS.escape(event.key)}"]`);
}

document.addEventListener("keydown", (event) => {
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  const isElsewhere = isWriting(event.target) || document.querySelector("dialog[open]") !== null;
  if (event.defaultPrevented || isModified || isElsewhere || !areOn()) return;
  if (obey(event)) event.preventDefault();
});

for (const opener of document.querySelectorAll<HTMLElement>('[data-opens="keys"]')) {
  opener.hidden = false;
}
for (const box of document.querySelectorAll<HTMLInputElement>("[data-keys-switch]")) {
  box.checked = areOn();
  box.addEventListener("change", () => {
    localStorage.setItem(STORED, box.checked ? "on" : "off");
  });
}
