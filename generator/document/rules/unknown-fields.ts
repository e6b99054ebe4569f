import { joinPointer } from "../../source/pointer.js";
import type { Kind } from "../grammar.js";
import { nearest } from "../nearest.js";
import { refOf } from "../resolve.js";
import type { Rule } from "./rule.js";

/** Every field of the objects of OpenAPI 3.0 to 3.2. @see https://spec.openapis.org/oas/v3.2.0#schema */
const FIELDS: { readonly [kind in Kind]?: ReadonlySet<string> } = {
  document: words(
    "openapi $self info jsonSchemaDialect servers paths webhooks components security tags externalDocs",
  ),
  info: words("title summary description termsOfService contact license version"),
  server: words("url name description variables"),
  serverVariable: words("enum default description"),
  components: words(
    "schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems mediaTypes",
  ),
  pathItem: words(
    "$ref summary description get put post delete options head patch trace query additionalOperations servers parameters",
  ),
  operation: words(
    "tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers",
  ),
  tag: words("name summary description externalDocs parent kind"),
  parameter: words(
    "name in description required deprecated allowEmptyValue style explode allowReserved schema content example examples",
  ),
  requestBody: words("description content required"),
  mediaType: words(
    "schema itemSchema example examples encoding prefixEncoding itemEncoding description",
  ),
  encoding: words(
    "contentType headers style explode allowReserved encoding prefixEncoding itemEncoding",
  ),
  response: words("summary description headers content links"),
  header: words(
    "description required deprecated style explode schema content example examples allowEmptyValue allowReserved",
  ),
  example: words("summary description dataValue serializedValue value externalValue"),
  link: words("operationRef operationId parameters requestBody description server"),
  securityScheme: words(
    "type description name in scheme bearerFormat flows openIdConnectUrl oauth2MetadataUrl deprecated",
  ),
};

/** What no object of that kind has is not read; a misspelt field would be lost without a word. */
export const unknownFields: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    const known = slot.includes(":") ? undefined : FIELDS[slot as Kind];
    if (known === undefined || refOf(node) !== undefined) return;
    for (const field of Object.keys(node)) {
      if (known.has(field) || /^x-/i.test(field)) continue;
      const near = nearest(field, known);
      report("document/unknown-field", joinPointer(at, field), {
        field,
        owner: nounOf(slot as Kind),
        ...(near === undefined ? {} : { nearest: near }),
      });
    }
  });
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

function nounOf(kind: Kind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
