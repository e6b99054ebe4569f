import type { JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, joinPointer } from "../../source/pointer.js";
import { isCatastrophic } from "../patterns/ambiguity.js";
import { syntaxOf } from "../patterns/syntax.js";
import { membersOf, memberOf, type Rule } from "./rule.js";

/** Characters of a pattern that is examined; parsing recurses, so that a longer one costs stack. */
const LONGEST = 1000;

/** Steps for one pattern, and for all of a document: together less than a second. */
const STEPS = { pattern: 200_000, document: 4_000_000 };

/**
 * Patterns that a short text keeps a validator busy with for years; each is reported where it stands
 * first. JSON Schema asks nothing of the kind, but whoever validates what strangers send does.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-10
 */
export const catastrophicPatterns: Rule = ({ each, report }) => {
  const examined = new Set<string>();
  let left = STEPS.document;
  const examine = (pattern: string, at: Pointer): void => {
    if (examined.has(pattern)) return;
    examined.add(pattern);
    if (!mayRepeatGroups(pattern)) return;
    if (pattern.length > LONGEST) {
      const reason = `it has more than ${String(LONGEST)} characters`;
      report("schema/pattern-unexamined", at, { pattern, reason });
      return;
    }
    if (left <= 0) {
      const reason = "those before it took all the time there is";
      report("schema/pattern-unexamined", at, { pattern, reason });
      return;
    }
    const syntax = syntaxOf(pattern);
    // What is no expression at all is reported by those who would enforce it.
    if (syntax === undefined) return;
    const given = Math.min(STEPS.pattern, left);
    const budget = { steps: given };
    const verdict = isCatastrophic(syntax, budget);
    left -= given - Math.max(0, budget.steps);
    if (verdict === true) report("schema/pattern-catastrophic", at, { pattern });
    if (verdict === undefined) {
      const reason = "it can match in too many ways";
      report("schema/pattern-unexamined", at, { pattern, reason });
    }
  };
  each((node: JsonObject, slot, at) => {
    if (slot !== "schema") return;
    const pattern = childOf(node, "pattern");
    if (typeof pattern === "string") examine(pattern, joinPointer(at, "pattern"));
    for (const member of membersOf(memberOf({ value: node, at }, "patternProperties"))) {
      examine(member.name, member.at);
    }
  });
};

/** Without a group that is repeated there is nothing to be repeated in two ways; most patterns have none. */
function mayRepeatGroups(pattern: string): boolean {
  return /\)[*+{]/.test(pattern);
}
