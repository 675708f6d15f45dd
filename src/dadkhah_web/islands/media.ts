/**
 * Mark a time in sound or moving pictures: `[data-mark=begin|end|play]` take it from the player
 * `[data-player]` into the form `[data-keep]`; links `[data-seek]` play from there.
 */

import { keepField } from "./parts/keep";

const player = document.querySelector<HTMLMediaElement>("[data-player]");
let stopAt: number | null = null;

function clock(seconds: number): string {
  const whole = Math.floor(seconds / 60);
  return `${whole}:${(seconds - whole * 60).toFixed(1).padStart(4, "0")}`;
}

function seconds(written: string): number {
  return written.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) || 0;
}

function play(begin: number, end: number | null): void {
  if (!player) return;
  stopAt = end;
  player.currentTime = begin;
  void player.play();
}

function mark(what: string): void {
  if (!player) return;
  if (what === "play") {
    const end = keepField("end")?.value;
    play(seconds(keepField("begin")?.value ?? ""), end ? seconds(end) : null);
    return;
  }
  const field = keepField(what);
  if (field) field.value = clock(player.currentTime);
  field?.dispatchEvent(new Event("input", { bubbles: true }));
}

for (const line of document.querySelectorAll<HTMLElement>("[data-media-buttons]")) {
  line.hidden = false;
}
for (const button of document.querySelectorAll<HTMLButtonElement>("[data-mark]")) {
  button.addEventListener("click", () => mark(button.dataset["mark"] ?? ""));
}
for (const link of document.querySelectorAll<HTMLAnchorElement>("[data-seek]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    play(Number(link.dataset["seek"]), null);
  });
}
player?.addEventListener("timeupdate", () => {
  if (stopAt !== null && player.currentTime >= stopAt) {
    player.pause();
    stopAt = null;
  }
});
