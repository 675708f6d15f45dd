/**
 * Choose by typing, from the keyboard: `[data-picker]` holds a combobox whose options htmx fetches.
 *
 * ↓ and ↑ move, Enter takes the option that is marked, Tab takes the only one, ↓ in an empty field
 * asks for what is likely (the event `pick`). `data-many` takes several. What is taken stands as a
 * ticked box under the same name, so the form reads the same with and without this program.
 * Ctrl and Enter send the form from any of its fields.
 */

const BOX = "[data-picker]";
const OPTION = "[data-option]";
const NEW = "new";
const ACTIVE = "is-active";

interface Htmx {
  trigger(element: Element, name: string): void;
}

declare const htmx: Htmx;

function boxOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(BOX) : null;
}

function wordsOf(box: HTMLElement): HTMLInputElement | null {
  return box.querySelector<HTMLInputElement>("[role=combobox]");
}

function optionsOf(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>(`.picker__options ${OPTION}`)];
}

function choiceOf(option: Element): HTMLInputElement | null {
  return option.querySelector("input");
}

function mark(box: HTMLElement, option: HTMLElement | undefined): void {
  for (const one of optionsOf(box)) {
    one.classList.toggle(ACTIVE, one === option);
    one.setAttribute("aria-selected", String(one === option));
  }
  if (option) {
    option.scrollIntoView({ block: "nearest" });
    wordsOf(box)?.setAttribute("aria-activedescendant", option.id);
  } else {
    wordsOf(box)?.removeAttribute("aria-activedescendant");
  }
}

function marked(box: HTMLElement): HTMLElement | undefined {
  return optionsOf(box).find((one) => one.classList.contains(ACTIVE));
}

function close(box: HTMLElement): void {
  box.querySelector(".picker__options")?.replaceChildren();
  wordsOf(box)?.setAttribute("aria-expanded", "false");
  mark(box, undefined);
}

/** What was fetched becomes a list box; the first option is marked once something was typed. */
function opened(box: HTMLElement): void {
  const words = wordsOf(box);
  const options = optionsOf(box);
  box.querySelector(".picker__options")?.setAttribute("role", "listbox");
  options.forEach((option, place) => {
    option.id = `${words?.id ?? ""}-${place}`;
    option.setAttribute("role", "option");
    const choice = choiceOf(option);
    if (choice) choice.hidden = true; // an option of a list box holds nothing one could focus
  });
  words?.setAttribute("aria-expanded", String(options.length > 0));
  mark(box, options[0]);
}

function take(box: HTMLElement, option: HTMLElement): void {
  const choice = choiceOf(option);
  const words = wordsOf(box);
  const chosen = box.querySelector(".picker__chosen");
  if (!choice || !words || !chosen) return;
  if (choice.value === NEW) {
    choice.checked = true;
    chosen.replaceChildren();
    for (const other of optionsOf(box)) if (other !== option) other.remove();
    words.setAttribute("aria-expanded", "false");
    mark(box, undefined);
    settle(box, option);
  } else {
    if (!("many" in box.dataset)) chosen.replaceChildren();
    keep(chosen, option, choice);
    words.value = "";
    close(box);
  }
  words.focus();
  words.dispatchEvent(new Event("change", { bubbles: true }));
}

/** What is left of the list are plain fields: it is no list box any longer. */
function settle(box: HTMLElement, option: HTMLElement): void {
  box.querySelector(".picker__options")?.removeAttribute("role");
  for (const name of ["role", "aria-selected"]) option.removeAttribute(name);
  const choice = choiceOf(option);
  if (choice) choice.hidden = false;
}

/** Put the option among those chosen, as a box one can untick. */
function keep(chosen: Element, option: HTMLElement, choice: HTMLInputElement): void {
  const same = [...chosen.querySelectorAll("input")].find((one) => one.value === choice.value);
  same?.closest("label")?.remove();
  const box = document.createElement("input");
  Object.assign(box, { type: "checkbox", name: choice.name, value: choice.value, checked: true });
  choice.replaceWith(box);
  for (const name of ["role", "id", "aria-selected", "data-option"]) option.removeAttribute(name);
  option.className = "picker__chip";
  chosen.append(option);
}

function move(box: HTMLElement, by: number): void {
  const options = optionsOf(box);
  const here = options.findIndex((one) => one.classList.contains(ACTIVE));
  mark(box, options[(here + by + options.length) % options.length]);
}

function onKey(event: KeyboardEvent): void {
  const box = boxOf(event.target);
  const words = box && wordsOf(box);
  if (!box || !words || event.target !== words || event.isComposing || event.ctrlKey) return;
  const options = optionsOf(box);
  const isSettled = options.some((one) => choiceOf(one)?.checked);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (options.length) move(box, event.key === "ArrowDown" ? 1 : -1);
    else htmx.trigger(words, "pick");
  } else if (event.key === "Enter" && words.value.trim() && !isSettled) {
    event.preventDefault(); // nothing is saved while it is open what was meant
    const option = marked(box);
    if (option) take(box, option);
  } else if (event.key === "Enter" && marked(box)) {
    event.preventDefault();
    take(box, marked(box) as HTMLElement);
  } else if (event.key === "Escape") {
    if (!isSettled) close(box);
  } else if (event.key === "Tab" && words.value.trim() && !isSettled && !event.shiftKey) {
    const known = options.filter((one) => choiceOf(one)?.value !== NEW);
    const [only] = known;
    if (only && known.length === 1) take(box, only);
  } else if (event.key === "Backspace" && words.value === "") {
    box.querySelector(".picker__chosen > :last-child")?.remove();
  }
}

document.addEventListener("keydown", onKey);
document.addEventListener("keydown", (event) => {
  const form = event.target instanceof Element && event.target.closest("form")?.querySelector(BOX);
  if (!form || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.closest("form")?.requestSubmit();
});
document.addEventListener("change", (event) => {
  const box = boxOf(event.target);
  const option = event.target instanceof Element ? event.target.closest<HTMLElement>(OPTION) : null;
  if (box && option?.closest(".picker__options")) take(box, option);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const box = boxOf(event.target);
  if (box) opened(box);
});
document.addEventListener("focusout", (event) => {
  const box = boxOf(event.target);
  const isInside = event.relatedTarget instanceof Node && box?.contains(event.relatedTarget);
  if (box && !isInside && !wordsOf(box)?.value) close(box);
});

export {};
