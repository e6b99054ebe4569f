import { quote } from "../diagnostics/quote.js";
import { ADDED, defineRules, type Moved, type Named, type None } from "./rule.js";

const FAILS = "a call that was answered is answered no longer";

/** What operations take and answer, their schemas apart. */
export const contentRules = defineRules({
  "parameter-added": {
    severity: "info",
    message: (p: Named) => `${p.name} was added, and may be left out`,
    reason: ADDED,
  },
  "required-parameter-added": {
    severity: "error",
    message: (p: Named) => `${p.name} was added and is required`,
    reason: "calls without it are refused",
    advice: "send it with every call",
  },
  "parameter-became-required": {
    severity: "error",
    message: (p: Named) => `${p.name} became required`,
    reason: "calls without it are refused",
    advice: "send it with every call",
  },
  "parameter-became-optional": {
    severity: "info",
    message: (p: Named) => `${p.name} became optional`,
    reason: ADDED,
  },
  "path-parameter-renamed": {
    severity: "warning",
    bump: "major",
    message: (p: Moved) => `path parameter ${quote(p.from)} is called ${quote(p.to)}`,
    reason: "requests are the same, but code gives the value by its name",
    advice: "give it by its new name",
  },
  "parameter-serialization-changed": {
    severity: "error",
    message: (p: Moved) => `${p.name} is written as ${p.to}, was ${p.from}`,
    reason: "a client of the old document writes it in a way that the new one does not describe",
    advice: "upgrade the client before the server changes",
  },
  "parameter-media-type-changed": {
    severity: "error",
    message: (p: Moved) => `${p.name} is written as ${quote(p.to)}, was ${quote(p.from)}`,
    reason: "a client of the old document writes it in a way that the new one does not describe",
    advice: "upgrade the client before the server changes",
  },
  "encoding-changed": {
    severity: "error",
    message: (p: Moved) => `${p.name} is written as ${p.to}, was ${p.from}`,
    reason:
      "who goes by the old document writes or reads it in a way that the new one does not describe",
    advice: "upgrade the client before the server changes",
  },
  "part-header-added": {
    severity: "info",
    message: (p: Named) => `${p.name} was added, and may be left out`,
    reason: ADDED,
  },
  "required-part-header-added": {
    severity: "error",
    message: (p: Named) => `${p.name} is required`,
    reason: "parts without it are refused",
    advice: "send it with every part of that name",
  },
  "part-header-removed": {
    severity: "warning",
    bump: "minor",
    message: (p: Named) => `${p.name} was removed`,
    reason: "it is looked for no longer",
    advice: "stop sending it",
  },
  "part-header-became-optional": {
    severity: "info",
    message: (p: Named) => `${p.name} became optional`,
    reason: ADDED,
  },
  "request-body-added": {
    severity: "info",
    message: (_: None) => "a request body was added, and may be left out",
    reason: ADDED,
  },
  "required-request-body-added": {
    severity: "error",
    message: (_: None) => "a request body was added and is required",
    reason: "calls without one are refused",
    advice: "send one with every call",
  },
  "request-body-removed": {
    severity: "error",
    message: (_: None) => "the request body was removed",
    reason: FAILS,
    advice: "stop sending it",
  },
  "request-body-became-required": {
    severity: "error",
    message: (_: None) => "the request body became required",
    reason: "calls without one are refused",
    advice: "send one with every call",
  },
  "request-body-became-optional": {
    severity: "info",
    message: (_: None) => "the request body became optional",
    reason: ADDED,
  },
  "request-media-type-removed": {
    severity: "error",
    message: (p: Named) => `bodies of type ${quote(p.name)} are no longer taken`,
    reason: FAILS,
    advice: "send one of the media types that are left",
  },
  "request-media-type-added": {
    severity: "info",
    message: (p: Named) => `bodies of type ${quote(p.name)} are taken as well`,
    reason: ADDED,
  },
  "response-media-type-removed": {
    severity: "error",
    message: (p: Named) => `answers of type ${quote(p.name)} are no longer given`,
    reason: "a caller that reads them has nothing to read",
    advice: "read one of the media types that are left",
  },
  "response-media-type-added": {
    severity: "info",
    bump: "major",
    message: (p: Named) => `answers of type ${quote(p.name)} may be given as well`,
    reason: "only who accepts them is given them; the package's type of the answer becomes a union",
    advice: "ask for one media type with `accept`",
  },
  "response-success-removed": {
    severity: "error",
    message: (p: Named) => `the answer ${p.name} was removed`,
    reason: "a caller that waits for it waits for nothing",
    advice: "read the answer that takes its place",
  },
  "response-success-added": {
    severity: "warning",
    bump: "major",
    message: (p: Named) => `the answer ${p.name} was added`,
    reason:
      "a caller may meet an answer that it does not read, and the type of the answer becomes a union",
    advice: "tell the answers apart by their status",
  },
  "response-error-removed": {
    severity: "info",
    bump: "minor",
    message: (p: Named) => `the answer ${p.name} was removed`,
    reason: "callers have to expect any failure in any case",
  },
  "response-error-added": {
    severity: "info",
    message: (p: Named) => `the answer ${p.name} was added`,
    reason: "callers have to expect any failure in any case",
  },
  "response-body-removed": {
    severity: "error",
    message: (p: Named) => `the answer ${p.name} no longer has a body`,
    reason: "a caller that reads it has nothing to read",
    advice: "stop reading it",
  },
  "response-body-added": {
    severity: "info",
    bump: "major",
    message: (p: Named) => `the answer ${p.name} has a body`,
    reason: "what is not read does no harm; the package's type of the answer changes",
  },
  "link-removed": {
    severity: "warning",
    bump: "patch",
    message: (p: Named) => `${p.name} was removed`,
    reason: "the client makes no calls of links; who follows it finds nothing",
    advice: "make the call that it described yourself",
  },
  "link-added": {
    severity: "info",
    bump: "patch",
    message: (p: Named) => `${p.name} was added`,
    reason: ADDED,
  },
  "link-changed": {
    severity: "warning",
    bump: "patch",
    message: (p: Named) => `${p.name} describes another call`,
    reason: "the client makes no calls of links; who follows it makes another one",
    advice: "follow it as the new document describes it",
  },
  "response-header-removed": {
    severity: "warning",
    bump: "major",
    message: (p: Named) => `${p.name} was removed`,
    reason: "it was optional: a caller has had to do without it",
    advice: "stop reading it",
  },
  "required-response-header-removed": {
    severity: "error",
    message: (p: Named) => `${p.name} was removed, and had been promised`,
    reason: "a caller that reads it finds nothing",
    advice: "stop reading it",
  },
  "response-header-added": {
    severity: "info",
    message: (p: Named) => `${p.name} was added`,
    reason: ADDED,
  },
  "response-header-became-optional": {
    severity: "error",
    message: (p: Named) => `${p.name} became optional`,
    reason: "a caller that reads it may find nothing",
    advice: "be ready to do without it",
  },
  "response-header-became-required": {
    severity: "info",
    message: (p: Named) => `${p.name} is always there`,
    reason: ADDED,
  },
});
