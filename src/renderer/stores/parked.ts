import { create } from "zustand";
import type { AmountTyped } from "../../shared/money";
import type { AccountId } from "../../shared/account";
import type { CustomerLine } from "../../shared/customer";
import type { SharedOrder } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksScreenWords } from "../../shared/words/desks-screen";
import { ask } from "../bridge";
import { changeAccount, useApp } from "./app";
import { desksAreSeen, rereadShared, useDesks } from "./desks";
import type { CardChoice, OrderFields } from "./order-fields";

/** An order put aside. SECURITY: never card number, expiry or CVV; those are wiped on parking (PCI DSS 3.3). */
export interface ParkedOrder {
  readonly id: string;
  /** MONEY: its customer and card belong to this account; it is taken up on no other. */
  readonly account: AccountId;
  readonly parkedAt: number;
  readonly typed: AmountTyped;
  readonly customer: CustomerLine | null;
  readonly choice: CardChoice;
  readonly fields: OrderFields;
  readonly zip: string;
}

/** Orders put aside in this window, until the program ends. */
export const useParked = create<{
  readonly orders: readonly ParkedOrder[];
  readonly open: boolean;
  readonly resumed: ParkedOrder | null;
}>(() => ({
  orders: [],
  open: false,
  resumed: null,
}));

/** Puts an order aside: for this window, and for every desk where there is a shared book that answers. */
export function park(order: ParkedOrder): void {
  useParked.setState(({ orders }) => ({ orders: [order, ...orders] }));
  if (!desksAreSeen()) return;
  const { parkedAt: _parkedAt, ...shared } = order;
  ask("desks.park", { ...shared, fields: { ...shared.fields, metadata: [...shared.fields.metadata] } }).then(
    () => {
      dropOwn(order.id);
      rereadShared();
    },
    // The book did not take it, so it stays this window's.
    () => undefined,
  );
}

/** Opens or closes the list of parked orders. */
export function openParked(open: boolean): void {
  useParked.setState({ open });
}

/**
 * Takes a parked order off the pile, on its own account; the order screen takes it up. Throws a Failure, also where
 * another desk has it.
 */
export async function resume(id: string): Promise<void> {
  const own = useParked.getState().orders.find((order) => order.id === id);
  const wanted = own ?? (await takeUp(id));
  if (wanted.account !== useApp.getState().app?.account.id) await changeAccount(wanted.account);
  useParked.setState(({ orders }) => ({
    orders: orders.filter((order) => order.id !== id),
    resumed: wanted,
    open: false,
  }));
}

async function takeUp(id: string): Promise<ParkedOrder> {
  const shared = useDesks.getState().parked.find((order) => order.id === id);
  if (shared?.account === null)
    throw new Failure("refused", desksScreenWords.noAccount({ account: shared.accountName }));
  const taken = await ask("desks.takeUp", { id, how: "resume" }).finally(rereadShared);
  const { account } = taken;
  if (account === null) throw new Failure("refused", desksScreenWords.noAccount({ account: taken.accountName }));
  return { ...taken, account, parkedAt: taken.at };
}

/** Parked orders for a customer who is to be forgotten go, with the name in them, at every desk. */
export function dropParkedOf(account: AccountId, customerId: string): void {
  const theirs = (order: ParkedOrder | SharedOrder): boolean =>
    order.account === account && order.customer?.id === customerId;
  useParked.setState(({ orders }) => ({ orders: orders.filter((order) => !theirs(order)) }));
  for (const { id } of useDesks.getState().parked.filter(theirs)) discardShared(id).catch(() => undefined);
}

/** Throws a Failure where another desk has it. */
export async function dropParked(id: string): Promise<void> {
  if (useParked.getState().orders.some((order) => order.id === id)) dropOwn(id);
  else await discardShared(id);
}

async function discardShared(id: string): Promise<void> {
  await ask("desks.takeUp", { id, how: "discard" }).finally(rereadShared);
}

function dropOwn(id: string): void {
  useParked.setState(({ orders }) => ({ orders: orders.filter((order) => order.id !== id) }));
}

/** A parked order as the sheet shows it. */
export interface ParkedLine extends Omit<ParkedOrder, "account"> {
  /** null: this desk has no such account. */
  readonly account: AccountId | null;
  /** Who parked it and where, of one that every desk sees. */
  readonly shared: Pick<SharedOrder, "by" | "desk" | "accountName"> | null;
}

/** This window's parked orders and those of every desk, the newest first. */
export function useParkedLines(): readonly ParkedLine[] {
  const own = useParked(({ orders }) => orders);
  const shared = useDesks(({ parked }) => parked);
  const ids = new Set(own.map(({ id }) => id));
  return [
    ...own.map((order) => ({ ...order, shared: null })),
    // One that is being written is still this window's too.
    ...shared.filter(({ id }) => !ids.has(id)).map((order) => ({ ...order, parkedAt: order.at, shared: order })),
  ].toSorted((one, other) => other.parkedAt - one.parkedAt);
}
