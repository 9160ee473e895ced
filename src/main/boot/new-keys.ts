import type { AccountId } from "../../shared/account";
import type { Notice } from "../../shared/contract";
import { Failure } from "../../shared/failure";
import { privacyWords as words } from "../../shared/words/privacy";
import type { Log } from "../base/log";
import type { Keychain, SecretName } from "../keychain/keychain";
import { askForNewKey, type Changing } from "./database-key";

/** New keys for all databases: asked for in Settings, made at the next start, before anything has a file open. */
export interface NewKeys {
  /** What `keyDatabase` does about it for a file; `build` where a file is not just copied. */
  changing(build?: Changing["build"]): Changing;
  /** Asks for them. Throws a Failure where the keychain does not keep them. */
  ask(practices: readonly AccountId[]): Promise<void>;
  notices(): Notice[];
}

const NAMES: readonly SecretName[] = [
  "journal key",
  "directory key",
  "history key",
  "filters key",
  "closings key",
  "people key",
  "training key",
  "justifi training key",
];

export function createNewKeys(options: {
  readonly keychain: Keychain;
  readonly log: Log;
  readonly changed: () => void;
}): NewKeys {
  const { keychain, log } = options;
  const heard = new Map<SecretName, boolean>();
  let asked = false;
  /** Of so many files the next start has a new key to write. */
  let waiting = 0;
  return {
    changing: (build) => ({
      log,
      now: !asked,
      ...(build && { build }),
      heard: (name, changed) => {
        heard.set(name, changed);
        options.changed();
      },
    }),
    async ask(practices) {
      asked = true;
      const names = [...NAMES, ...practices.map((id): SecretName => `practice key of ${id}`)];
      waiting = 0;
      for (const name of names) if (await askForNewKey(keychain, name)) waiting += 1;
      if (waiting === 0) throw new Failure("no_keychain", words.noKeys);
      log.info(`keys: ${waiting} are changed at the next start`);
      options.changed();
    },
    notices() {
      const done = [...heard.values()].filter(Boolean).length;
      const notices: Notice[] = [];
      if (done > 0) notices.push({ id: "keys-changed", tone: "info", sentence: words.keysChanged({ count: done }) });
      if (heard.size > done)
        notices.push({ id: "keys-kept", tone: "warning", sentence: words.keysKept({ count: heard.size - done }) });
      if (waiting > 0) notices.push({ id: "keys-asked", tone: "info", sentence: words.keysAsked });
      return notices;
    },
  };
}
