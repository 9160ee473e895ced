import type { AccountId } from "../../shared/account";

/** One window, as the services know it: main knows which account it belongs to, whatever its page says. */
export interface ServedWindow {
  account(): AccountId;
  /** Changes to an account that can be used. Throws a Failure, and stays, when it cannot. */
  use(account: AccountId): Promise<void>;
  close(): void;
}

/** The windows that are open, by account. */
export interface Windows {
  /** Opens on an account. */
  open(account: AccountId): ServedWindow;
  /** The accounts that some window shows. */
  shown(): readonly AccountId[];
  /** Windows of an account that can no longer be used go to another. */
  moveAway(from: AccountId, to: AccountId): void;
}

/**
 * `ready` makes an account fit for use, or throws. `entered` hears of the first window on an account, `left` that none is
 * left; `changed` of every window that has another account than before.
 */
export function createWindows(options: {
  readonly ready: (account: AccountId) => Promise<void>;
  readonly entered: (account: AccountId) => void;
  readonly left: (account: AccountId) => void;
  readonly changed: (account: AccountId) => void;
}): Windows {
  const open = new Map<object, AccountId>();
  const shown = (): readonly AccountId[] => [...new Set(open.values())];

  /** `to` null: the window is closed. */
  const move = (key: object, to: AccountId | null): void => {
    const before = shown();
    const from = open.get(key) ?? null;
    if (from === to) return;
    if (to === null) open.delete(key);
    else open.set(key, to);
    const after = shown();
    if (to !== null && !before.includes(to)) options.entered(to);
    if (from !== null && !after.includes(from)) options.left(from);
    if (to !== null) options.changed(to);
  };

  return {
    open(account) {
      const key = {};
      move(key, account);
      return {
        account: () => open.get(key) ?? account,
        async use(to) {
          await options.ready(to);
          if (open.has(key)) move(key, to);
        },
        close: () => move(key, null),
      };
    },
    shown,
    moveAway(from, to) {
      for (const [key, account] of open) if (account === from) move(key, to);
    },
  };
}
