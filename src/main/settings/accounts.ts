import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Account, FIRST_COLOURS, KINDS, sameName, type AccountId, type AccountKind } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { accountsWords } from "../../shared/words/accounts";
import { accountTroubleWords } from "../../shared/words/connection";
import { AccountSettings, contradictionIn, DEFAULT_OF_ACCOUNT } from "../../shared/settings";

/** An account with what it has set. */
export type KeptAccount = Account & { readonly own: AccountSettings };

/** Every account that this computer knows, those that were removed among them. Nothing secret is here. */
export interface Accounts {
  list(): readonly Account[];
  /** null: this computer never had it. */
  find(id: AccountId): Account | null;
  own(id: AccountId): AccountSettings;
  /** MONEY: an account that is not there (removed meanwhile) cannot be set. Throws a Failure. */
  setOwn(id: AccountId, own: AccountSettings): void;
  /** Throws a Failure that names the field, where another account has that name, and where there is no more room. */
  add(about: Pick<Account, "kind" | "name" | "colour">): Account;
  /** What the first account of a kind would be: by the kind's own id and name where those are free. Adds nothing. */
  firstOf(kind: AccountKind): Account;
  /** Adds what `firstOf` answered. Throws a Failure where there is no more room. */
  put(account: Account): void;
  /** Throws as `add` does. */
  change(id: AccountId, about: Partial<Pick<Account, "name" | "colour">>): Account;
  /** Throws a Failure for the first of the accounts to practise with, which stay. */
  remove(id: AccountId): void;
}

/**
 * So many accounts have a place in the local copies (history/rows.ts), those that were removed among them: what was done
 * with them can still be read.
 */
export const MOST_ACCOUNTS = 15;

/** The kinds that need no credentials: there from the start. */
const PRACTICE: readonly AccountKind[] = ["training", "training_justifi"];

/**
 * The accounts as `stored` has them; an entry that cannot be read is left out. Where nothing is stored: those of an
 * earlier version, one of each kind, when this computer had one (`before`: what was set for all of them), else the two
 * to practise with. `keep` writes them down.
 */
export function openAccounts(
  stored: unknown,
  before: AccountSettings | null,
  keep: (accounts: readonly KeptAccount[]) => void,
): Accounts {
  const read = readAccounts(stored);
  let accounts = read ?? kindsAtFirst(before).map((kind) => first(kind, before ?? DEFAULT_OF_ACCOUNT));
  for (const kind of PRACTICE)
    if (!accounts.some(({ id }) => id === kind)) accounts = [...accounts, first(kind, DEFAULT_OF_ACCOUNT)];
  // Written at once: the desk's own settings are next to be written without what is an account's now.
  if (read === null) keep(accounts);

  const write = (next: readonly KeptAccount[]): void => {
    accounts = [...next];
    keep(accounts);
  };
  const find = (id: AccountId): KeptAccount | null => accounts.find((account) => account.id === id) ?? null;
  const mustFind = (id: AccountId): KeptAccount => {
    const found = find(id);
    if (!found || found.removed) throw new Failure("not_found", accountsWords.gone);
    return found;
  };
  const refuseTaken = (name: string, but: AccountId | null): void => {
    const other = accounts.find((account) => account.id !== but && !account.removed && sameName(account.name, name));
    if (!other) return;
    const sentence = accountsWords.taken({ name: other.name });
    throw new Failure("bad_input", sentence, { name: sentence });
  };
  const replace = (account: KeptAccount): Account => {
    write(accounts.map((other) => (other.id === account.id ? account : other)));
    return plain(account);
  };

  const refuseFull = (): void => {
    if (accounts.length >= MOST_ACCOUNTS)
      throw new Failure("refused", accountTroubleWords.full({ most: MOST_ACCOUNTS }));
  };

  return {
    list: () => accounts.map(plain),
    find: (id) => {
      const found = find(id);
      return found && plain(found);
    },
    own: (id) => find(id)?.own ?? DEFAULT_OF_ACCOUNT,
    setOwn: (id, own) => void replace({ ...mustFind(id), own }),
    add: ({ kind, name, colour }) => {
      refuseTaken(name, null);
      refuseFull();
      const made: KeptAccount = {
        id: find(kind) ? randomUUID() : kind,
        kind,
        name: name.trim(),
        colour,
        removed: false,
        own: DEFAULT_OF_ACCOUNT,
      };
      write([...accounts, made]);
      return plain(made);
    },
    firstOf: (kind) => ({
      // A removed account keeps its id for its own entries; what is connected now may be another merchant's.
      id: find(kind) ? randomUUID() : kind,
      kind,
      name: freeName(kind, accounts),
      colour: colourOf(kind),
      removed: false,
    }),
    put(account) {
      refuseFull();
      write([...accounts, { ...account, own: DEFAULT_OF_ACCOUNT }]);
    },
    change(id, about) {
      const account = mustFind(id);
      if (about.name !== undefined) refuseTaken(about.name, id);
      return replace({ ...account, ...about, name: (about.name ?? account.name).trim() });
    },
    remove: (id) => {
      if (PRACTICE.some((kind) => kind === id)) throw new Failure("refused", accountsWords.firstStays);
      replace({ ...mustFind(id), removed: true });
    },
  };
}

/** Which kinds there is an account of before any was added. */
function kindsAtFirst(before: AccountSettings | null): readonly AccountKind[] {
  return before === null ? PRACTICE : (Object.keys(KINDS) as AccountKind[]);
}

function colourOf(kind: AccountKind): Account["colour"] {
  return FIRST_COLOURS[KINDS[kind].environment];
}

function first(kind: AccountKind, own: AccountSettings): KeptAccount {
  return { id: kind, kind, name: KINDS[kind].label, colour: colourOf(kind), removed: false, own };
}

function freeName(kind: AccountKind, accounts: readonly Account[]): string {
  const taken = (name: string): boolean => accounts.some((account) => !account.removed && sameName(account.name, name));
  const { label } = KINDS[kind];
  for (let number = 1; ; number++) {
    const name = number === 1 ? label : `${label} ${String(number)}`;
    if (!taken(name)) return name;
  }
}

function plain({ own: _own, ...account }: KeptAccount): Account {
  return account;
}

const AnyList = z.array(z.unknown());
const AnyObject = z.record(z.string(), z.unknown());

/** Each account by itself: one that cannot be read does not cost the others. null: none was ever stored. */
function readAccounts(stored: unknown): KeptAccount[] | null {
  const list = AnyList.safeParse(stored);
  if (!list.success) return null;
  const read: KeptAccount[] = [];
  for (const one of list.data) {
    const account = Account.safeParse(one);
    if (!account.success || read.some(({ id }) => id === account.data.id)) continue;
    read.push({ ...account.data, own: repairedOwn(AnyObject.safeParse(one).data?.["own"]) });
  }
  return read;
}

/** Each setting by itself: one wrong value, or one of a newer version, does not cost the others. */
export function repairedOwn(stored: unknown): AccountSettings {
  const found = AnyObject.safeParse(stored);
  if (!found.success) return DEFAULT_OF_ACCOUNT;
  let own = DEFAULT_OF_ACCOUNT;
  for (const key of Object.keys(AccountSettings.shape)) {
    const tried = AccountSettings.safeParse({ ...own, [key]: found.data[key] });
    // The surcharge comes last: where a file contradicts itself, it is off.
    if (tried.success && contradictionIn(tried.data) === null) own = tried.data;
  }
  return own;
}
