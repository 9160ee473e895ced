import { amountCell, codeCell, type Cell } from "../../shared/csv";
import { PAYMENT_STATUS_WORDS } from "../../shared/payment";
import { brandText } from "../../shared/brand-words";
import { dayOf } from "../../shared/history";
import { netOf } from "../../shared/net";
import { invoiceOf } from "../../shared/metadata";
import { phoneText } from "../../shared/phone-abroad";
import { paymentColumns } from "../../shared/words/export";
import type { Kept } from "./kept";
import type { Stretch } from "./store";

const AT_ONCE = 100;

export const PAYMENT_HEADER = paymentColumns;

/** One payment as a row under PAYMENT_HEADER; dates and times of this computer's time zone. */
export function paymentRow(kept: Kept, name: string | null, account: string): Cell[] {
  const at = kept.createdAt === null ? null : new Date(kept.createdAt);
  return [
    at === null ? null : { number: dayOf(at.getTime()) },
    at === null ? null : at.toTimeString().slice(0, 8),
    at === null ? null : at.toISOString().replace(".000Z", "Z"),
    amountCell(kept.amount, kept.currency),
    kept.currency,
    PAYMENT_STATUS_WORDS[kept.status],
    name ?? kept.holder ?? kept.metadata["name"] ?? null,
    kept.email,
    codeCell(phoneText(kept.phone)),
    brandText(kept),
    codeCell(kept.last4),
    codeCell(kept.authCode),
    kept.channel,
    kept.operator,
    kept.desk,
    amountCell(kept.amountApproved, kept.currency),
    amountCell(kept.amountCaptured, kept.currency),
    amountCell(kept.amountRefunded, kept.currency),
    amountCell(kept.amountDisputed, kept.currency),
    amountCell(kept.tip, kept.currency),
    amountCell(kept.surcharge, kept.currency),
    amountCell(kept.fees, kept.currency),
    amountCell(netOf(kept), kept.currency),
    kept.statusRaw,
    codeCell(kept.failureCode),
    kept.failureMessage,
    codeCell(invoiceOf(kept)),
    kept.description,
    kept.statementDescription,
    codeCell(kept.id),
    codeCell(kept.reference),
    codeCell(kept.customerId),
    account,
  ];
}

/** Rows out of stretches of the local copy of that account, one stretch at a time. */
export function rowsFrom(
  read: (before: number | null, limit: number) => Promise<Stretch>,
  nameOf: (kept: Kept) => string | null,
  account: string,
): () => Promise<readonly Cell[][] | null> {
  let before: number | null = null;
  let ended = false;
  return async () => {
    if (ended) return null;
    const { kept, next } = await read(before, AT_ONCE);
    before = next;
    ended = next === null;
    return kept.length === 0 ? null : kept.map((one) => paymentRow(one, nameOf(one), account));
  };
}
