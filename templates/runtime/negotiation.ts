import type { Negotiation, OperationDescriptor, Takes } from "./descriptor.js";
import { covering, preferred } from "./media-type.js";

/**
 * Asks for one of several media types. Operations whose answers are JSON, or all of one kind, need
 * none of this: what they ask for stands in their descriptors.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export const negotiation: Negotiation = { accept: acceptOf, taking };

/**
 * The `Accept` header: JSON alone where every declared body can be had as JSON. `chosen`: the media
 * type a caller wants; of answers that do not come in it, errors most of all, any other.
 */
export function acceptOf(
  { responses }: Pick<OperationDescriptor, "responses">,
  chosen?: string,
): string {
  const types = new Set<string>(chosen === undefined ? [] : [chosen]);
  for (const content of Object.values(responses)) {
    if (chosen !== undefined && covering(content, chosen) !== undefined) continue;
    const choice = preferred(content);
    if (choice === undefined) continue;
    if (content[choice] === "json") types.add(choice);
    else for (const type of Object.keys(content)) types.add(type);
  }
  return types.size === 0 ? "*/*" : [...types].join(", ");
}

/** Which media types a caller who chose one, or none, will have; `any`: every declared one. */
function taking(accept: string | undefined, any: boolean): Takes {
  return (content, mediaType) => {
    const chosen = accept === undefined ? undefined : covering(content, accept);
    if (chosen !== undefined) return mediaType === chosen;
    const sole = preferred(content);
    return any || content[mediaType] === "json" || sole === undefined || content[sole] !== "json";
  };
}
