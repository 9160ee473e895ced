import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { CustomerLine, CustomerShow } from "../../../shared/customer";
import { ask, asFailure } from "../../bridge";
import { useDirectory } from "../../stores/directory";

const PAGE = 100;
/** How many pages are kept in memory; scrolling back within them asks main for nothing. */
const KEPT = 60;

/** A long list of which only the stretches in sight are fetched: 100,000 lines cost no more than 100. */
export class CustomerPages {
  private readonly pages = new Map<number, readonly CustomerLine[]>();
  private readonly asked = new Map<number, number>();
  private readonly listeners = new Set<() => void>();
  private round = 0;
  private version = 0;
  /** How many there are; null until known. */
  count: number | null = null;
  trouble: string | null = null;

  constructor(private readonly show: CustomerShow) {}

  lineAt(index: number): CustomerLine | null {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE] ?? null;
  }

  find(id: string): CustomerLine | null {
    for (const lines of this.pages.values()) {
      const found = lines.find((line) => line.id === id);
      if (found) return found;
    }
    return null;
  }

  /** Tells that the line at `index` has come into sight; its page is fetched unless it is there. */
  need(index: number): void {
    const page = Math.floor(index / PAGE);
    if (this.asked.get(page) === this.round) return;
    this.asked.set(page, this.round);
    const { round } = this;
    ask("customers.list", { clue: "", offset: page * PAGE, limit: PAGE, show: this.show }).then(
      ({ lines, count }) => {
        // An answer that is older than the last change is shown only where nothing newer is.
        if (round < this.round && this.pages.has(page)) return;
        this.pages.delete(page);
        this.pages.set(page, lines);
        const oldest = this.pages.size > KEPT ? this.pages.keys().next().value : undefined;
        if (oldest !== undefined) {
          this.pages.delete(oldest);
          this.asked.delete(oldest);
        }
        this.count = count;
        this.trouble = null;
        this.tell();
      },
      (error: unknown) => {
        this.trouble = asFailure(error).sentence;
        this.tell();
      },
    );
  }

  /** Something has changed: what is in sight is fetched again, and stays on the screen until it is there. */
  stale(): void {
    this.round += 1;
    this.need(0);
    this.tell();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): number => this.version;

  private tell(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }
}

/** The list, kept fresh with the local copy. The component draws again whenever a stretch arrives. */
export function useCustomerPages(show: CustomerShow): CustomerPages {
  const pages = useMemo(() => new CustomerPages(show), [show]);
  useSyncExternalStore(pages.subscribe, pages.snapshot);
  const status = useDirectory((state) => state.status);
  useEffect(() => pages.stale(), [pages, status]);
  return pages;
}
