import type { Json } from "../../model/json.js";
import { NotPlain } from "./cursor.js";

/** The members of a mapping being read. A key that comes twice is a fault, and told by the other reader. */
export class Members {
  readonly value: Record<string, Json> = {};

  add(key: string, value: Json): void {
    if (key === "__proto__" || Object.hasOwn(this.value, key)) throw new NotPlain();
    this.value[key] = value;
  }
}
