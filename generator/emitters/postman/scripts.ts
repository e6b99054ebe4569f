import { code, literal } from "../../code/code.js";
import type { Event } from "./collection.js";

/** What a request's scripts are told, as one JSON text. */
export interface Expectations {
  /** Documented statuses that count as success: `200`, `2XX`, `default`. */
  readonly statuses: readonly string[];
  /** Those of them whose answers are declared as JSON only. */
  readonly json: readonly string[];
  /** Variables to fill, by JSON pointer into the answer. */
  readonly capture: { readonly [variable: string]: string };
}

/** A token that the collection fetches. All but `encoding` and `inherited` are names of variables. */
export interface TokenRequest {
  readonly token: string;
  readonly expires: string;
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  readonly encoding: "json" | "form";
  readonly parameters: { readonly [parameter: string]: string };
  /** Requests without authorization of their own use it. */
  readonly inherited: boolean;
}

/** Collection variable that holds the `TokenRequest`s. */
export const TOKEN_REQUESTS = "token_requests";

/**
 * The collection's scripts are the same for every document. What a document decides reaches them
 * as JSON in variables, and is only ever read as data.
 */
export const collectionEvents: readonly Event[] = [
  event(
    "prerequest",
    String.raw`
pm.variables.unset("documented");

// A value may hold quotes and line breaks: inside a JSON text it is escaped.
const body = pm.request.body;
if (body && body.mode === "raw" && body.options && body.options.raw && body.options.raw.language === "json") {
  body.raw = body.raw.replace(/"(?:[^"\\]|\\.)*"/gs, (text) =>
    text.replace(/\{\{([A-Za-z0-9_.-]+)\}\}/g, (mention, name) => {
      const value = pm.variables.get(name);
      if (value === undefined) return mention;
      const whole = pm.variables.replaceIn(String(value));
      return JSON.stringify(whole).slice(1, -1).replace(/\{(?=\{)/g, "\\u007b");
    }),
  );
}

// Fetches the token a request needs and keeps it until a minute before it lapses.
const scope = (name) => (pm.environment.has(name) ? pm.environment : pm.collectionVariables);
const read = (name) => String(pm.variables.get(name) ?? "");
const own = pm.request.auth && JSON.stringify(pm.request.auth);

for (const wanted of JSON.parse(read("token_requests") || "[]")) {
  if (own ? !own.includes("{{" + wanted.token + "}}") : !wanted.inherited) continue;
  const expires = Number(read(wanted.expires));
  // A token without an expiry was filled in by hand.
  if (read(wanted.token) !== "" && (!expires || expires > Date.now() + 60000)) continue;

  const fields = {
    grant_type: "client_credentials",
    client_id: read(wanted.clientId),
    client_secret: read(wanted.clientSecret),
  };
  if (wanted.scope && read(wanted.scope) !== "") fields.scope = read(wanted.scope);
  for (const [parameter, name] of Object.entries(wanted.parameters)) fields[parameter] = read(name);
  const json = wanted.encoding === "json";
  pm.sendRequest(
    {
      url: pm.variables.replaceIn(read(wanted.url)),
      method: "POST",
      header: {
        "Content-Type": json ? "application/json" : "application/x-www-form-urlencoded",
        Accept: "application/json",
      },
      body: json
        ? { mode: "raw", raw: JSON.stringify(fields) }
        : { mode: "urlencoded", urlencoded: Object.entries(fields).map(([key, value]) => ({ key, value })) },
    },
    (error, answer) => {
      const answered = !error && answer.code >= 200 && answer.code <= 299;
      // An exception here would end up nowhere: a test is what a run reports.
      if (!answered) {
        pm.test("a token is fetched", () => {
          pm.expect.fail(
            error
              ? "the token endpoint cannot be reached: " + error.message
              : "the token endpoint answered " + answer.code + ": check the credential in the environment",
          );
        });
        return;
      }
      const { access_token, expires_in } = answer.json();
      scope(wanted.token).set(wanted.token, access_token);
      scope(wanted.expires).set(wanted.expires, String(Date.now() + Number(expires_in ?? 300) * 1000));
    },
  );
}
`,
  ),
  event(
    "test",
    String.raw`
const documented = JSON.parse(pm.variables.get("documented") || '{"statuses":["2XX"],"json":[],"capture":{}}');
const status = pm.response.code;
const names = [String(status), Math.floor(status / 100) + "XX"];
const covers = (list) => list.some((name) => names.includes(name)) || (list.includes("default") && status < 400);

pm.test("the status is a documented success", () => {
  pm.expect(covers(documented.statuses), "status " + status + ", documented: " + documented.statuses.join(", ")).to.equal(true);
});

if (covers(documented.json)) {
  pm.test("the answer is JSON", () => {
    pm.expect(pm.response.headers.get("Content-Type") || "").to.match(/^application\/(?:[^;]+\+)?json/i);
    pm.expect(() => pm.response.json()).to.not.throw();
  });
}

for (const [name, pointer] of Object.entries(documented.capture)) {
  pm.test(name + " is kept for later requests", () => {
    const tokens = pointer.split("/").slice(1).map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
    const found = tokens.reduce((value, token) => (value === null || value === undefined ? undefined : value[token]), pm.response.json());
    pm.expect(found, pointer + " of the answer").to.not.be.oneOf([undefined, null]);
    (pm.environment.has(name) ? pm.environment : pm.collectionVariables).set(name, String(found));
  });
}
`,
  ),
];

/** Hands a request's expectations to the collection's scripts; a JSON text in a string literal is all that varies. */
export function expectationsEvent(expectations: Expectations): Event {
  const text = JSON.stringify(expectations);
  const { parts } = code`pm.variables.set("documented", ${literal(text)});`;
  return event("prerequest", parts.join(""));
}

function event(listen: Event["listen"], script: string): Event {
  return { listen, script: { type: "text/javascript", exec: script.trim().split("\n") } };
}
