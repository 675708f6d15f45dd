/**
 * Lock a page nobody touches: after `data-idle-seconds` go to `data-lock-url`, a minute before that
 * ask. What is typed is kept first. Pages open side by side count as one: a touch in any of them is
 * a touch in all.
 */

import { flush } from "./parts/flush";
import { said } from "./parts/page";

const WARNING_S = 60;
const STORED = "dadkhah-touched";
const TOUCHES = ["pointerdown", "keydown", "scroll", "input"];

const limit = Number(said("idle-seconds"));
const warning = Math.min(WARNING_S, limit / 2);
const dialog = document.querySelector<HTMLDialogElement>("dialog#idle");
const left = dialog?.querySelector<HTMLElement>("[data-idle-left]");
let isLocking = false;

function touch(): void {
  if (!dialog?.open) localStorage.setItem(STORED, String(Date.now()));
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
  touch();
  for (const name of TOUCHES) {
    document.addEventListener(name, touch, { capture: true, passive: true });
  }
  dialog?.addEventListener("close", () => localStorage.setItem(STORED, String(Date.now())));
  window.setInterval(look, 1000);
}
