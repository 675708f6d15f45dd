/**
 * Leave quickly: `[data-exit]`, or Escape three times within two seconds.
 *
 * The page is emptied first, then left for the neutral page at `data-exit-url`, which ends the
 * session; the address it replaces cannot be reached by "back".
 */

import { csrfToken, said } from "./parts/page";

const TIMES = 3;
const WITHIN_MS = 2000;

let presses: number[] = [];

function leave(): void {
  const url = said("exit-url") || "/";
  const fields = new FormData();
  fields.set("csrfmiddlewaretoken", csrfToken());
  document.title = "";
  document.body.replaceChildren();
  navigator.sendBeacon(url, fields);
  location.replace(url);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    presses = [];
    return;
  }
  const now = event.timeStamp;
  presses = [...presses.filter((press) => now - press < WITHIN_MS), now];
  if (presses.length >= TIMES) leave();
}, true);

document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-exit]")) {
    event.preventDefault();
    leave();
  }
});
