import { defineDiagnostics } from "./define.js";
import { quote } from "./quote.js";

/** What a Postman collection cannot say as the document says it. */
export const postmanDiagnostics = defineDiagnostics({
  "postman/braces": {
    severity: "warning",
    message: (p: { name: string }) =>
      `${quote(p.name)} holds "{{", which Postman would read as a variable; it is written "{ {" there`,
  },
  "postman/no-body": {
    severity: "info",
    message: (p: { type: string }) =>
      `the Postman collection shows no ${quote(p.type)} body: there is no example that can be written as one`,
    hint: () => "give the media type an example",
  },
  "postman/relative-server": {
    severity: "info",
    message: (p: { url: string }) =>
      `the server ${quote(p.url)} names no host; the Postman environment assumes http://localhost`,
  },
});
