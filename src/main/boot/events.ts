import type { AccountId } from "../../shared/account";
import type { EventName, EventOf } from "../../shared/contract";

/** Hears one event of the contract. `account`: it is for the windows of that account; null: for all. */
export type EventListener = <N extends EventName>(name: N, value: EventOf<N>, account: AccountId | null) => void;

/** What the services tell the screens of their own accord. */
export interface Events {
  emit: EventListener;
  listen(listener: EventListener): void;
}

/** Every listener hears every event, in the order in which they began to listen. */
export function createEvents(): Events {
  const listeners: EventListener[] = [];
  return {
    emit: (name, value, account) => {
      for (const listener of listeners) listener(name, value, account);
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}
