import type { Json } from "../../../generator/index.js";

const REDACTED = "[redacted]";

/** A value without the secrets, in whatever form texts have them: as they are, in addresses, in base64. */
export function withoutSecrets<Value>(value: Value, secrets: readonly string[]): Value {
  const forms = [...new Set(secrets.flatMap(formsOf))].sort((a, b) => b.length - a.length);
  const hidden = (text: string): string =>
    forms.reduce((shown, form) => shown.replaceAll(form, REDACTED), text);
  const visit = (one: Json): Json => {
    if (typeof one === "string") return hidden(one);
    if (typeof one !== "object" || one === null) return one;
    if (Array.isArray(one)) return (one as readonly Json[]).map(visit);
    return Object.fromEntries(
      Object.entries(one).map(([name, member]) => [hidden(name), visit(member as Json)]),
    );
  };
  return visit(value as Json) as Value;
}

function formsOf(secret: string): string[] {
  if (secret === "") return [];
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice("s=".length),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
    Buffer.from(secret).toString("base64url"),
  ];
}
