/**
 * Nothing typed is lost: a form with `data-draft="KEY"` is kept at `data-draft-url` of the body a
 * few seconds after each change, and at once when the page goes away.
 *
 * Sent: key, case, data (JSON: a text, or a list of texts, for each name). Never in the way: when
 * keeping fails the form says so and goes on.
 */

import { onFlush } from "./parts/flush";
import { post, said } from "./parts/page";

const PAUSE_MS = 2500;
const NOT_KEPT = new Set(["csrfmiddlewaretoken"]);

type Fields = Record<string, string | string[]>;

function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || NOT_KEPT.has(name)) continue;
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  for (const secret of form.querySelectorAll<HTMLInputElement>("input[type=password]")) {
    delete fields[secret.name];
  }
  return fields;
}

/** The line that says when the form was kept; made at its end where the page has none. */
function sayingLine(form: HTMLFormElement): HTMLElement {
  const own = form.querySelector<HTMLElement>("[data-draft-said]");
  if (own) return own;
  const line = document.createElement("p");
  line.className = "draft-said";
  line.setAttribute("aria-live", "polite");
  (form.querySelector(".form__buttons") ?? form).append(line);
  return line;
}

class Draft {
  private kept: string;
  private timer: number | undefined;
  private isSent = false;
  private readonly line: HTMLElement;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
  ) {
    this.kept = JSON.stringify(fieldsOf(form));
    this.line = sayingLine(form);
    form.addEventListener("input", () => this.later());
    form.addEventListener("change", () => this.later());
    form.addEventListener("submit", () => {
      this.isSent = true;
      window.clearTimeout(this.timer);
    });
    // A form that htmx sent and that came back stays a draft until it leaves the page.
    form.addEventListener("htmx:afterRequest", () => (this.isSent = false));
  }

  async keep(): Promise<void> {
    window.clearTimeout(this.timer);
    const data = JSON.stringify(fieldsOf(this.form));
    if (this.isSent || !this.form.isConnected || data === this.kept) return;
    const key = this.form.dataset["draft"] ?? "";
    try {
      const answer = await post(this.url, { key, case: said("case"), data });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      this.kept = data;
      this.say("draft-kept");
    } catch {
      this.say("draft-not-kept");
    }
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.keep(), PAUSE_MS);
  }

  private say(words: "draft-kept" | "draft-not-kept"): void {
    const time = new Date().toLocaleTimeString(document.documentElement.lang, {
      hourCycle: "h23",
      hour: "2-digit",
      minute: "2-digit",
    });
    this.line.textContent = said(words).replace("{time}", time);
  }
}

const drafts = new Map<HTMLFormElement, Draft>();

function watch(root: ParentNode): void {
  const url = said("draft-url");
  if (!url) return;
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
    if (!drafts.has(form)) drafts.set(form, new Draft(form, url));
  }
}

function keepAll(): Promise<unknown> {
  return Promise.all([...drafts.values()].map((draft) => draft.keep()));
}

watch(document);
document.addEventListener("htmx:load", () => watch(document));
onFlush(keepAll);
window.addEventListener("pagehide", () => void keepAll());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") void keepAll();
});
