import { isSecretParameter, type ApiModel } from "../../generator/index.js";

/** A request or an answer as reports show it: secrets are replaced, long bodies cut. */
export interface Shown {
  readonly line: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const LONGEST = 4_000;
const REDACTED = "[redacted]";
/** Shorter texts are found everywhere. */
const LEAST_SECRET = 8;

/** Hides what a report must not hold: credentials by their places, and members that the document calls secret. */
export class Redaction {
  readonly #headers = new Set(["authorization", "proxy-authorization", "cookie", "set-cookie"]);
  readonly #queries = new Set<string>([
    "access_token",
    "api_key",
    "apikey",
    "key",
    "token",
    "signature",
  ]);
  readonly #members = new Set<string>([
    "client_secret",
    "access_token",
    "refresh_token",
    "id_token",
    "password",
    "secret",
  ]);

  /** Credentials that went over the wire, as they were: what nothing else may show either. */
  readonly seen = new Set<string>();

  constructor(model: ApiModel) {
    for (const scheme of Object.values(model.security)) {
      if (scheme.type !== "apiKey") continue;
      if (scheme.in === "header") this.#headers.add(scheme.key.toLowerCase());
      if (scheme.in === "query") this.#queries.add(scheme.key.toLowerCase());
    }
    for (const { parameters, responses } of model.operations) {
      const carriers = [...parameters, ...responses.flatMap(({ headers }) => headers)];
      for (const one of carriers.filter((each) => isSecretParameter(each, model.schemas)))
        (one.in === "header" ? this.#headers : this.#queries).add(one.key.toLowerCase());
    }
    for (const { assertions } of Object.values(model.schemas))
      for (const [name, id] of Object.entries(assertions.object?.properties ?? {}))
        if (model.schemas[id]?.secret === true) this.#members.add(name);
  }

  headers(headers: Headers): Record<string, string> {
    const shown = [...headers].map(([name, value]) => [
      name,
      this.#headers.has(name) ? this.#redacted(value.replace(/^(?:Basic|Bearer) /i, "")) : value,
    ]);
    return Object.fromEntries(shown) as Record<string, string>;
  }

  url(address: string): string {
    const url = new URL(address);
    for (const name of [...url.searchParams.keys()])
      if (this.#queries.has(name.toLowerCase()))
        url.searchParams.set(name, this.#redacted(url.searchParams.get(name) ?? ""));
    url.username = "";
    url.password = "";
    return url.pathname + url.search;
  }

  #redacted(secret: string): string {
    if (secret.length >= LEAST_SECRET) this.seen.add(secret);
    return REDACTED;
  }

  /** A body's text: JSON member by member, forms field by field, anything else as it is. */
  body(text: string, mediaType: string): string {
    if (/json/.test(mediaType)) {
      try {
        return cut(JSON.stringify(this.value(JSON.parse(text)), null, 1));
      } catch {
        return cut(text);
      }
    }
    if (/x-www-form-urlencoded/.test(mediaType)) {
      const fields = [...new URLSearchParams(text)].map(
        ([name, value]) => `${name}=${this.#members.has(name) ? REDACTED : value}`,
      );
      return cut(fields.join("&"));
    }
    return cut(text);
  }

  value(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        this.#members.has(name) && member !== null ? REDACTED : this.value(member),
      ]),
    );
  }
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

export async function shownRequest(request: Request, redaction: Redaction): Promise<Shown> {
  const type = request.headers.get("content-type") ?? "";
  const text = request.body === null ? "" : await readable(request, type);
  return {
    line: `${request.method} ${redaction.url(request.url)}`,
    headers: redaction.headers(request.headers),
    ...(text === "" ? {} : { body: redaction.body(text, type) }),
  };
}

/** An answer as reports show it, and its text as it came. */
export async function shownAnswer(
  response: Response,
  redaction: Redaction,
): Promise<{ readonly shown: Shown; readonly text: string }> {
  const type = response.headers.get("content-type") ?? "";
  const text = response.body === null ? "" : await readable(response, type);
  const shown = {
    line: `${String(response.status)} ${response.statusText}`.trim(),
    headers: redaction.headers(response.headers),
    ...(text === "" ? {} : { body: redaction.body(text, type) }),
  };
  return { shown, text };
}

/** Always read to its end: of a copy that nobody reads, the original cannot be cancelled. */
async function readable(message: Request | Response, type: string): Promise<string> {
  const bytes = await message.arrayBuffer();
  if (bytes.byteLength === 0) return "";
  return /json|text|xml|form/.test(type) ? new TextDecoder().decode(bytes) : `(${type || "bytes"})`;
}
