/**
 * Select words of an item and keep them: fills the form `[data-keep]` (quote, near, page) from what
 * is selected in `[data-reader]`.
 *
 * Text: `[data-text]` with lines `[data-start]`, whose number says where each begins in the whole
 * text. Pages: words of a picture are `[data-s][data-e]`, places in the same text. With the
 * keyboard: arrows choose a word, Shift takes in more, Enter goes to the form. Characters are
 * counted as code points, as the server counts them.
 */

import { keepField, keepForm } from "./parts/keep";

interface Part {
  quote: string;
  near: number;
}

const reader = document.querySelector<HTMLElement>("[data-reader]");
const bar = document.querySelector<HTMLElement>("[data-keep-bar]");

function count(text: string): number {
  return [...text].length;
}

function elementOf(node: Node): Element | null {
  return node instanceof Element ? node : node.parentElement;
}

/** Where a point of a selection stands in the whole text; null outside of the lines. */
function placeIn(node: Node, offset: number): number | null {
  const line = elementOf(node)?.closest<HTMLElement>("[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.selectNodeContents(line);
  before.setEnd(node, offset);
  return Number(line.dataset["start"]) + count(before.toString());
}

/** The text of the lines that are shown, as the server has it. */
function shownText(text: HTMLElement): { text: string; start: number } {
  const lines = [...text.querySelectorAll<HTMLElement>("[data-start]")];
  const start = Number(lines[0]?.dataset["start"] ?? 0);
  return { text: lines.map((line) => line.textContent ?? "").join("\n"), start };
}

function cut(start: number, end: number): Part | null {
  const holder = document.querySelector<HTMLElement>("[data-text]");
  if (!holder) return null;
  const shown = shownText(holder);
  const letters = [...shown.text].slice(start - shown.start, end - shown.start).join("");
  const ahead = count(letters) - count(letters.trimStart());
  const quote = letters.trim();
  return quote ? { quote, near: start + ahead } : null;
}

function fromLines(range: Range): Part | null {
  const start = placeIn(range.startContainer, range.startOffset);
  const end = placeIn(range.endContainer, range.endOffset);
  return start === null || end === null || start >= end ? null : cut(start, end);
}

function fromWords(range: Range): Part | null {
  const words = [...document.querySelectorAll<SVGElement>("[data-words] [data-s]")].filter((word) =>
    range.intersectsNode(word),
  );
  if (!words.length) return null;
  const start = Math.min(...words.map((word) => Number(word.dataset["s"])));
  const end = Math.max(...words.map((word) => Number(word.dataset["e"])));
  return cut(start, end);
}

function selected(): Part | null {
  const selection = document.getSelection();
  if (!reader || !selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!reader.contains(range.commonAncestorContainer)) return null;
  return fromLines(range) ?? fromWords(range);
}

function take(): boolean {
  const part = selected();
  const quote = keepField("quote");
  if (bar) bar.hidden = !part;
  if (!part || !quote) return false;
  quote.value = part.quote;
  const near = keepField("near");
  if (near) near.value = String(part.near);
  const preview = bar?.querySelector<HTMLElement>("[data-keep-words]");
  if (preview) preview.textContent = part.quote;
  quote.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

/** Choose the word beside, or take in more: words can be reached without a mouse. */
function step(event: KeyboardEvent): void {
  const text = event.currentTarget as HTMLElement;
  const selection = document.getSelection();
  if (!selection) return;
  if (event.key === "Enter" && take()) {
    event.preventDefault();
    keepField("note")?.focus();
    return;
  }
  const ways: Record<string, [string, string]> = {
    ArrowLeft: ["left", "word"],
    ArrowRight: ["right", "word"],
    ArrowUp: ["backward", "line"],
    ArrowDown: ["forward", "line"],
  };
  const way = ways[event.key];
  if (!way || event.altKey || event.metaKey) return;
  event.preventDefault();
  if (!selection.anchorNode || !text.contains(selection.anchorNode)) {
    selection.collapse(text.querySelector(".line__words") ?? text, 0);
  }
  if (event.shiftKey) {
    selection.modify("extend", way[0], way[1]);
  } else {
    if (way[1] === "line" || !selection.isCollapsed) selection.modify("move", way[0], way[1]);
    selection.modify("extend", "forward", "word");
  }
}

function listen(): void {
  if (!reader || !keepForm) return;
  reader.addEventListener("pointerup", () => window.setTimeout(take, 0));
  reader.addEventListener("keyup", (event) => {
    if (event.key !== "Enter") take();
  });
  document.addEventListener("selectionchange", () => {
    if (bar && document.getSelection()?.isCollapsed) bar.hidden = true;
  });
  keepField("quote")?.addEventListener("keydown", () => {
    // What is typed by hand is looked for in the whole text.
    const near = keepField("near");
    if (near) near.value = "";
  });
  for (const text of reader.querySelectorAll<HTMLElement>("[data-text]")) {
    text.addEventListener("keydown", step);
  }
  for (const hint of document.querySelectorAll<HTMLElement>("[data-keys-hint]")) {
    hint.hidden = false;
  }
}

/** Show in the margin what the pointer is on in the text. */
function point(event: Event): void {
  const codes = (event.target as Element).closest<HTMLElement>("[data-codes]")?.dataset["codes"];
  for (const note of document.querySelectorAll<HTMLElement>("[data-note]")) {
    const isMeant = !!codes?.split(" ").includes(note.dataset["note"] ?? "");
    note.classList.toggle("note--pointed", isMeant);
  }
}

listen();
reader?.addEventListener("pointerover", point);
