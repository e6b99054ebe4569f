import {
  escapeToken,
  isSecretParameter,
  type ApiModel,
  type Json,
  type Operation,
  type PlayedHeader,
} from "../../../generator/index.js";
import type { Finding, HeaderIssue, OperationValidators } from "../package.js";
import { amendmentOf, wordsFor } from "./constraints.js";
import type { Drift } from "./drift.js";
import { undescribed } from "./members.js";
import { starred } from "./values.js";

type Described = Operation["responses"][number];

/** What the client's validators say of the headers of an answer. */
export interface SaidOfHeaders {
  /** As the client reads them, by name. */
  readonly values: Json;
  readonly findings: readonly Finding[];
  /** Names of those that are no JSON, and ought to be. */
  readonly unreadable: readonly string[];
}

/** Asks a package about the headers of an answer; nothing where it judges none of that status. */
export function askOfHeaders(
  validators: OperationValidators | undefined,
  { status, headers }: Described,
  response: Response,
): SaidOfHeaders {
  let values: Json = {};
  const found: Finding[] = [];
  const issues =
    validators?.headers?.(String(status), response, (schema, read): HeaderIssue[] => {
      if (schema === undefined) return [];
      values = read as Json;
      return (validators.explain?.(schema as never, read) ?? []).map((finding) => {
        found.push(finding);
        return { in: "header", pointer: finding.pointer, message: finding.message };
      });
    }) ?? [];
  const isSaid = (one: Finding): boolean =>
    issues.some(({ pointer, message }) => pointer === one.pointer && message === one.message);
  const isNew = ({ pointer, message }: HeaderIssue): boolean =>
    !found.some((one) => one.pointer === pointer && one.message === message);
  const unread = issues.filter(isNew).map(({ pointer }) => pointer);
  return {
    values,
    findings: found.filter(isSaid),
    unreadable: headers.map(({ key }) => key).filter((key) => unread.includes(placeFor(key))),
  };
}

/**
 * How the headers of an answer differ from what the document promises: those that did not come, and
 * those whose values break their schemas or are not listed there. No value is told but a word that an
 * enumeration lacks, and that of no secret header.
 */
export function headerDrifts(
  model: ApiModel,
  { headers }: Described,
  came: readonly PlayedHeader[],
  { values, findings, unreadable }: SaidOfHeaders,
): Drift[] {
  return headers.flatMap((header): Drift[] => {
    const { key, pointer, required } = header;
    const own = came.find((one) => one.key === key);
    const of = (words: string): Drift => ({ kind: "header", pointer, words });
    if (own === undefined) {
      const words = `the header ${key} did not come`;
      const amendment = { of: "dropped", at: pointer, keyword: "required" } as const;
      return required ? [{ ...of(words), amendment }] : [];
    }
    if (unreadable.includes(key)) return [of(`the header ${key} must be JSON`)];
    const isSecret = isSecretParameter(header, model.schemas);
    const place = placeFor(key);
    const nameOf = (at: string): string => nameIn(key, at.slice(place.length));
    const broken = findings
      .filter((one) => one.pointer === place || one.pointer.startsWith(`${place}/`))
      .map((finding): Drift => {
        const amendment = amendmentOf(finding, values, model.schemas, isSecret);
        return {
          kind: "header",
          pointer: finding.schema === "#" ? pointer : finding.schema,
          words: wordsFor(finding, values, nameOf),
          ...(amendment === undefined ? {} : { amendment }),
        };
      });
    if (broken.length > 0 || own.value === undefined || own.isUnread === true) return broken;
    if (!("schema" in header.value)) return broken;
    return undescribed(model, header.value.schema, own.value, (at) => nameIn(key, at)).map(
      ({ amendment, ...drift }): Drift => ({
        ...drift,
        kind: "header",
        ...(amendment === undefined || (isSecret && amendment.of === "value") ? {} : { amendment }),
      }),
    );
  });
}

function placeFor(key: string): string {
  return `/${escapeToken(key)}`;
}

/** `the header X-Shelf`, and where in its value. */
function nameIn(key: string, at: string): string {
  return `the header ${key}${at === "" ? "" : ` at ${starred(at)}`}`;
}
