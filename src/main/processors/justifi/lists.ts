import { Failure } from "../../../shared/failure";
import type { LedgerLine } from "../../../shared/ledger";
import type { Payment } from "../../../shared/payment";
import type { Page, Urgency } from "../processor";
import { TooLarge } from "../wire/failure";
import { isRecord } from "../wire/lenient";
import { endless, MOST_PAGES, MOST_ROWS_READ, smallerPage } from "../wire/lists";
import type { Fields } from "../wire/messages";
import { known, type JustiFiCalls } from "./call";
import { readLedgerLine, readNext, readPayment } from "./read";
import { rows } from "./schemas";
import { processorWords } from "../../../shared/words/processor";

/** The largest page (docs/justifi.md 4, pagination). */
const MOST_ROWS = 100;
const MOST_LEDGER_PAGES = 20;

/** The rows of a page, and the cursor behind it; null on the last one. */
interface Rows {
  readonly found: readonly unknown[];
  readonly next: string | null;
}

/** What JustiFi answers in pages, by cursors. All throw a Failure. */
export class JustiFiLists {
  readonly #calls: JustiFiCalls;

  constructor(calls: JustiFiCalls) {
    this.#calls = calls;
  }

  /** Newest first. `cursor`: null, or the `next` of the page before. */
  async payments(cursor: string | null, limit: number, urgency: Urgency): Promise<Page<Payment>> {
    const what = "list payments";
    const { number, after } = readCursor(cursor);
    if (number > MOST_PAGES) throw endless("JustiFi", what);
    const asked = Math.min(Math.max(1, Math.trunc(limit)), MOST_ROWS);
    const { body, size } = await this.#body(after, asked, urgency, what);
    const { found, next } = this.#rows(body, size, after, what);
    const items = found.map((row) => {
      const item = isRecord(row) ? readPayment(row) : null;
      // MONEY: a row left out in silence could be the one that recovery looks for, so an unreadable one spoils the
      // page.
      if (item === null) throw this.#calls.unreadable(what, row);
      return item;
    });
    return { items, next: next === null ? null : `${number + 1}.${next}`, total: null };
  }

  /** All lines of a payment's ledger. */
  async ledger(paymentId: string): Promise<readonly LedgerLine[]> {
    const what = "show the ledger of this payment";
    const path = ["payments", known(paymentId, what), "payment_balance_transactions"];
    const lines: LedgerLine[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < MOST_LEDGER_PAGES; page++) {
      const query: Fields = { limit: MOST_ROWS, ...(cursor !== null && { after_cursor: cursor }) };
      const body = await this.#calls.ask(
        { method: "GET", endpoint: "payments/{id}/payment_balance_transactions", path, query },
        "read",
        "now",
        what,
      );
      const { found, next }: Rows = this.#rows(body, MOST_ROWS, cursor, what);
      for (const row of found) {
        const line = readLedgerLine(row);
        // A sum that leaves a line out would be wrong.
        if (line === null) throw this.#calls.unreadable(what, row);
        lines.push(line);
      }
      if (next === null) return lines;
      cursor = next;
    }
    throw new Failure("unreadable", processorWords.endlessLedger);
  }

  /** The body of a page of payments. Where it is too large to be read, a smaller page is asked for. */
  async #body(
    after: string | null,
    asked: number,
    urgency: Urgency,
    what: string,
  ): Promise<{ body: unknown; size: number }> {
    for (let size = asked; ; ) {
      const query = { limit: size, ...(after !== null && { after_cursor: after }) };
      const sending = { method: "GET", endpoint: "payments", path: ["payments"], query, forSubAccount: true } as const;
      try {
        return { body: await this.#calls.ask(sending, "read", urgency, what), size };
      } catch (error) {
        const smaller = error instanceof TooLarge ? smallerPage(size) : null;
        if (smaller === null) throw error;
        size = smaller;
      }
    }
  }

  /** MONEY: a list that stands still is no end: whoever looks must not think that all was seen. */
  #rows(body: unknown, size: number, cursor: string | null, what: string): Rows {
    const found = rows(body);
    if (found === null || found.length > MOST_ROWS_READ) throw this.#calls.unreadable(what, body);
    const { next, said } = readNext(body);
    // A page with nothing in it is the end, unless the list says where it goes on.
    if (found.length === 0) return { found, next: said === true && next !== cursor ? next : null };
    const ended = said === false || (said === null && next === null && found.length < size);
    if (ended) return { found, next: null };
    if (next === null || next === cursor) throw this.#calls.unreadable(what, body);
    return { found, next };
  }
}

/**
 * Our cursor: the number of the page, a point and JustiFi's own cursor, so that a list that goes round in a circle
 * comes to an end. JustiFi's alone is one that was kept by an earlier version.
 */
function readCursor(cursor: string | null): { readonly number: number; readonly after: string | null } {
  const counted = cursor === null ? null : /^(\d{1,6})\.(.+)$/.exec(cursor);
  return counted ? { number: Number(counted[1]), after: counted[2] ?? null } : { number: 1, after: cursor };
}
