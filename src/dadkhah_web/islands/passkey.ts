/**
 * Use or make a passkey: a form with `data-passkey="get"` or `"create"`.
 *
 * What the browser is asked for comes from the element #passkey-options, or from the address in
 * `data-passkey-options`; the answer goes into the field `credential`, and the form is sent. Where
 * it fails, `data-passkey-failed` is said in `[data-passkey-said]`. Forms that are `hidden` appear
 * where the browser can do it: never at an address that is a number, for a passkey needs a name.
 */

interface Options {
  request_options?: { publicKey: PublicKeyCredentialRequestOptionsJSON };
  creation_options?: { publicKey: PublicKeyCredentialCreationOptionsJSON };
}

function isPossible(): boolean {
  const isNumber = /^[\d.]+$|^\[/.test(location.hostname);
  return !isNumber && "PublicKeyCredential" in window &&
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";
}

async function optionsOf(form: HTMLFormElement): Promise<Options> {
  const url = form.dataset["passkeyOptions"];
  if (url) {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    return (await answer.json()) as Options;
  }
  return JSON.parse(document.getElementById("passkey-options")?.textContent ?? "{}") as Options;
}

async function create(options: Options, form: HTMLFormElement): Promise<Credential | null> {
  const asked = options.creation_options?.publicKey;
  if (!asked) return null;
  const alone = form.querySelector<HTMLInputElement>("[name=passwordless]")?.checked ?? false;
  asked.authenticatorSelection = {
    ...asked.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
  return navigator.credentials.create({ publicKey });
}

async function get(options: Options): Promise<Credential | null> {
  const asked = options.request_options?.publicKey;
  if (!asked) return null;
  return navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked),
  });
}

async function use(form: HTMLFormElement): Promise<void> {
  try {
    const options = await optionsOf(form);
    const isNew = form.dataset["passkey"] === "create";
    const credential = await (isNew ? create(options, form) : get(options));
    const field = form.querySelector<HTMLInputElement>("[name=credential]");
    if (!credential || !field) throw new Error("no passkey");
    field.value = JSON.stringify(credential);
    form.submit();
  } catch {
    const line = form.querySelector("[data-passkey-said]");
    if (line) line.textContent = form.dataset["passkeyFailed"] ?? "";
  }
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
  if (isPossible()) form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void use(form);
  });
}
