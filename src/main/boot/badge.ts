/** Shows a count when it is another than the one shown last; nothing is shown before the first. */
export function createBadge(options: { readonly count: () => number; readonly show: (count: number) => void }) {
  let shown = 0;
  return (): void => {
    const count = options.count();
    if (count === shown) return;
    shown = count;
    options.show(count);
  };
}
