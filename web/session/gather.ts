// Many small pieces of work in one: what is asked for in one turn, or while earlier work is under way, is done together.

/** `work` gives the results in the order of the items; where it fails, it fails for all of them. */
export function gather<Item, Result>(work: (items: Item[]) => Promise<Result[]>): (item: Item) => Promise<Result> {
  let waiting: { items: Item[]; results: Promise<Result[]> } | null = null;
  let before: Promise<unknown> = Promise.resolve();
  return async (item) => {
    const batch = (waiting ??= start());
    const index = batch.items.push(item) - 1;
    return (await batch.results)[index] as Result;
  };

  function start() {
    const items: Item[] = [];
    const results = before.then(() => {
      waiting = null;
      return work(items);
    });
    before = results.catch(() => undefined);
    return { items, results };
  }
}
