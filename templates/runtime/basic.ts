/** `Basic …` of a user's name and password. @see https://www.rfc-editor.org/rfc/rfc7617#section-2 */
export function basic(name: string, password: string): string {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** The same of a client's id and secret, which are form-encoded first. @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1 */
export function basicOfClient(clientId: string, clientSecret: string): string {
  return basic(formEncoded(clientId), formEncoded(clientSecret));
}

function formEncoded(text: string): string {
  return String(new URLSearchParams({ "": text })).slice(1);
}
