import type { AccountId } from "../../shared/account";
import type { Attempt } from "../../shared/attempt";
import { addUp, type Money } from "../../shared/currency";
import { HOLD_DUE_MS, moneyOf, NO_FILTER } from "../../shared/history";
import type { Need } from "../../shared/overview";
import { HOLD_LIFE_MS, type PaymentStatus } from "../../shared/payment";
import { breathe } from "../base/breathe";
import { disputedOf } from "../history/day-sums";
import type { Kept } from "../history/kept";
import type { HistoryStore } from "../history/store";
import { anyOf, whole } from "../history/tokens";
import type { Hold } from "./figures";

/** What stands open now, whenever it was made; `daysLeft` is of the time at which it was read. */
export interface Standing {
  readonly holds: readonly (Hold & { readonly lapsesAt: number | null })[];
  readonly disputes: readonly Money[];
}

const SLICE = 500;
const DAY_MS = 24 * 60 * 60_000;
const DISPUTED: readonly PaymentStatus[] = ["disputed", "partly_disputed"];

/** Reads all holds and disputes of an account, anew only when a payment has changed. `now` is epoch ms. */
export function createStanding(store: HistoryStore): (account: AccountId, now: number) => Promise<Standing> {
  type Found = { readonly holds: readonly Omit<Standing["holds"][number], "daysLeft">[]; readonly disputes: Money[] };
  const known = new Map<AccountId, Found & { readonly revision: number }>();
  const read = async (account: AccountId): Promise<Found> => {
    const revision = store.revision();
    const there = known.get(account);
    if (there?.revision === revision) return there;
    const holds = (await withStatus(store, account, ["authorized"])).map((kept) => ({
      account,
      currency: kept.currency,
      amount: moneyOf(kept),
      lapsesAt: kept.createdAt === null ? null : kept.createdAt + HOLD_LIFE_MS,
    }));
    const disputes = (await withStatus(store, account, DISPUTED)).map((kept) => ({
      currency: kept.currency,
      amount: disputedOf(kept),
    }));
    // What changed while it was read may be in it or not: it is read again next time.
    known.set(account, { revision, holds, disputes });
    return { holds, disputes };
  };
  return async (account, now) => {
    const { holds, disputes } = await read(account);
    const daysLeft = (lapsesAt: number | null): number | null =>
      lapsesAt === null ? null : Math.max(-1, Math.floor((lapsesAt - now) / DAY_MS));
    return { holds: holds.map((hold) => ({ ...hold, daysLeft: daysLeft(hold.lapsesAt) })), disputes };
  };
}

async function withStatus(
  store: HistoryStore,
  account: AccountId,
  statuses: readonly PaymentStatus[],
): Promise<Kept[]> {
  const question = {
    match: anyOf(statuses.map((status) => whole("s", status))),
    from: null,
    to: null,
    amountFrom: null,
    amountTo: null,
  };
  const found: Kept[] = [];
  for (let before: number | null = null; ; ) {
    const { kept, next } = store.list(account, question, before, SLICE);
    found.push(...kept);
    if (next === null) return found;
    before = next;
    await breathe();
  }
}

/** What waits for a person in one account; nothing that there is none of. */
export function needsOf(
  account: AccountId,
  now: number,
  about: {
    readonly standing: Standing | undefined;
    readonly checking: readonly Attempt[];
    readonly cardsExpiring: number;
  },
): Need[] {
  const { holds = [], disputes = [] } = about.standing ?? {};
  const due = holds.filter(({ lapsesAt }) => lapsesAt !== null && lapsesAt > now && lapsesAt - now <= HOLD_DUE_MS);
  const asked = about.checking.map(({ intent: { currency, amount } }) => ({ currency, amount }));
  const needs: Need[] = [
    { code: "checking", count: asked.length, money: addUp(asked), account, opens: { screen: "activity" } },
    { code: "holds_due", count: due.length, money: addUp(due), account, opens: { screen: "holds" } },
    {
      code: "disputes",
      count: disputes.length,
      money: addUp(disputes),
      account,
      opens: { screen: "payments", account, filter: { ...NO_FILTER, statuses: [...DISPUTED] } },
    },
    {
      code: "cards_expiring",
      count: about.cardsExpiring,
      money: [],
      account,
      opens: { screen: "customers", show: "expiring" },
    },
  ];
  return needs.filter(({ count }) => count > 0);
}
