import type { Severity } from "../diagnostics/diagnostic.js";
import type { Bump, Party } from "./change.js";
import type { Difference } from "./differences.js";
import type { Presence } from "./presence.js";

/** How grave a change of a schema is, and why. */
export interface Judgement {
  readonly severity: Severity;
  readonly bump: Bump;
  readonly reason: string;
  readonly advice?: string;
}

const HOLDS: Judgement = {
  severity: "info",
  bump: "minor",
  reason: "every value that a caller sends or reads by the old document is one of the new",
};

const REFUSED: Judgement = {
  severity: "error",
  bump: "major",
  reason: "values that the old document allows a caller to send are refused by the new one",
  advice: "send only what both documents allow, before the server changes",
};

const UNEXPECTED: Judgement = {
  severity: "error",
  bump: "major",
  reason: "a caller may receive values that the old document excludes",
  advice: "be ready for the new values before the server changes",
};

/** Narrower breaks who sends, wider who receives; what the document cannot decide is a warning. */
export function judged(difference: Difference, party: Party): Judgement {
  const { fact, narrower, wider, from, to } = difference;
  const breaks = party === "sent" ? narrower : wider;
  if (fact === "undecided") {
    return {
      severity: "warning",
      bump: "major",
      reason: "the schemas are too complex to be compared: they may mean the same, or not",
      advice: "try your values against the new schema",
    };
  }
  if (!breaks) return HOLDS;
  if (fact === "pattern" && narrower && wider) {
    return {
      severity: "warning",
      bump: "major",
      reason: "which texts match both patterns cannot be told from the patterns",
      advice: "try your values against the new pattern",
    };
  }
  if (fact === "enum" && party === "received" && from !== undefined && to !== undefined) {
    return {
      severity: "warning",
      bump: "minor",
      reason:
        "a caller may receive a value that it does not know; types of the package are open to those",
      advice: "have a default branch for values that are not listed",
    };
  }
  return party === "sent" ? REFUSED : UNEXPECTED;
}

/** The same for members that come, go and become required. */
export function judgedPresence(presence: Presence, closed: boolean, party: Party): Judgement {
  const table = party === "sent" ? SENT : RECEIVED;
  const { [presence]: judgement } = table;
  if (presence === "added" && closed && party === "received") {
    return {
      ...UNEXPECTED,
      reason: "the old document allows no other members: who validates by it refuses the answer",
    };
  }
  if (presence === "removed" && closed && party === "sent") {
    return { ...REFUSED, reason: "the new document allows no members that it does not describe" };
  }
  return judgement;
}

type Table = { readonly [P in Presence]: Judgement };

const SENT: Table = {
  added: { ...HOLDS, reason: "it may be left out" },
  "required-added": {
    ...REFUSED,
    reason: "bodies without it are refused",
    advice: "send it with every call",
  },
  removed: {
    severity: "warning",
    bump: "major",
    reason: "a server may ignore it, and the package's type no longer has it",
    advice: "stop sending it",
  },
  "required-removed": {
    severity: "warning",
    bump: "major",
    reason: "a server may ignore it, and the package's type no longer has it",
    advice: "stop sending it",
  },
  "became-required": {
    ...REFUSED,
    reason: "bodies without it are refused",
    advice: "send it with every call",
  },
  "became-optional": HOLDS,
};

const RECEIVED: Table = {
  added: { ...HOLDS, reason: "what is not read does no harm" },
  "required-added": { ...HOLDS, reason: "what is not read does no harm" },
  removed: {
    severity: "warning",
    bump: "major",
    reason: "a caller has had to do without it, and the package's type no longer has it",
    advice: "stop reading it",
  },
  "required-removed": {
    ...UNEXPECTED,
    reason: "a caller that reads it finds nothing",
    advice: "stop reading it",
  },
  "became-required": HOLDS,
  "became-optional": {
    ...UNEXPECTED,
    reason: "a caller that reads it may find nothing",
    advice: "be ready to do without it",
  },
};
