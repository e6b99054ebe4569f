import type { JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isObject, joinPointer } from "../../source/pointer.js";
import type { Kind } from "../grammar.js";
import { nearest } from "../nearest.js";
import { nounOf, withArticle } from "../nouns.js";
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
  oauthFlows: words("implicit password clientCredentials authorizationCode deviceAuthorization"),
  oauthFlow: words("authorizationUrl deviceAuthorizationUrl tokenUrl refreshUrl scopes"),
};

/** One of the two objects of OpenAPI that stand in schemas. @see https://spec.openapis.org/oas/v3.2.0#discriminator-object */
const DISCRIMINATOR = words("propertyName mapping defaultMapping");

/** The other one. @see https://spec.openapis.org/oas/v3.2.0#xml-object */
const XML = words("nodeType name namespace prefix attribute wrapped");

/** What no object of that kind has is not read; a misspelt field would be lost without a word. */
export const unknownFields: Rule = ({ each, report }) => {
  const check = (node: JsonObject, known: ReadonlySet<string>, owner: string, at: Pointer) => {
    for (const field of Object.keys(node)) {
      if (known.has(field) || /^x-/i.test(field)) continue;
      const near = nearest(field, known);
      report("document/unknown-field", joinPointer(at, field), {
        field,
        owner: withArticle(owner),
        ...(near === undefined ? {} : { nearest: near }),
      });
    }
  };
  each((node, slot, at) => {
    const discriminator = slot === "schema" ? childOf(node, "discriminator") : undefined;
    if (isObject(discriminator))
      check(discriminator, DISCRIMINATOR, "discriminator", joinPointer(at, "discriminator"));
    const xml = slot === "schema" ? childOf(node, "xml") : undefined;
    if (isObject(xml)) check(xml, XML, "description of XML", joinPointer(at, "xml"));
    const known = slot.includes(":") ? undefined : FIELDS[slot as Kind];
    if (known === undefined || refOf(node) !== undefined) return;
    check(node, known, nounOf(slot as Kind), at);
  });
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
