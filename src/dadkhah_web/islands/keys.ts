/**
 * Keys: `/` goes to the search box, `g` and a letter to a section (`data-key` of its link), `?`
 * lists them. Off while somebody writes, and where they have been switched off in this browser.
 */

import { isWriting, said } from "./parts/page";

const STORED = "dadkhah-keys";
const PATIENCE_MS = 1500;

let goSince = -PATIENCE_MS;

function areOn(): boolean {
  return said("keys") !== "off" && localStorage.getItem(STORED) !== "off";
}

function list(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("dialog#keys");
}

/** Do what a key means; true when it meant something. */
function obey(event: KeyboardEvent): boolean {
  const afterGo = event.timeStamp - goSince < PATIENCE_MS;
  goSince = -PATIENCE_MS;
  if (afterGo) {
    const letter = CSS.escape(event.key);
    const link = document.querySelector<HTMLAnchorElement>(`a[data-key="${letter}"]`);
    link?.click();
    return link !== null;
  }
  if (event.key === "g") {
    goSince = event.timeStamp;
    return true;
  }
  if (event.key === "?") {
    list()?.showModal();
    return true;
  }
  if (event.key === "/") {
    const boxes = [...document.querySelectorAll<HTMLInputElement>("main [data-search], [data-search]")];
    const box = boxes.find((one) => one.checkVisibility());
    const link = document.querySelector<HTMLAnchorElement>('a[data-key="/"]');
    if (box) box.focus();
    else link?.click();
    return Boolean(box ?? link);
  }
  return false;
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
