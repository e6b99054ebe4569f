/**
 * Runs a task for each item, at most `width` at a time, and collects what each has to say: nothing
 * for a pass, a sentence for a failure. The order of the items is kept.
 */
export async function failuresOf<Item>(
  items: readonly Item[],
  task: (item: Item) => Promise<string | undefined>,
  width = 8,
): Promise<string[]> {
  const results: (string | undefined)[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await task(items[index] as Item);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results.filter((result) => result !== undefined);
}
