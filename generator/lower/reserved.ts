/** Words that may not name a binding in a module. @see https://tc39.es/ecma262/#prod-ReservedWord */
const RESERVED = new Set(
  (
    "arguments as async await boolean break case catch class const continue debugger default delete do else " +
    "enum eval export extends false finally for function if implements import in instanceof interface let " +
    "new null package private protected public return static super switch this throw true try typeof " +
    "undefined var void while with yield any never number object string symbol unknown bigint NaN Infinity"
  ).split(" "),
);

/**
 * Names the generated package exports or mentions itself; an operation or component of that name
 * would hide them.
 */
const OURS = new Set(
  (
    "createClient createTransport isErrorOf ApiError ApiCall ValidationError TokenError NetworkError " +
    "TimeoutError shareTokens logTo Transport Client ClientOptions CallOptions AcceptOptions WaitOptions Auth validators componentSchemas paths " +
    "operations components webhooks then servers parseExact printExact judge ExactNumber transport input options call page z js formats globalThis"
  ).split(" "),
);

/** Functions of the runtime that stand beside operations, in the files of their groups. */
const BESIDE_OPERATIONS = new Set(
  (
    "conceal concealWhole encodeBody encodeJson openItems readHeaders readJson readList readMembers waitUntil writeForm writeLines writeMultipart " +
    "writeSequence writeContent writeCookie writeDeepObject writeExpansion writePairs writeReserved " +
    "pagesByNumber pagesByOffset pagesByCursor pagesByLink"
  ).split(" "),
);

/** Types of the package that are called as if they were an operation's: `ApiError` of an operation `api`. */
const LIKE_OPERATIONS = new Set(
  (
    "ApiError CallError NetworkError RedirectError TimeoutError TokenError UnexpectedResponseError " +
    "ValidationError"
  ).split(" "),
);

/** True of a type of the package's entry that an operation's type would hide. */
export function isOurType(name: string): boolean {
  return LIKE_OPERATIONS.has(name);
}

/** True when a binding of that name would not compile, or would hide one of the package's own. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name) || OURS.has(name) || BESIDE_OPERATIONS.has(name);
}
