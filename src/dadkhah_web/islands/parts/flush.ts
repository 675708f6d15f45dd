/** Before a page goes away its islands may keep what is not kept yet. */

const EVENT = "dadkhah:flush";

/** Ask every island to keep what it holds; resolves when all have answered, or after a second. */
export async function flush(): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  document.dispatchEvent(new CustomEvent(EVENT, { detail: waiting }));
  const patience = new Promise((resolve) => setTimeout(resolve, 1000));
  await Promise.race([Promise.allSettled(waiting), patience]);
}

/** Call `keep` when the page is about to go away. */
export function onFlush(keep: () => Promise<unknown>): void {
  document.addEventListener(EVENT, (event) => {
    (event as CustomEvent<Promise<unknown>[]>).detail.push(keep());
  });
}
