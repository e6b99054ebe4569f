import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import { isUriReference } from "../mapping.js";
import { nearest } from "../nearest.js";
import { schemesNamed } from "../requirements.js";
import type { Repair } from "./repair.js";

/**
 * Alternatives of security requirements that nobody can meet, as they name a scheme that is not
 * declared. Where all are such they stay: without them the operation would pass for public.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#security-requirement-object
 */
export const requirements: Repair = (value, _, at, desk) => {
  const list = isObject(value) ? childOf(value, "security") : undefined;
  if (!isObject(value) || !isList(list)) return value;
  const named = schemesNamed(desk.root);
  const lacking = list.map((requirement) =>
    Object.keys(isObject(requirement) ? requirement : {}).filter(
      // What is a reference was resolved, or reported, with all others.
      (name) => !named.has(name) && !isUriReference(name),
    ),
  );
  const kept = [...list.entries()].filter(([index]) => lacking[index]?.length === 0);
  const areOthers = kept.length > 0;
  for (const [index, names] of lacking.entries()) {
    for (const scheme of names) {
      const near = nearest(scheme, named);
      desk.report("repair/unknown-scheme", joinPointer(at, "security", index, scheme), {
        scheme,
        areOthers,
        ...(near === undefined ? {} : { nearest: near }),
      });
    }
  }
  if (!areOthers || kept.length === list.length) return value;
  desk.move(
    kept.map(([index], to) => [
      joinPointer(at, "security", to),
      joinPointer(at, "security", index),
    ]),
  );
  return { ...value, security: kept.map(([, requirement]) => requirement) };
};
