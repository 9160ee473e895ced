/** What lies over every sheet, to be heard and pressed there too; the focus may go there. */
export const OVER = "[data-over-sheets]";

const sheets: HTMLElement[] = [];
/** What is out of reach because of the sheets, and only because of them. */
const shut = new Set<HTMLElement>();
let watch: MutationObserver | null = null;

/** Everything beside the uppermost sheet is inert until the answered function is called. */
export function openSheet(sheet: HTMLElement): () => void {
  sheets.push(sheet);
  settle();
  return () => {
    sheets.splice(sheets.indexOf(sheet), 1);
    settle();
  };
}

function settle(): void {
  // What comes meanwhile is beside it as well.
  watch ??= new MutationObserver(settle);
  watch.disconnect();
  const uppermost = sheets.at(-1);
  const beside = uppermost ? besideOf(document.body, [uppermost, ...document.querySelectorAll(OVER)], watch) : [];
  for (const element of shut) {
    if (beside.includes(element)) continue;
    element.inert = false;
    shut.delete(element);
  }
  for (const element of beside) {
    if (element.inert) continue;
    element.inert = true;
    shut.add(element);
  }
}

function besideOf(parent: HTMLElement, kept: readonly Element[], watcher: MutationObserver): HTMLElement[] {
  watcher.observe(parent, { childList: true });
  return [...parent.children].flatMap((child) => {
    if (!(child instanceof HTMLElement) || kept.includes(child)) return [];
    return kept.some((each) => child.contains(each)) ? besideOf(child, kept, watcher) : [child];
  });
}
