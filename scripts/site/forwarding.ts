import type { AddressBook, Subject } from "./addresses.js";

/** An address that earlier versions gave out, and this one does not. */
export interface Forwarding {
  /** The address, a path below the reference. */
  readonly page: string;
  /** What was there, as the last version that has it calls it. */
  readonly subject: Subject;
  /** Its page today; absent where it is no more. */
  readonly to?: string;
  /** The last version that had it. */
  readonly last: AddressBook;
}

/**
 * What has to stand at addresses that earlier versions gave out: operations, webhooks and schemas
 * whose page is called otherwise today lead on, those that are gone say where they were last. An
 * address that is another page's today is that page's.
 *
 * @param earlier the newest first: where two versions disagree about an address, the newer is right
 */
export function forwardings(current: AddressBook, earlier: readonly AddressBook[]): Forwarding[] {
  const taken = new Set([...current.subjects.values()].map(({ page }) => page));
  const last = new Map<string, { readonly subject: Subject; readonly book: AddressBook }>();
  const found: Forwarding[] = [];
  for (const book of earlier) {
    for (const [key, subject] of book.subjects) {
      const known = last.get(key) ?? { subject, book };
      last.set(key, known);
      if (taken.has(subject.page)) continue;
      taken.add(subject.page);
      const today = current.subjects.get(key);
      found.push({
        page: subject.page,
        subject: today ?? known.subject,
        ...(today !== undefined && { to: today.page }),
        last: known.book,
      });
    }
  }
  return found.sort((a, b) => (a.page < b.page ? -1 : 1));
}
