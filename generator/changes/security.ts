import type { ApiModel, Operation, SecurityRequirement, SecurityScheme } from "../model/model.js";
import { sentMethod } from "../model/methods.js";
import { quoteAll } from "../diagnostics/quote.js";
import type { Comparison, Scene } from "./context.js";
import { note } from "./context.js";

/**
 * Who is let in: credentials that satisfied an alternative of the old document have to satisfy one of
 * the new. @see https://spec.openapis.org/oas/v3.1.0#security-requirement-object
 */
export function compareSecurity(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [old, young] = [alternativesOf(before), alternativesOf(after)];
  for (const one of old) {
    if (!young.some((other) => asksNoMore(other, one)))
      note(scene, "security-narrowed", { from: wordsOf(one) }, places);
  }
  for (const one of young) {
    if (!old.some((other) => asksNoMore(other, one)))
      note(scene, "security-widened", { to: wordsOf(one) }, places);
  }
}

/** No requirement at all is one that asks for nothing. */
function alternativesOf({ security }: Operation): readonly SecurityRequirement[] {
  return security.length === 0 ? [{}] : security;
}

function asksNoMore(one: SecurityRequirement, other: SecurityRequirement): boolean {
  return Object.entries(one).every(([scheme, scopes]) => {
    const given = Object.hasOwn(other, scheme) ? other[scheme] : undefined;
    return given !== undefined && scopes.every((scope) => given.includes(scope));
  });
}

function wordsOf(requirement: SecurityRequirement): string {
  const schemes = Object.entries(requirement).map(([scheme, scopes]) =>
    scopes.length === 0 ? scheme : `${scheme} (${scopes.join(", ")})`,
  );
  return schemes.length === 0 ? "a call without credentials" : quoteAll(schemes);
}

/** Schemes that send credentials another way, or get them elsewhere. */
export function compareSchemes({ before, after, collector }: Comparison): void {
  for (const [name, one] of Object.entries(before.security)) {
    const other = Object.hasOwn(after.security, name) ? after.security[name] : undefined;
    if (other === undefined) continue;
    const places = { before: one.pointer, after: other.pointer };
    const users = usersOf(name, before);
    if (wayOf(one) !== wayOf(other))
      collector.add("security-scheme-changed", { name }, places, users);
    else if (sourcesOf(one) !== sourcesOf(other))
      collector.add("security-scheme-moved", { name }, places, users);
  }
}

function usersOf(scheme: string, { operations }: ApiModel): string[] {
  return operations
    .filter(({ security }) => security.some((requirement) => Object.hasOwn(requirement, scheme)))
    .map(({ method, path }) => `${sentMethod(method)} ${path}`);
}

/** How credentials are sent. */
function wayOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case "apiKey":
      return `apiKey ${scheme.in} ${scheme.in === "header" ? scheme.key.toLowerCase() : scheme.key}`;
    case "http":
      return `http ${scheme.scheme.toLowerCase()}`;
    case "oauth2":
      return `oauth2 ${Object.keys(scheme.flows).sort().join(" ")}`;
    case "openIdConnect":
    case "mutualTLS":
      return scheme.type;
  }
}

/** Where credentials come from. */
function sourcesOf(scheme: SecurityScheme): string {
  if (scheme.type === "openIdConnect") return scheme.url;
  if (scheme.type !== "oauth2") return "";
  const flows = Object.entries(scheme.flows).map(([flow, told]) => {
    const { scopes: _, ...addresses } = told;
    return [flow, addresses];
  });
  return JSON.stringify([scheme.metadataUrl, flows.sort()]);
}
