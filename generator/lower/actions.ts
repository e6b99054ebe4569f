import { wordSet } from "./words.js";

/** Last segments of paths that are verbs themselves: `POST /files/{id}/copy`. */
const ACTIONS = wordSet(
  "accept activate append apply approve archive ask assign attach calculate cancel capture clone close " +
    "commit complete confirm convert copy deactivate decline deploy detach disable download duplicate " +
    "enable execute export extract finish generate import install invite join leave lock login logout " +
    "merge move mute pause publish purge query reboot refresh register reject rename renew replay resend " +
    "reset restart restore resume retry revoke rollback rotate run search send start stop submit " +
    "subscribe suspend sync terminate transfer trigger trim unarchive unassign uninstall unlock unmute " +
    "unpublish unsubscribe upload validate verify withdraw",
);

/** Those of them that a GET may do. */
const READING = wordSet("download export query search validate verify");

/** Verbs that are never part of a noun, as in `merge-requests`, and so may have words after them. */
const UNMISTAKABLE = wordSet(
  "assign cancel disable enable execute generate reject remove resend revoke send terminate unassign " +
    "validate verify",
);

/** What only a fragment says: `PUT /files/{id}#add_shared_link`. */
const SAID = wordSet("add change create delete get list remove set update");

/** What is done, and to which part of what the path leads to: `add`, `shared link`. */
export interface Action {
  readonly verb: readonly string[];
  readonly part: readonly string[];
}

/**
 * What the end of a path says is done, by an operation of this method. `mark` stands before it where
 * it is no segment: `/files:append`, `/files#append`. Undefined where it is a noun.
 */
export function actionOf(
  words: readonly string[],
  method: string,
  mark: ":" | "#" | undefined,
): Action | undefined {
  const [first = "", ...part] = words;
  const verb = first.toLowerCase();
  // Google's custom methods: what follows a colon is a verb, whatever its words.
  if (mark === ":") return { verb: words, part: [] };
  if (mark === "#") return ACTIONS.has(verb) || SAID.has(verb) ? { verb: [verb], part } : undefined;
  const isDone =
    method === "get" ? READING.has(verb) : ["post", "put", "patch", "query"].includes(method);
  const verbs = part.length === 0 ? ACTIONS : UNMISTAKABLE;
  return isDone && verbs.has(verb) ? { verb: [verb], part } : undefined;
}
