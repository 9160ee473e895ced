import type { EventName, EventOf } from "../../shared/contract";

/** Hears one event of the contract. */
export type EventListener = <N extends EventName>(name: N, value: EventOf<N>) => void;

/** What the services tell the screens of their own accord. */
export interface Events {
  emit: EventListener;
  listen(listener: EventListener): void;
}

/** Every listener hears every event, in the order in which they began to listen. */
export function createEvents(): Events {
  const listeners: EventListener[] = [];
  return {
    emit: (name, value) => {
      for (const listener of listeners) listener(name, value);
    },
    listen: (listener) => {
      listeners.push(listener);
    },
  };
}
