/**
 * Lock a page nobody touches: after `data-idle-seconds` go to `data-lock-url`, a minute before that
 * ask. What is typed is kept first. Pages open side by side count as one: a touch in any of them is
 * a touch in all. Who reads or types without asking for another page is reported at
 * `data-alive-url`, so that the server does not lock either.
 */

import { flush } from "./parts/flush";
import { post, said } from "./parts/page";

const WARNING_S = 60;
const REPORT_S = 60;
const STORED = "dadkhah-touched";
const TOUCHES = ["pointerdown", "keydown", "scroll", "input"];

const limit = Number(said("idle-seconds"));
const warning = Math.min(WARNING_S, limit / 2);
const dialog = document.querySelector<HTMLDialogElement>("dialog#idle");
const left = dialog?.querySelector<HTMLElement>("[data-idle-left]");
let isLocking = false;
let isTouched = false;
let reported = Date.now();

function noteTouch(): void {
  localStorage.setItem(STORED, String(Date.now()));
  isTouched = true;
}

function touch(): void {
  if (!dialog?.open) noteTouch();
}

/** Tell the server that somebody is here; not more often than it needs to know. */
function report(): void {
  const every = Math.min(REPORT_S, limit / 6) * 1000;
  if (!isTouched || Date.now() - reported < every || !said("alive-url")) return;
  isTouched = false;
  reported = Date.now();
  post(said("alive-url"), {}).catch(() => (isTouched = true));
}

function idleSeconds(): number {
  return (Date.now() - Number(localStorage.getItem(STORED) ?? Date.now())) / 1000;
}

async function lock(): Promise<void> {
  isLocking = true;
  await flush();
  const here = encodeURIComponent(location.pathname + location.search);
  location.replace(`${said("lock-url")}?next=${here}`);
}

function look(): void {
  if (isLocking) return;
  report();
  const remaining = Math.ceil(limit - idleSeconds());
  if (remaining <= 0) {
    void lock();
  } else if (remaining <= warning) {
    if (dialog && !dialog.open) dialog.showModal();
    if (left) {
      const words = dialog?.dataset["idleSaid"] ?? "";
      const number = new Intl.NumberFormat(document.documentElement.lang).format(remaining);
      left.textContent = words.replace("{seconds}", number);
    }
  } else if (dialog?.open) {
    dialog.close();
  }
}

if (limit > 0 && said("lock-url")) {
  localStorage.setItem(STORED, String(Date.now()));
  for (const name of TOUCHES) {
    document.addEventListener(name, touch, { capture: true, passive: true });
  }
  dialog?.addEventListener("close", noteTouch);
  window.setInterval(look, 1000);
}
