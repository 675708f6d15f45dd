/** What the page says to its islands. */

/** The value of `data-<name>` of the body; empty where the page does not say. */
export function said(name: string): string {
  return document.body.getAttribute(`data-${name}`) ?? "";
}

/** The token every POST carries: htmx sends it from the same place. */
export function csrfToken(): string {
  const headers = document.body.getAttribute("hx-headers") ?? "{}";
  return (JSON.parse(headers) as Record<string, string>)["X-CSRFToken"] ?? "";
}

/** POST some fields; the request outlives the page where the browser can do that. */
export function post(url: string, fields: Record<string, string>): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": csrfToken() },
    credentials: "same-origin",
    keepalive: true,
  });
}

/** Whether the person is writing, so that a letter is a letter and not a command. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox]"))
  );
}
