import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../shared/failure";
import { peopleWords } from "../../shared/words/people";
import { createPeppers, type Peppers } from "../people/peppers";
import { createPins, type Pins } from "../people/pins";
import type { FoundPeople } from "../people/people";
import { openPeopleStore, peopleUnder, type PeopleStore } from "../people/store";
import { trySetAside } from "../storage/set-aside";
import { problemOf } from "../storage/trouble";
import { keyDatabase } from "./database-key";
import type { Folder } from "./open-databases";

/** What createPeople is made of. */
export interface OpenedPeople {
  readonly found: FoundPeople;
  readonly store: () => Promise<PeopleStore>;
  readonly pins: Pins;
  readonly peppers: Peppers;
  close(): void;
}

/**
 * Opens the list of people. Before anybody has set a PIN there is neither a file nor a key. Does not throw.
 * SECURITY: it fails closed. A file that is gone, damaged or of another key is no first start where the keychain has the
 * pepper: nobody signs in then but a new owner.
 */
export async function openThePeople(
  folder: Folder,
  clock: Parameters<typeof createPins>[0]["clock"],
): Promise<OpenedPeople> {
  const { keychain, log } = folder;
  const file = join(folder.userData, "people.db");
  const build = (from: string, to: string) => (made: string) => peopleUnder({ file, key: from }, made, to);
  const key = () => keyDatabase(keychain, "people key", file, folder.newKeys?.changing(build));
  let open: PeopleStore | null = null;
  const opened = async (): Promise<PeopleStore> => {
    if (open) return open;
    const isFirst = !existsSync(file) && (await keychain.get("people key")) === null;
    const keyed = await key();
    // SECURITY: where there is a keychain, a list that would end with the session is none: nobody is to believe in its PINs.
    if (keyed.kind === "locked" || (keyed.kind === "session" && (await keychain.available())))
      throw new Failure("no_keychain", peopleWords.keychainSilent);
    try {
      return (open ??= openPeopleStore(keyed.where));
    } catch (error) {
      if (isFirst) await neverWas();
      throw error;
    }
  };
  /** A first list that the disk did not take is none that was lost. */
  const neverWas = async (): Promise<void> => {
    trySetAside(file, folder.now());
    await keychain.remove("people key").catch(() => undefined);
  };
  const find = async (): Promise<FoundPeople> => {
    if (!existsSync(file)) {
      // What belonged to a file that is gone would be taken for damage.
      trySetAside(file, folder.now());
      try {
        // The file's key is made after the pepper, right before the file.
        const was = (await keychain.get("people pepper")) !== null && (await keychain.get("people key")) !== null;
        return was ? { kind: "closed", why: "lost" } : { kind: "open", kept: null, whole: true };
      } catch {
        // SECURITY: a keychain that does not say whether there was a list opens nothing.
        return { kind: "closed", why: "no_answer" };
      }
    }
    try {
      const keyed = await key();
      if (keyed.kind === "locked" && keyed.why === "no_answer") return { kind: "closed", why: "no_answer" };
      if (keyed.kind !== "locked") {
        const store = await opened();
        return { kind: "open", kept: store.load(), whole: store.whole() };
      }
    } catch (error) {
      log.error("people: the list cannot be read", error);
      if (problemOf(error) === "newer") return { kind: "closed", why: "newer" };
      open?.close();
      open = null;
    }
    trySetAside(file, folder.now());
    return { kind: "closed", why: "lost" };
  };
  const peppers = createPeppers(keychain);
  return {
    found: await find(),
    store: opened,
    pins: createPins({ peppers, clock }),
    peppers,
    close: () => open?.close(),
  };
}
