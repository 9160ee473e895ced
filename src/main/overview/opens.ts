import type { AccountId } from "../../shared/account";
import type { Brand } from "../../shared/card";
import type { Currency } from "../../shared/currency";
import type { DeclineReason } from "../../shared/decline-reason";
import { dayOf, NO_FILTER, type PaymentFilter } from "../../shared/history";
import type { Opens } from "../../shared/overview";
import { PaymentStatus } from "../../shared/payment";
import { MONEY_OF } from "../history/day-pairs";
import type { TallyGroup } from "../history/tally";
import type { Range } from "./spans";

/** Of which payments a figure is. */
export interface Behind {
  readonly kind: TallyGroup["kind"] | "approved";
  readonly channel?: PaymentFilter["channels"][number];
  readonly brand?: Brand;
  /** null: nobody is named. */
  readonly person?: string | null;
  readonly reason?: DeclineReason;
}

/** The list of exactly those payments; null where no single list has them. `currency` null: there is but one. */
export function opensFor(
  behind: Behind,
  about: { readonly span: Range; readonly account: AccountId | null; readonly currency: Currency | null },
): Opens | null {
  if (about.account === null) return null;
  const when = { kind: "between" as const, from: dayOf(about.span.from), to: dayOf(about.span.to - 1) };
  const made = behind.kind === "refunded" ? { refunded: when } : { when };
  return {
    screen: "payments",
    account: about.account,
    filter: {
      ...NO_FILTER,
      ...made,
      statuses: statusesOf(behind.kind),
      ...(behind.channel !== undefined && { channels: [behind.channel] }),
      ...(behind.brand !== undefined && { brands: [behind.brand] }),
      ...(behind.person !== undefined && { people: [behind.person] }),
      ...(behind.reason !== undefined && { reasons: [behind.reason] }),
      ...(about.currency !== null && { currency: about.currency }),
    },
  };
}

function statusesOf(kind: Behind["kind"]): PaymentStatus[] {
  if (kind === "disputed") return ["disputed", "partly_disputed"];
  const money = (status: PaymentStatus): string => MONEY_OF[status];
  // What gave something back was taken.
  if (kind === "refunded") return PaymentStatus.options.filter((status) => money(status) === "taken");
  if (kind === "approved")
    return PaymentStatus.options.filter((status) => !["failed", "unknown"].includes(money(status)));
  return PaymentStatus.options.filter((status) => money(status) === kind);
}
