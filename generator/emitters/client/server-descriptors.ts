import { code, type Code } from "../../code/code.js";
import type { Json } from "../../model/json.js";
import type { Server } from "../../model/model.js";
import { objectOf, told } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** `ServerDescriptor`: an address, its variables, and what fills them in. */
export function serverDescriptor({ url, variables }: Server): Code {
  const described = Object.entries(variables).map(([name, variable]): [string, Json] => [
    name,
    {
      default: variable.default,
      ...(variable.enum === undefined ? {} : { enum: variable.enum }),
    },
  ]);
  if (described.length === 0) return objectOf(told({ url }));
  return objectOf([
    ...told({ url, variables: Object.fromEntries(described) }),
    ["fill", code`${runtimeValue("fillVariables", "server-variables")}`],
  ]);
}
