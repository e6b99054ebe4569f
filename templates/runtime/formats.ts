/**
 * The formats of JSON Schema 2020-12 as checks of zod strings, each as wide as the document that
 * defines it, and no wider.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 */
import type * as z from "zod";
import { isEmail, isHostname, isIdnEmail, isIdnHostname, isIpv4, isIpv6 } from "./hosts.js";
import { isDate, isDateTime, isDuration, isTime } from "./moments.js";
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from "./uris.js";

type Check = z.core.CheckFn<string>;

function format(name: string, test: (text: string) => boolean): Check {
  return (payload) => {
    if (test(payload.value)) return;
    payload.issues.push({
      code: "invalid_format",
      format: name,
      input: payload.value,
      message: `Invalid ${name}`,
      continue: true,
    });
  };
}

/** RFC 3339 `full-date` */
export const date = /* @__PURE__ */ format("date", isDate);
/** RFC 3339 `full-time`: with an offset, or `Z` */
export const time = /* @__PURE__ */ format("time", isTime);
/** RFC 3339 `date-time`: any offset, any case, leap seconds */
export const dateTime = /* @__PURE__ */ format("date-time", isDateTime);
/** RFC 3339, appendix A */
export const duration = /* @__PURE__ */ format("duration", isDuration);
/** RFC 5321 `Mailbox` */
export const email = /* @__PURE__ */ format("email", isEmail);
/** RFC 6531 */
export const idnEmail = /* @__PURE__ */ format("idn-email", isIdnEmail);
/** RFC 1123 */
export const hostname = /* @__PURE__ */ format("hostname", isHostname);
/** RFC 5890 */
export const idnHostname = /* @__PURE__ */ format("idn-hostname", isIdnHostname);
/** RFC 2673, section 3.2 */
export const ipv4 = /* @__PURE__ */ format("ipv4", isIpv4);
/** RFC 4291, section 2.2 */
export const ipv6 = /* @__PURE__ */ format("ipv6", isIpv6);
/** RFC 3986, absolute */
export const uri = /* @__PURE__ */ format("uri", isUri);
/** RFC 3986 */
export const uriReference = /* @__PURE__ */ format("uri-reference", isUriReference);
/** RFC 3987, absolute */
export const iri = /* @__PURE__ */ format("iri", isIri);
/** RFC 3987 */
export const iriReference = /* @__PURE__ */ format("iri-reference", isIriReference);
/** RFC 6570 */
export const uriTemplate = /* @__PURE__ */ format("uri-template", isUriTemplate);
/** RFC 4122 by its letters: any version, any variant */
export const uuid = /* @__PURE__ */ format("uuid", (text) =>
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
);
/** RFC 6901 */
export const jsonPointer = /* @__PURE__ */ format("json-pointer", (text) =>
  /^(?:\/(?:[^~/]|~[01])*)*$/.test(text),
);
/** A pointer that starts at the value holding it */
export const relativeJsonPointer = /* @__PURE__ */ format("relative-json-pointer", (text) =>
  /^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text),
);
/** A regular expression of ECMAScript */
export const regex = /* @__PURE__ */ format("regex", (text) => {
  try {
    new RegExp(text, "u");
    return true;
  } catch {
    return false;
  }
});
/** RFC 4648, section 4 */
export const byte = /* @__PURE__ */ format("byte", (text) =>
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
);
