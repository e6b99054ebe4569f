import type { Json } from "../../generator/index.js";

/** The value with one scalar replaced by one of another type: each place in turn, those nearest the root first. */
export function* mutations(value: Json): Generator<Json> {
  let level = [{ value, rebuild: (changed: Json): Json => changed }];
  while (level.length > 0) {
    const next: typeof level = [];
    for (const place of level) {
      if (typeof place.value !== "object" || place.value === null) {
        yield place.rebuild(typeof place.value === "number" ? "unexpected" : 17.5);
      } else if (Array.isArray(place.value)) {
        const items = place.value as readonly Json[];
        items.forEach((item, index) =>
          next.push({
            value: item,
            rebuild: (changed) => place.rebuild(items.with(index, changed)),
          }),
        );
      } else {
        const members = place.value as { readonly [key: string]: Json };
        for (const [key, member] of Object.entries(members)) {
          next.push({
            value: member,
            rebuild: (changed) => place.rebuild({ ...members, [key]: changed }),
          });
        }
      }
    }
    level = next;
  }
}
