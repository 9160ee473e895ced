import { breathe } from "../base/breathe";
import { payerKey } from "./sort-keys";
import type { HistoryStore, PayerKey } from "./store";
import type { NameOf } from "./write-payment";

/**
 * Keeps the names by which payments are sorted as the directory has them. The directory lies in another file: it tells
 * of each change, and once a session all names are compared, because a change may have been told to nobody.
 */
export interface Names {
  /** The directory has other names of these customers, or none any longer. */
  heard(connection: string, customerIds: readonly string[]): void;
  /** Compares all names of a connection, the first time that it is asked to in this session. Never throws. */
  compare(connection: string): Promise<void>;
}

/** So many names are compared at once: some 3 ms. */
const AT_ONCE = 200;

/** `changed` is called when payments came to another place in the order. `failed` hears why names were not compared. */
export function createNames(options: {
  readonly store: Pick<HistoryStore, "payers" | "rename">;
  readonly nameOf: NameOf;
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}): Names {
  const { store, nameOf } = options;
  const compared = new Set<string>();
  const heard = (connection: string, ids: readonly string[]): void => {
    const changes = ids.map((id) => store.rename(connection, id, nameOf(id)));
    if (changes.includes(true)) options.changed();
  };
  const compareAll = async (connection: string): Promise<void> => {
    let after: PayerKey | null = null;
    do {
      const some = store.payers(connection, after, AT_ONCE);
      const others = some.filter(({ customer, payer }) => {
        const name = nameOf(customer);
        // Whoever is not in the directory bears the name of each payment.
        return name !== null && payerKey(name) !== payer;
      });
      heard(
        connection,
        others.map(({ customer }) => customer),
      );
      after = some.length < AT_ONCE ? null : (some.at(-1) ?? null);
      await breathe();
    } while (after !== null);
  };
  return {
    heard,
    async compare(connection) {
      if (compared.has(connection)) return;
      compared.add(connection);
      await compareAll(connection).catch((error: unknown) => {
        compared.delete(connection);
        options.failed(error);
      });
    },
  };
}
