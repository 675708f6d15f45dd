/**
 * Send files in pieces before the form `[data-upload]` is sent, so that a broken line costs one
 * piece: drop zone, folders, progress, pause, going on after a reload when the same file is chosen.
 *
 * Reads `data-begin-url`, `data-piece-url` and `data-discard-url` (with TOKEN in it), `data-piece`
 * (bytes in a piece) and its words from `data-words-…`. Without this the form sends the files.
 */

import { csrfToken } from "./parts/page";

interface Answer {
  token?: string;
  received?: number;
  error?: string;
}

const LONGEST_PAUSE = 30_000;
const form = document.querySelector<HTMLFormElement>("form[data-upload]");

function words(name: string): string {
  return form?.getAttribute(`data-words-${name}`) ?? "";
}

function url(name: string, token: string): string {
  return (form?.getAttribute(`data-${name}-url`) ?? "").replace("TOKEN", token);
}

async function sha256(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function send(address: string, body: BodyInit): Promise<Answer> {
  const answer = await fetch(address, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": csrfToken() },
    credentials: "same-origin",
  });
  if (answer.redirected || (!answer.ok && answer.status !== 422)) {
    throw new Error(answer.statusText);
  }
  return (await answer.json()) as Answer;
}

/** One file on its way, and its line in the list. */
class Sending {
  isOver = false;
  private isPaused = false;
  private wake: () => void = () => undefined;
  private token = "";
  private readonly row = document.createElement("li");
  private readonly said = document.createElement("span");
  private readonly bar = document.createElement("progress");
  private readonly pause = document.createElement("button");
  private readonly remove = document.createElement("button");

  constructor(
    private readonly file: File,
    private readonly name: string,
    list: HTMLElement,
    private readonly changed: () => void,
  ) {
    const title = document.createElement("span");
    title.className = "drop__name";
    title.dir = "auto";
    title.textContent = name;
    const side = document.createElement("span");
    side.className = "row";
    this.said.className = "muted small";
    for (const button of [this.pause, this.remove]) {
      button.type = "button";
      button.className = "button button--small button--quiet";
    }
    this.pause.textContent = words("pause");
    this.remove.textContent = words("remove");
    this.pause.addEventListener("click", () => this.turn());
    this.remove.addEventListener("click", () => void this.discard());
    this.bar.max = Math.max(1, file.size);
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", name);
    side.append(this.said, this.pause, this.remove);
    this.row.className = "drop__file";
    this.row.append(title, side, this.bar);
    list.append(this.row);
  }

  /** Send what is not there yet; tries again for as long as the line is broken. */
  async run(): Promise<void> {
    let patience = 1000;
    while (!this.isOver) {
      try {
        if (await this.sendPieces()) return;
      } catch {
        this.said.textContent = words("again");
        await this.sleep(patience);
        patience = Math.min(patience * 2, LONGEST_PAUSE);
      }
    }
  }

  private async sendPieces(): Promise<boolean> {
    const size = Number(form?.dataset["piece"]);
    const start = await sha256(this.file.slice(0, size));
    const fields = { name: this.name, size: String(this.file.size), start };
    let answer = await send(url("begin", ""), new URLSearchParams(fields));
    if (answer.error) return this.end(answer.error);
    this.token = answer.token ?? "";
    let here = answer.received ?? 0;
    while (here < this.file.size) {
      if (this.isOver) return true;
      if (this.isPaused) await this.sleep(0);
      this.bar.value = here;
      this.said.textContent = words("sending");
      const address = `${url("piece", this.token)}?start=${here}`;
      answer = await send(address, this.file.slice(here, here + size));
      if (answer.error) return this.end(answer.error);
      here = answer.received ?? here;
    }
    return this.end("");
  }

  private end(problem: string): boolean {
    this.isOver = true;
    this.pause.hidden = true;
    this.said.textContent = problem || words("sent");
    this.bar.value = problem ? this.bar.value : this.bar.max;
    if (!problem) {
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = "uploads";
      hidden.value = this.token;
      this.row.append(hidden);
    }
    this.changed();
    return true;
  }

  private turn(): void {
    this.isPaused = !this.isPaused;
    this.pause.textContent = words(this.isPaused ? "go-on" : "pause");
    if (this.isPaused) this.said.textContent = words("paused");
    else this.wake();
  }

  private async discard(): Promise<void> {
    this.isOver = true;
    this.wake();
    this.row.remove();
    this.changed();
    if (!this.token) return;
    const headers = { "X-CSRFToken": csrfToken() };
    await fetch(url("discard", this.token), { method: "POST", headers, credentials: "same-origin" });
  }

  /** Wait so long, or until somebody goes on; a pause has no end of its own. */
  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (!this.isPaused) window.setTimeout(resolve, milliseconds);
    });
  }
}

/** Every file of what was dropped, with the folders it lay in. */
async function filesOf(entry: FileSystemEntry): Promise<[File, string][]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [[file, entry.fullPath.replace(/^\//, "")]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: [File, string][] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesOf(one)));
  }
}

function start(form: HTMLFormElement, zone: HTMLElement, list: HTMLElement): void {
  const sendings: Sending[] = [];
  let isWanted = false;
  let running = Promise.resolve();

  const changed = (): void => {
    if (isWanted && sendings.every((one) => one.isOver)) form.requestSubmit();
  };
  const add = (file: File, name: string): void => {
    const one = new Sending(file, name, list, changed);
    sendings.push(one);
    running = running.then(() => one.run());
  };

  zone.querySelector<HTMLElement>("[data-drop-words]")?.removeAttribute("hidden");
  for (const input of zone.querySelectorAll<HTMLInputElement>("input[type=file]")) {
    input.addEventListener("change", () => {
      for (const file of input.files ?? []) add(file, file.webkitRelativePath || file.name);
      input.value = "";
    });
  }
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("drop--over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("drop--over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("drop--over");
    const entries = [...(event.dataTransfer?.items ?? [])].map((item) => item.webkitGetAsEntry());
    void (async () => {
      for (const entry of entries) {
        if (entry) for (const [file, name] of await filesOf(entry)) add(file, name);
      }
    })();
  });
  form.addEventListener("submit", (event) => {
    isWanted = sendings.some((one) => !one.isOver);
    if (isWanted) event.preventDefault(); // sent by itself when the last piece is there
  });
}

const zone = form?.querySelector<HTMLElement>("[data-drop]");
const list = form?.querySelector<HTMLElement>("[data-drop-list]");
// Where a browser gives no digest (a page without TLS) the form sends the files itself.
if (form && zone && list && window.isSecureContext) start(form, zone, list);
