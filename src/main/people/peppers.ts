import { createHash, randomBytes } from "node:crypto";
import { Failure } from "../../shared/failure";
import { peopleWords } from "../../shared/words/people";
import type { Keychain } from "../keychain/keychain";

/** A secret that goes into the hashes of PINs, and by what those name it; the id says nothing of it. */
export interface Pepper {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The peppers of all PINs. Calls throw a Failure where the keychain is silent. */
export interface Peppers {
  /** This computer's own, which new hashes are made with: 32 random bytes, made with the first PIN. */
  own(): Promise<Pepper>;
  /** null: no desk of the shop has told it. */
  find(id: string): Promise<Pepper | null>;
  /** Keeps those of the shop's other desks (64 hex digits each), so that whoever set a PIN there signs in here too. */
  learn(others: readonly string[]): Promise<void>;
}

export function createPeppers(keychain: Pick<Keychain, "get" | "set" | "keep">): Peppers {
  let made: Promise<Pepper> | null = null;
  let read: Promise<readonly Pepper[]> | null = null;
  const own = (): Promise<Pepper> =>
    (made ??= ownOf(keychain).catch((error: unknown) => {
      made = null;
      throw error;
    }));
  const others = (): Promise<readonly Pepper[]> =>
    (read ??= keychain.get("people peppers of the shop").then(
      (found) => (found ?? "").split(" ").filter(Boolean).map(pepperOf),
      (error: unknown) => {
        read = null;
        throw error;
      },
    ));
  const all = async (): Promise<readonly Pepper[]> => [await own(), ...(await others())];
  return {
    own,
    find: async (id) => (await all()).find((pepper) => pepper.id === id) ?? null,
    async learn(hex) {
      const known = await all();
      const fresh = [...new Set(hex)].map(pepperOf).filter(({ id }) => known.every((pepper) => pepper.id !== id));
      if (fresh.length === 0) return;
      const next = [...(await others()), ...fresh];
      await keychain.set("people peppers of the shop", next.map(({ bytes }) => bytes.toString("hex")).join(" "));
      read = Promise.resolve(next);
    },
  };
}

async function ownOf(keychain: Pick<Keychain, "get" | "keep">): Promise<Pepper> {
  const found = await keychain.get("people pepper");
  if (found !== null) return pepperOf(found);
  const made = randomBytes(32).toString("hex");
  // SECURITY: a PIN whose pepper ends with the session would let nobody in after it.
  await keychain.keep("people pepper", made);
  // Another process may have been quicker, and its pepper counts.
  const kept = await keychain.get("people pepper");
  if (kept === null) throw new Failure("no_keychain", peopleWords.keychainSilent);
  return pepperOf(kept);
}

function pepperOf(hex: string): Pepper {
  const bytes = Buffer.from(hex, "hex");
  return { id: createHash("sha256").update("counterfoil pepper ").update(bytes).digest("hex").slice(0, 16), bytes };
}
