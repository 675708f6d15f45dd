/**
 * Put a passage where one last wrote: a button `.pick` inside `[data-cite="ID"]` puts its code into
 * the text field of that id. Without this program one reads the code and types it.
 */

document.addEventListener("click", (event) => {
  const pick = event.target instanceof Element ? event.target.closest<HTMLElement>(".pick") : null;
  const box = pick?.closest<HTMLElement>("[data-cite]");
  const field = box && document.getElementById(box.dataset.cite ?? "");
  if (!pick || !(field instanceof HTMLTextAreaElement)) return;
  field.setRangeText(pick.dataset.code ?? "", field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

export {};
