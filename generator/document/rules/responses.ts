import { refOf } from "../resolve.js";
import { memberOf, membersOf, type Rule } from "./rule.js";

/** Statuses are statuses, and each is described. @see https://spec.openapis.org/oas/v3.1.0#responses-object */
export const responses: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot === "operation") {
      const statuses = membersOf(memberOf({ value: node, at }, "responses")).filter(
        ({ name }) => !name.startsWith("x-"),
      );
      if (statuses.length === 0) report("response/none", at, {});
      for (const status of statuses) {
        if (STATUS.test(status.name)) continue;
        report("response/status", status.at, { status: status.name });
      }
    }
    if (slot === "response" && refOf(node) === undefined) {
      if (memberOf({ value: node, at }, "description") === undefined) {
        report("response/description-missing", at, {});
      }
    }
  });
};

const STATUS = /^([1-5][0-9]{2}|[1-5]XX|default)$/;
