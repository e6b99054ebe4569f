import { code, identifier, literal } from "../../code/code.js";
import type { ApiModel } from "../../model/model.js";
import { bodyValidatorOf } from "../../model/validators.js";

/** A program that receives a webhook, the first that has a body to validate; empty where there is none. */
export function receiving({ webhooks }: ApiModel, packageName: string): string {
  const received = webhooks.flatMap((webhook) => {
    const validator = bodyValidatorOf(webhook);
    return validator === undefined ? [] : [{ webhook, validator: identifier(validator) }];
  })[0];
  if (received === undefined) return "";
  const { webhook, validator } = received;
  const statements = [
    code`import { explain, formatFindings, ${validator} } from ${literal(`${packageName}/schemas`)};\n`,
    code`/** Takes what the server has posted, parsed. */`,
    code`export function ${identifier(`on${webhook.typeName}`)}(body: unknown) {`,
    code`  const read = ${validator}.safeParse(body);`,
    code`  if (!read.success) throw new TypeError(formatFindings(explain(${validator}, body)));`,
    code`  return read.data;`,
    code`}`,
  ];
  return statements.map(({ parts }) => parts.join("")).join("\n");
}
