import { open, rename, rm } from "node:fs/promises";
import { CSV_START, amountCell, csvLine, type Cell } from "../../shared/csv";
import { Failure } from "../../shared/failure";
import { PAYMENT_STATUS_WORDS } from "../../shared/payment";
import { BRAND_NAMES } from "../../shared/card";
import { dayOf } from "../../shared/history";
import type { Kept } from "./kept";
import type { Stretch } from "./store";
import { breathe } from "./reader";

const AT_ONCE = 200;

export interface CsvWork {
  readonly path: string;
  readonly header: readonly string[];
  /** The next rows to write; null: there are no more. */
  readonly rows: () => readonly (readonly Cell[])[] | null;
  /** How many rows are written so far. */
  readonly progress: (done: number) => void;
  readonly cancelled: () => boolean;
}

/**
 * Writes a CSV file row by row, so that 100,000 rows need no more memory than 200. The file has another name until it is whole.
 * Answers how many rows it has, null when it was called off. Throws a Failure when it cannot be written.
 */
export async function writeCsv(work: CsvWork): Promise<number | null> {
  const { path, header, rows, progress, cancelled } = work;
  const unfinished = `${path}.part`;
  let done = 0;
  try {
    const file = await open(unfinished, "w", 0o600);
    try {
      await file.write(CSV_START + csvLine(header));
      for (let next = rows(); next !== null; next = rows()) {
        if (cancelled()) return null;
        await file.write(next.map(csvLine).join(""));
        done += next.length;
        progress(done);
        await breathe();
      }
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return done;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("refused", `The file ${path} could not be written. Choose a folder with room that you may write to.`, {}, { cause: error });
  } finally {
    await rm(unfinished, { force: true });
  }
}

export const PAYMENT_HEADER = [
  "Date", "Time", "Time (UTC)", "Amount", "Status", "Customer", "E-mail", "Phone", "Brand", "Last four", "Approval code", "Channel", "Taken by", "Desk",
  "Approved", "Captured", "Refunded", "Tip", "Surcharge", "Fees", "Net", "Processor's status", "Failure code", "Failure message", "Note", "Statement description",
  "Payment", "Reference", "Customer id",
] as const;

/** One payment as a row under PAYMENT_HEADER; dates and times of this computer's time zone. */
export function paymentRow(kept: Kept, name: string | null): Cell[] {
  const at = kept.createdAt === null ? null : new Date(kept.createdAt);
  return [
    at === null ? null : { number: dayOf(at.getTime()) },
    at === null ? null : at.toTimeString().slice(0, 8),
    at === null ? null : at.toISOString().replace(".000Z", "Z"),
    amountCell(kept.amount),
    PAYMENT_STATUS_WORDS[kept.status],
    name ?? kept.holder ?? kept.metadata["name"] ?? null,
    kept.email,
    kept.phone,
    BRAND_NAMES[kept.brand],
    kept.last4,
    kept.authCode,
    kept.channel,
    kept.operator,
    kept.desk,
    amountCell(kept.amountApproved),
    amountCell(kept.amountCaptured),
    amountCell(kept.amountRefunded),
    amountCell(kept.tip),
    amountCell(kept.surcharge),
    amountCell(kept.fees),
    amountCell(kept.net),
    kept.statusRaw,
    kept.failureCode,
    kept.failureMessage,
    kept.description,
    kept.statementDescription,
    kept.id,
    kept.reference,
    kept.customerId,
  ];
}

/** Rows out of stretches of the local copy, one stretch at a time. */
export function rowsFrom(read: (before: number | null, limit: number) => Stretch, nameOf: (kept: Kept) => string | null): () => readonly Cell[][] | null {
  let before: number | null = null;
  let ended = false;
  return () => {
    if (ended) return null;
    const { kept, next } = read(before, AT_ONCE);
    before = next;
    ended = next === null;
    return kept.length === 0 ? null : kept.map((one) => paymentRow(one, nameOf(one)));
  };
}
