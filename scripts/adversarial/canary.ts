/** The name that no run of anything generated may ever set, call or create a file of. */
export const CANARY = "__canary__";
