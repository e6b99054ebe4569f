/**
 * The formats of JSON Schema 2020-12 and of the OpenAPI Format Registry, each as wide as the document
 * that defines it, and no wider: strings as schemas, numbers as checks of them.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 * @see https://spec.openapis.org/registry/format/
 */
import * as z from "./zod.js";
import { refuse } from "./checks.js";
import { isEmail, isHostname, isIdnEmail, isIdnHostname, isIpv4, isIpv6 } from "./hosts.js";
import {
  isMediaRange,
  isStructuredBoolean,
  isStructuredBytes,
  isStructuredString,
  isStructuredToken,
} from "./http-fields.js";
import { common } from "./locations.js";
import {
  isDate,
  isDateTime,
  isDateTimeLocal,
  isDuration,
  isHttpDate,
  isTime,
  isTimeLocal,
} from "./moments.js";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uris.js";

/** Its schemas are built once and stand wherever the format does: large documents have thousands. */
function format(name: string, test: (text: string) => boolean) {
  const check: z.core.CheckFn<string> = (payload) => {
    if (test(payload.value)) return;
    payload.issues.push({
      code: "invalid_format",
      format: name,
      input: payload.value,
      message: `Invalid ${name}`,
      continue: true,
    });
  };
  return common(z.string().check(check));
}

/** zod has issues of this kind for texts only. */
function integer(words: string, test: (value: number) => boolean): z.core.CheckFn<number> {
  return (payload) => {
    const isInteger = Number.isInteger(payload.value) && test(payload.value);
    if (!isInteger) refuse(payload, "format", `must be ${words}`);
  };
}

/** RFC 3339, section 5.6: `full-date` */
export const date = /* @__PURE__ */ format("date", isDate);
/** RFC 3339, section 5.6: `full-time`, with an offset, or `Z` */
export const time = /* @__PURE__ */ format("time", isTime);
/** RFC 3339, section 5.6: `date-time`, with any offset, in any case, leap seconds where they can be */
export const dateTime = /* @__PURE__ */ format("date-time", isDateTime);
/** RFC 3339, section 5.6: `partial-time`, without an offset */
export const timeLocal = /* @__PURE__ */ format("time-local", isTimeLocal);
/** RFC 3339, section 5.6: `date-time` without its offset */
export const dateTimeLocal = /* @__PURE__ */ format("date-time-local", isDateTimeLocal);
/** RFC 3339, appendix A: `duration` */
export const duration = /* @__PURE__ */ format("duration", isDuration);
/** RFC 9110, section 5.6.7: `HTTP-date`, obsolete forms included */
export const httpDate = /* @__PURE__ */ format("http-date", isHttpDate);
/** RFC 5321, section 4.1.2: `Mailbox` */
export const email = /* @__PURE__ */ format("email", isEmail);
/** RFC 6531, section 3.3: `Mailbox` of any script */
export const idnEmail = /* @__PURE__ */ format("idn-email", isIdnEmail);
/** RFC 1123, section 2.1; what begins with `xn--` is an A-label of RFC 5890 */
export const hostname = /* @__PURE__ */ format("hostname", isHostname);
/** RFC 5890, section 2.3.2.3: labels of a host name, or U-labels */
export const idnHostname = /* @__PURE__ */ format("idn-hostname", isIdnHostname);
/** RFC 2673, section 3.2: `dotted-quad` */
export const ipv4 = /* @__PURE__ */ format("ipv4", isIpv4);
/** RFC 4291, section 2.2, without a zone */
export const ipv6 = /* @__PURE__ */ format("ipv6", isIpv6);
/** RFC 3986, section 3: `URI` */
export const uri = /* @__PURE__ */ format("uri", isUri);
/** RFC 3986, section 4.1: `URI-reference` */
export const uriReference = /* @__PURE__ */ format("uri-reference", isUriReference);
/** RFC 3987, section 2.2: `IRI` */
export const iri = /* @__PURE__ */ format("iri", isIri);
/** RFC 3987, section 2.2: `IRI-reference` */
export const iriReference = /* @__PURE__ */ format("iri-reference", isIriReference);
/** RFC 6570, section 2 */
export const uriTemplate = /* @__PURE__ */ format("uri-template", isUriTemplate);
/** RFC 4122, section 3, by its letters: any version, any variant */
export const uuid = /* @__PURE__ */ format("uuid", (text) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
);
/** RFC 6901, section 3 */
export const jsonPointer = /* @__PURE__ */ format("json-pointer", (text) =>
  /^(?:\/(?:[^~/]|~[01])*)*$/.test(text),
);
/** Relative JSON Pointers (draft-bhutton-relative-json-pointer-00), section 3 */
export const relativeJsonPointer = /* @__PURE__ */ format("relative-json-pointer", (text) =>
  /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text),
);
/** ECMA-262, section 22.2.1, with `u` */
export const regex = /* @__PURE__ */ format("regex", (text) => {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
});
/** RFC 4648, section 4: base64, padded */
export const byte = /* @__PURE__ */ format("byte", (text) =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
);
/** RFC 4648, section 5: padded, or not, as most who use it leave it out */
export const base64url = /* @__PURE__ */ format("base64url", (text) =>
  /^(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?)?$/.test(text),
);
/** RFC 9110, section 12.5.1: `media-range` */
export const mediaRange = /* @__PURE__ */ format("media-range", isMediaRange);
/** RFC 8941, section 3.3.3: `sf-string` */
export const sfString = /* @__PURE__ */ format("sf-string", isStructuredString);
/** RFC 8941, section 3.3.4: `sf-token` */
export const sfToken = /* @__PURE__ */ format("sf-token", isStructuredToken);
/** RFC 8941, section 3.3.5: `sf-binary` */
export const sfBinary = /* @__PURE__ */ format("sf-binary", isStructuredBytes);
/** RFC 8941, section 3.3.6: `sf-boolean` */
export const sfBoolean = /* @__PURE__ */ format("sf-boolean", isStructuredBoolean);
/** OpenAPI Format Registry: from -2^63 to 2^63 - 1, as near as a `number` comes to it */
export const int64 = /* @__PURE__ */ integer(
  "an integer of 64 bits",
  (value) => Math.abs(value) <= 2 ** 63,
);
/** OpenAPI Format Registry: from 0 to 2^64 - 1, as near as a `number` comes to it */
export const uint64 = /* @__PURE__ */ integer(
  "an integer of 64 bits that is not negative",
  (value) => value >= 0 && value <= 2 ** 64,
);
