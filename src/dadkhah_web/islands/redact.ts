/**
 * Mark what a redacted copy hides.
 *
 * `[data-region]` is drawn upon while `[data-draw]` is pressed; it fills x, y, width and height of
 * the form `[data-keep]`, and sends it at once where that is `[data-redact-form]`. With the
 * keyboard on `[data-region]`: arrows move the region, Shift and arrows change its size, Enter adds
 * it. Words selected in `[data-redact-text]` fill start and end of `[data-redact-selected]`, counted
 * in characters from its `data-start`.
 */

import { keepField, keepForm } from "./parts/keep";

const SIDES = ["x", "y", "width", "height"] as const;
const SMALLEST = 0.4;
const FIRST = [40, 40, 20, 8];
const figure = document.querySelector<HTMLElement>("[data-region]");
const button = document.querySelector<HTMLButtonElement>("[data-draw]");
const drawn = figure?.querySelector<SVGRectElement>("[data-drawn]") ?? null;
const isSentAtOnce = keepForm?.matches("[data-redact-form]") ?? false;
let from: [number, number] | null = null;

function sides(): number[] {
  return SIDES.map((name) => Number(keepField(name)?.value) || 0);
}

function show(): void {
  sides().forEach((side, place) => drawn?.setAttribute(SIDES[place]!, String(side)));
}

function fill(values: number[]): void {
  values.forEach((value, place) => {
    const field = keepField(SIDES[place]!);
    if (field) field.value = value.toFixed(1);
  });
  show();
}

function percent(event: PointerEvent): [number, number] {
  const box = figure!.getBoundingClientRect();
  const part = (at: number, start: number, size: number): number =>
    Math.min(100, Math.max(0, ((at - start) / size) * 100));
  return [part(event.clientX, box.x, box.width), part(event.clientY, box.y, box.height)];
}

/** Both corners are rounded outwards: a mark is never smaller than what was drawn. */
function between(a: [number, number], b: [number, number]): number[] {
  const low = (n: number): number => Math.floor(n * 10) / 10;
  const high = (n: number): number => Math.min(100, Math.ceil(n * 10) / 10);
  const [left, top] = [low(Math.min(a[0], b[0])), low(Math.min(a[1], b[1]))];
  return [left, top, high(Math.max(a[0], b[0])) - left, high(Math.max(a[1], b[1])) - top];
}

function draw(isOn: boolean): void {
  figure?.classList.toggle("picture--drawing", isOn);
  button?.setAttribute("aria-pressed", String(isOn));
}

function isDrawing(): boolean {
  return button?.getAttribute("aria-pressed") === "true";
}

function end(event: PointerEvent): void {
  if (!from) return;
  const region = between(from, percent(event));
  from = null;
  if (region[2]! < SMALLEST || region[3]! < SMALLEST) return;
  fill(region);
  if (isSentAtOnce) keepForm?.requestSubmit();
  else draw(false);
}

function move(event: KeyboardEvent): void {
  if (event.key === "Enter") {
    event.preventDefault();
    keepForm?.requestSubmit();
    return;
  }
  const steps: Record<string, [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const step = steps[event.key];
  if (!step) return;
  event.preventDefault();
  let [x, y, width, height] = sides() as [number, number, number, number];
  if (!width || !height) [x, y, width, height] = FIRST as [number, number, number, number];
  else if (event.shiftKey) [width, height] = [width + step[0], height + step[1]];
  else [x, y] = [x + step[0], y + step[1]];
  const inside = (n: number, least: number, most: number): number =>
    Math.min(most, Math.max(least, n));
  [width, height] = [inside(width, 1, 100), inside(height, 1, 100)];
  fill([inside(x, 0, 100 - width), inside(y, 0, 100 - height), width, height]);
}

if (figure && keepForm && button) {
  for (const line of document.querySelectorAll<HTMLElement>("[data-region-button]")) {
    line.hidden = false;
  }
  button.addEventListener("click", () => draw(!isDrawing()));
  figure.addEventListener("pointerdown", (event) => {
    if (!isDrawing() || event.button !== 0) return;
    event.preventDefault();
    figure.setPointerCapture(event.pointerId);
    from = percent(event);
  });
  figure.addEventListener("pointermove", (event) => {
    if (from) fill(between(from, percent(event)));
  });
  figure.addEventListener("pointerup", end);
  figure.addEventListener("pointercancel", () => (from = null));
  if (figure.tabIndex === 0) figure.addEventListener("keydown", move);
  for (const name of SIDES) keepField(name)?.addEventListener("input", show);
  // A finger must be able to move the page; a mouse draws.
  draw(isSentAtOnce && window.matchMedia("(pointer: fine)").matches);
  show();
}

const text = document.querySelector<HTMLElement>("[data-redact-text]");
const selected = document.querySelector<HTMLFormElement>("[data-redact-selected]");

/** Characters, and not the halves that a browser counts some of them in. */
function count(words: string): number {
  return Array.from(words).length;
}

function take(): void {
  const selection = window.getSelection();
  if (!text || !selected || !selection || !selection.rangeCount) return;
  const range = selection.getRangeAt(0);
  const words = range.toString();
  selected.hidden = !words.trim() || !text.contains(range.commonAncestorContainer);
  if (selected.hidden) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = Number(text.dataset["start"]) + count(before.toString());
  const fields: Record<string, number> = { start, end: start + count(words) };
  for (const [name, value] of Object.entries(fields)) {
    const field = selected.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = String(value);
  }
  const said = selected.querySelector("[data-redact-words]");
  if (said) said.textContent = words;
}

if (text && selected) document.addEventListener("selectionchange", take);
