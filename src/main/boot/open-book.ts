import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { known } from "../../shared/account";
import type { Keychain } from "../keychain/keychain";
import type { Settings } from "../settings/settings";
import { createSharedBook, type SharedBookOptions } from "../shared-book/create-shared-book";
import type { SharedBook } from "../shared-book/shared-book";
import { writeWholeFile } from "../storage/whole-file";

type Given = Pick<SharedBookOptions, "journal" | "who" | "clock" | "log" | "changed" | "heard" | "people">;

/** The shared book of this desk, with what its settings know of it. `userData`: the folder of all that is kept. */
export function openTheBook({
  settings,
  keychain,
  userData,
  ...given
}: Given & { readonly settings: Settings; readonly keychain: Keychain; readonly userData: string }): SharedBook {
  const parked = join(userData, "parked-orders.json");
  // What the desk is known by lasts, so that a book that it comes back to knows its rows again.
  const desk = settings.sharedBook()?.desk ?? randomUUID();
  return createSharedBook({
    ...given,
    keychain,
    desk,
    accounts: () =>
      settings.accounts.list().map((account) => ({ id: account.id, name: account.name, key: keyOf(account) })),
    parkedFile: {
      read: () => readFile(parked, "utf8").catch(() => null),
      write: async (text) => {
        await writeWholeFile(parked, (file) => file.writeFile(text).then(() => true));
      },
    },
    used: () => settings.sharedBook()?.used ?? (settings.lost ? null : false),
    setUsed: (used, knownBy) => settings.setSharedBook({ desk: knownBy, used }),
  });
}

/**
 * What two desks call the same account by. Neither processor tells whose a credential is, so two merchants of one shop at
 * one processor are taken for the same. MONEY: that asks once too often, and never once too little.
 */
function keyOf(account: Parameters<typeof known>[0]): string {
  const { processor, environment } = known(account);
  return `${processor} ${environment}`;
}
