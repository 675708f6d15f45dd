/** The form that keeps a passage, filled by what one selects, draws or plays. */

export const keepForm = document.querySelector<HTMLFormElement>("form[data-keep]");

/** A field of the form; null where this kind of item has none. */
export function keepField(name: string): HTMLInputElement | HTMLTextAreaElement | null {
  const found = keepForm?.elements.namedItem(name);
  return found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement ? found : null;
}
