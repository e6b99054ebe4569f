import { quote } from "../diagnostics/quote.js";
import type { Operation, Parameter, Response } from "../model/model.js";
import { bodyName, idsOf } from "./bodies.js";
import { covers, pairContent, sameType } from "./content.js";
import { note, response, type Scene } from "./context.js";
import { compareEncodings } from "./encodings.js";
import { compareLinks } from "./links.js";
import { idsOf as headerIds } from "./parameters.js";
import { compareSchemas } from "./schemas.js";

/** What operations answer. @see https://spec.openapis.org/oas/v3.1.0#responses-object */
export function compareResponses(scene: Scene, before: Operation, after: Operation): void {
  const met = new Set<Response>();
  for (const one of before.responses) {
    const other = after.responses.find(({ status }) => status === one.status);
    if (other === undefined) continue;
    met.add(one).add(other);
    compareResponse(scene, one, other);
  }
  for (const one of after.responses.filter((each) => !met.has(each))) {
    // A status that only a range described is described by itself now.
    const range = before.responses.find(({ status }) => inRange(one, status));
    if (range !== undefined) compareResponse(scene, range, one);
    else
      note(
        scene,
        isSuccess(one) ? "response-success-added" : "response-error-added",
        { name: String(one.status) },
        {
          before: before.pointer,
          after: one.pointer,
        },
      );
  }
  for (const one of before.responses.filter((each) => !met.has(each))) {
    const range = after.responses.find(({ status }) => inRange(one, status));
    if (range !== undefined) compareResponse(scene, one, range);
    // Of a range, the statuses that are left have been compared.
    else if (!after.responses.some((each) => inRange(each, one.status)))
      note(
        scene,
        isSuccess(one) ? "response-success-removed" : "response-error-removed",
        { name: String(one.status) },
        {
          before: one.pointer,
          after: after.pointer,
        },
      );
  }
}

function isSuccess({ status }: Response): boolean {
  return status === "2XX" || status === "3XX" || (typeof status === "number" && status < 400);
}

function inRange({ status }: Response, range: Response["status"]): boolean {
  return typeof status === "number" && range === `${String(status)[0] ?? ""}XX`;
}

function compareResponse(scene: Scene, before: Response, after: Response): void {
  const places = { before: before.pointer, after: after.pointer };
  const name = String(after.status);
  compareHeaders(scene, before, after);
  compareLinks(scene, before, after);
  if (before.content.length === 0 && after.content.length === 0) return;
  if (before.content.length === 0) return note(scene, "response-body-added", { name }, places);
  if (after.content.length === 0) return note(scene, "response-body-removed", { name }, places);
  const { pairs, removed, added } = pairContent(before.content, after.content);
  for (const [one, other] of pairs) {
    const [from, to] = [one.type, other.type];
    const at = { before: one.pointer, after: other.pointer };
    if (!sameType(from, to) && covers(to, from))
      note(scene, "response-media-type-removed", { name: from }, at);
    compareSchemas(scene, {
      party: response(scene),
      area: "response-body",
      name: bodyName(`the ${name} answer`, other, after.content.length),
      before: idsOf(one),
      after: idsOf(other),
    });
    compareEncodings(
      scene,
      bodyName(`the ${name} answer`, other, after.content.length),
      one,
      other,
    );
  }
  for (const one of removed)
    note(
      scene,
      "response-media-type-removed",
      { name: one.type },
      { before: one.pointer, after: after.pointer },
    );
  for (const one of added)
    note(
      scene,
      "response-media-type-added",
      { name: one.type },
      { before: before.pointer, after: one.pointer },
    );
}

function compareHeaders(scene: Scene, before: Response, after: Response): void {
  const name = ({ key }: Parameter): string =>
    `header ${quote(key)} of the ${String(after.status)} answer`;
  const [old, young] = [byName(before.headers), byName(after.headers)];
  for (const [key, one] of old) {
    const other = young.get(key);
    const places = { before: one.pointer, after: other?.pointer ?? after.pointer };
    if (other === undefined) {
      const id = one.required ? "required-response-header-removed" : "response-header-removed";
      note(scene, id, { name: name(one) }, places);
      continue;
    }
    if (one.required !== other.required) {
      const id = other.required
        ? "response-header-became-required"
        : "response-header-became-optional";
      note(scene, id, { name: name(one) }, places);
    }
    compareSchemas(scene, {
      party: response(scene),
      area: "response-header",
      name: name(other),
      before: headerIds(one),
      after: headerIds(other),
    });
  }
  for (const [key, one] of young) {
    if (!old.has(key))
      note(
        scene,
        "response-header-added",
        { name: name(one) },
        { before: before.pointer, after: one.pointer },
      );
  }
}

function byName(headers: readonly Parameter[]): Map<string, Parameter> {
  return new Map(headers.map((header) => [header.key.toLowerCase(), header]));
}
