import { CallError, type CallContext } from "./call-error.js";
import type { CallLogger } from "./call-logger.js";
import { redactHeaders } from "./redact.js";
import { requestIdOf } from "./request-id.js";

/** Where messages go: `console` is one. `fields` can be written down as JSON. */
export interface Logger {
  debug(message: string, fields: LogFields): void;
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
}

export type LogFields = { readonly [name: string]: unknown };

/** What is worth a message: failed calls; retries too; answers too; requests and headers too. */
export type LogLevel = "error" | "warn" | "info" | "debug";

const LEVELS: readonly LogLevel[] = ["error", "warn", "info", "debug"];

/**
 * Logs calls: `createClient({ logger: logTo(console, "debug") })`. Bodies are never logged; secrets of
 * addresses and headers are replaced: those the document declares, those of its security schemes, and
 * what is called like one. `headers` names further headers that hold secrets.
 */
export function logTo(
  logger: Logger,
  level: LogLevel = "info",
  { headers: hidden = [] }: { readonly headers?: readonly string[] } = {},
): CallLogger {
  const most = LEVELS.indexOf(level);
  const log = (at: LogLevel, message: string, fields: () => LogFields): void => {
    if (LEVELS.indexOf(at) <= most) logger[at](message, fields());
  };
  const shown = (headers: Headers, secrets: readonly string[] = []) =>
    redactHeaders(headers, [...hidden, ...secrets]);
  return Object.freeze({
    sent(call, headers, { parameters = [] }, schemes) {
      const { operation, method, url, attempts, requestId } = call;
      log("debug", `${operation}: ${method} ${url}`, () => ({
        ...{ operation, method, url, attempts, requestId },
        headers: shown(headers, [
          ...parameters.filter(({ secret }) => secret === true).map(({ key }) => key),
          ...Object.values(schemes).flatMap((scheme) =>
            scheme.type === "apiKey" ? [scheme.key] : [],
          ),
        ]),
      }));
    },
    answered(call, response, duration, { secrets }) {
      const { operation, method, url, attempts } = call;
      const { status, headers } = response;
      log("info", `${operation}: ${String(status)} after ${String(duration)} ms`, () => ({
        ...{ operation, method, url, attempts, status, duration },
        requestId: requestIdOf(call, response),
        ...(level === "debug" ? { headers: shown(headers, secrets) } : {}),
      }));
    },
    failed(call, error, delay) {
      const told = toldOf(call, error);
      if (delay === undefined) log("error", told.message, () => told.fields);
      else {
        const again = `${told.message}; sent again in ${String(Math.round(delay))} ms`;
        log("warn", again, () => ({ ...told.fields, delay }));
      }
    },
  } satisfies CallLogger);
}

/** Errors of ours are safe to show; of others, such as the reason of an abort, the name is. */
function toldOf({ operation, method, url }: CallContext, error: unknown) {
  if (error instanceof CallError) return { message: error.message, fields: error.toJSON() };
  const name = error instanceof Error ? error.name : typeof error;
  return { message: `${operation}: ended by ${name}`, fields: { operation, method, url, name } };
}
