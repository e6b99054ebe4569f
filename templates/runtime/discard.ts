/** Lets go of a body nobody reads, so that its connection is free. Never rejects. */
export async function discard({ body }: Response): Promise<void> {
  try {
    await body?.cancel();
  } catch {
    // It was lost already.
  }
}
