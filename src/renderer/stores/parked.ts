import { create } from "zustand";
import type { AmountTyped } from "../../shared/money";
import type { AccountId } from "../../shared/account";
import type { CustomerLine } from "../../shared/customer";
import { changeAccount, useApp } from "./app";
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

/** Orders put aside until the program ends. */
export const useParked = create<{
  readonly orders: readonly ParkedOrder[];
  readonly open: boolean;
  readonly resumed: ParkedOrder | null;
}>(() => ({
  orders: [],
  open: false,
  resumed: null,
}));

export function park(order: ParkedOrder): void {
  useParked.setState(({ orders }) => ({ orders: [order, ...orders] }));
}

export function openParked(open: boolean): void {
  useParked.setState({ open });
}

/** Takes a parked order off the pile, on its own account; the order screen takes it up. Throws a Failure. */
export async function resume(id: string): Promise<void> {
  const wanted = useParked.getState().orders.find((order) => order.id === id);
  if (wanted && wanted.account !== useApp.getState().app?.account.id) await changeAccount(wanted.account);
  useParked.setState(({ orders }) => ({
    orders: orders.filter((order) => order.id !== id),
    resumed: orders.find((order) => order.id === id) ?? null,
    open: false,
  }));
}

/** Parked orders for a customer who is to be forgotten go, with the name in them. */
export function dropParkedOf(account: AccountId, customerId: string): void {
  useParked.setState(({ orders }) => ({
    orders: orders.filter((order) => order.account !== account || order.customer?.id !== customerId),
  }));
}

export function dropParked(id: string): void {
  useParked.setState(({ orders }) => ({ orders: orders.filter((order) => order.id !== id) }));
}
