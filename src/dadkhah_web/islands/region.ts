/**
 * Draw a rectangle on a picture: `[data-draw]` begins it, dragging on `[data-region]` draws it.
 *
 * Fills x, y, width and height of the form `[data-keep]` in hundredths of the picture, and shows
 * what stands in them as `[data-drawn]`. The four numbers can be typed as well.
 */

import { keepField, keepForm } from "./parts/keep";

const NAMES = ["x", "y", "width", "height"] as const;
const figure = document.querySelector<HTMLElement>("[data-region]");
const button = document.querySelector<HTMLButtonElement>("[data-draw]");
const drawn = figure?.querySelector<SVGRectElement>("[data-drawn]") ?? null;
let from: [number, number] | null = null;

function show(): void {
  for (const name of NAMES) drawn?.setAttribute(name, String(Number(keepField(name)?.value) || 0));
}

function percent(event: PointerEvent): [number, number] {
  const box = figure!.getBoundingClientRect();
  const part = (at: number, start: number, size: number): number =>
    Math.min(100, Math.max(0, ((at - start) / size) * 100));
  return [part(event.clientX, box.x, box.width), part(event.clientY, box.y, box.height)];
}

function fill(to: [number, number]): void {
  if (!from) return;
  // The far corner is rounded, not the size: together they never pass the edge.
  const round = (number: number): number => Math.round(number * 10) / 10;
  const [x, y] = [round(Math.min(from[0], to[0])), round(Math.min(from[1], to[1]))];
  const width = round(round(Math.max(from[0], to[0])) - x);
  const height = round(round(Math.max(from[1], to[1])) - y);
  [x, y, width, height].forEach((side, place) => {
    const field = keepField(NAMES[place]!);
    if (field) field.value = side.toFixed(1);
  });
  show();
}

function draw(isOn: boolean): void {
  figure?.classList.toggle("picture--drawing", isOn);
  button?.setAttribute("aria-pressed", String(isOn));
}

if (figure && keepForm && button) {
  for (const line of document.querySelectorAll<HTMLElement>("[data-region-button]")) {
    line.hidden = false;
  }
  button.addEventListener("click", () => draw(button.getAttribute("aria-pressed") !== "true"));
  figure.addEventListener("pointerdown", (event) => {
    if (button.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    figure.setPointerCapture(event.pointerId);
    from = percent(event);
  });
  figure.addEventListener("pointermove", (event) => fill(percent(event)));
  figure.addEventListener("pointerup", (event) => {
    if (!from) return;
    fill(percent(event));
    from = null;
    draw(false);
    keepField("note")?.focus();
  });
  for (const name of NAMES) keepField(name)?.addEventListener("input", show);
  show();
}
