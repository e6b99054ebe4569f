import type { Json } from "../../generator/index.js";
import { TutorialFault } from "./fault.js";
import type { Exchange } from "./recorder.js";
import { secretKeys } from "./warehouses.js";

const HIDDEN = "[redacted]";

/** Where lines go; every one has the secrets taken out first. */
export class Printer {
  readonly #write: (line: string) => void;
  readonly #secrets: Set<string>;

  constructor(write: (line: string) => void, secrets = new Set<string>()) {
    this.#write = write;
    this.#secrets = secrets;
  }

  /** A printer for another place that hides the same secrets. */
  to(write: (line: string) => void): Printer {
    return new Printer(write, this.#secrets);
  }

  /** From now on, this value is not shown, whoever repeats it. */
  hide(secret: string): void {
    if (secret.length === 0) return;
    this.#secrets.add(secret);
    // As it stands inside JSON, too.
    this.#secrets.add(JSON.stringify(secret).slice(1, -1));
  }

  line(text = ""): void {
    this.#write(this.redact(text));
  }

  /** `200 POST /oauth/token: what was learned` */
  exchange({ status, method, url }: Exchange, learned: string): void {
    this.line(`  ${String(status)} ${method.padEnd(4)} ${url.pathname}${url.search}: ${learned}`);
  }

  /** A request that was not sent, with its body. */
  rehearsal({ method, url, body, headers }: Exchange): void {
    this.line(`  would send  ${method} ${url.href}`);
    if (headers.has("authorization")) this.line(`    Authorization: Bearer ${HIDDEN}`);
    if (body === undefined) return;
    const text = JSON.stringify(body, withoutSecrets, 2);
    for (const line of text.split("\n")) this.line(`    ${line}`);
  }

  /** A diagnostic, as every command prints them; no stack trace. */
  fault(error: unknown): void {
    for (const line of describe(error)) this.line(line);
  }

  redact(text: string): string {
    const longestFirst = [...this.#secrets].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text);
  }
}

function withoutSecrets(key: string, value: Json): Json {
  return secretKeys.has(key) ? HIDDEN : value;
}

function describe(error: unknown): string[] {
  // The client wraps what its fetch threw; the cause is the news.
  if (error instanceof Error && error.cause instanceof TutorialFault) return describe(error.cause);
  if (error instanceof TutorialFault) {
    const hint = error.hint === undefined ? [] : [`  hint ${error.hint}`];
    return [`error ${error.code}: ${error.message}`, ...hint];
  }
  const message = error instanceof Error ? error.message : String(error);
  const said = messagesOf(error).map((text) => `  said ${text}`);
  return [`error tutorial/step-failed: ${message}`, ...said];
}

/** What the server said in the body of its refusal. */
function messagesOf(error: unknown): string[] {
  const body = (error as { body?: { errors?: unknown } } | null)?.body;
  if (!Array.isArray(body?.errors)) return [];
  return body.errors.flatMap((each: unknown) => {
    const message = (each as { message?: unknown } | null)?.message;
    return typeof message === "string" ? [message] : [];
  });
}
