import type { Acceptor, Operation, Response } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import type { Pointer, Schema, SchemaId } from "../../model/schema.js";
import { endOf, type Body } from "./body-pointers.js";
import type { Fault } from "./extension.js";
import { mayHold } from "./instance-schemas.js";

/** Acceptors whose pointers lead nowhere in the answers they speak of, or to what never holds their values. */
export function waiterFaults(
  { waiter, responses }: Operation,
  schemas: { readonly [id: SchemaId]: Schema },
): Fault[] {
  if (waiter === undefined) return [];
  return waiter.acceptors.flatMap(({ status, body }, index): Fault[] => {
    if (body === undefined) return [];
    const fault = (reason: string, ...tokens: readonly (string | number)[]): Fault => {
      const pointer: Pointer = child(waiter.pointer, "acceptors", index, ...tokens);
      return { pointer, extension: "x-waiter", reason };
    };
    const bodies = responses
      .filter((response) => speaksOf(response, status, responses))
      .flatMap(jsonBodies);
    if (bodies.length === 0) {
      const which = status === undefined ? "no response" : `no response to ${String(status)}`;
      return [fault(`${which} has a JSON body`, "pointer")];
    }
    const end = endOf(schemas, bodies, body.pointer);
    if (end === "unsaid") return [];
    if ("lost" in end) return [fault(`\`pointer\` leads nowhere: ${end.lost}`, "pointer")];
    return body.values.flatMap((value, at) => {
      if (end.schemas.some((id) => mayHold(schemas, id, value))) return [];
      const text = JSON.stringify(value);
      const what = text.length > 60 ? "such a value" : text;
      return [fault(`what stands at \`${body.pointer}\` is never ${what}`, "values", at)];
    });
  });
}

/** Whether a response may be the one an acceptor's status is declared by. */
function speaksOf(
  { status }: Response,
  wanted: Acceptor["status"],
  all: readonly Response[],
): boolean {
  if (wanted === undefined || wanted === "default") return true;
  const range = `${String(wanted).charAt(0)}XX`;
  if (typeof wanted === "string")
    return status === "default" || String(status).charAt(0) === wanted.charAt(0);
  const declared = [wanted, range, "default"].find((key) => all.some((one) => one.status === key));
  return status === declared;
}

function jsonBodies({ content }: Response): Body[] {
  return content.filter(({ codec }) => codec === "json");
}
