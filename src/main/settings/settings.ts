import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { AccountId } from "../../shared/account";
import { Failure } from "../../shared/failure";
import { AccountSettings, contradictionIn, DEFAULT_DESK, DeskSettings, PublicSettings } from "../../shared/settings";
import { settingsWords } from "../../shared/words/settings";
import { cleanTexts } from "../base/clean-texts";
import type { Log } from "../base/log";
import { trySetAside } from "../storage/set-aside";
import { openAccounts, repairedOwn, type Accounts } from "./accounts";

/** What electron-store can do that we need; anything with a file behind it will do. */
export interface SettingsStore {
  /** All that is kept, read and written as a whole. */
  store: Record<string, unknown>;
}

export interface StoreOptions {
  readonly cwd: string;
  readonly name: string;
  /** The file is the user's alone. */
  readonly configFileMode: number;
}

/** What this desk and its accounts have set. Nothing secret is here: the file is plain JSON. */
export interface Settings {
  desk(): DeskSettings;
  /** All that holds in a window of that account. */
  of(account: AccountId): PublicSettings;
  /**
   * Sets the desk's own settings and those of that account. Throws a ZodError on a value that is no setting, a Failure
   * on two that contradict each other. Kept in memory also where the disk refuses.
   */
  set(account: AccountId, changes: Partial<PublicSettings>): PublicSettings;
  readonly accounts: Accounts;
  /** The account that the next window begins on: the one used last. */
  lastAccount(): AccountId;
  useAccount(id: AccountId): void;
  /**
   * Accounts whose secret in the keychain is older than the one used last, or was to be forgotten: it may not be used
   * again.
   */
  outdated(): readonly AccountId[];
  setOutdated(id: AccountId, is: boolean): void;
  /** The proxy that was typed in Settings; an empty address: the system's. Its password is in the keychain. */
  proxy(): ProxySetting;
  setProxy(proxy: ProxySetting): void;
  /** The shared book that this desk uses; null: none was ever connected. Nothing secret. */
  sharedBook(): SharedBookSetting | null;
  setSharedBook(book: SharedBookSetting): void;
  /** Where a window was on these displays; null: never there. */
  windowPlace(arrangement: string): WindowPlace | null;
  keepWindowPlace(arrangement: string, place: WindowPlace): void;
  /** Those of before are gone, or could not be read: all of them began anew with this start. */
  readonly lost: boolean;
  /** What a person should know of: a file that is gone or set aside, a disk that refuses. */
  notice(): string | null;
  /** Answers the function that ends it. */
  onChange(listener: () => void): () => void;
}

/** `address` as in "http://proxy.example.com:8080", without a name or a password. */
const ProxySetting = z.object({ address: z.string().max(300), name: z.string().max(200) });
export type ProxySetting = z.infer<typeof ProxySetting>;
const NO_PROXY: ProxySetting = { address: "", name: "" };

/** What this desk is known by in the book, for good, and whether it uses one now. */
const SharedBookSetting = z.object({ desk: z.uuid(), used: z.boolean() });
export type SharedBookSetting = z.infer<typeof SharedBookSetting>;

/** In points of the whole desktop. A screen is not larger than this, and a file may say anything. */
const point = z.number().int().min(-100_000).max(100_000);
const side = z.number().int().min(1).max(100_000);
export const WindowPlace = z.object({ x: point, y: point, width: side, height: side, maximized: z.boolean() });
export type WindowPlace = z.infer<typeof WindowPlace>;
const Places = z.record(z.string().max(1_000), z.unknown());
/** So many arrangements of displays are remembered, the latest ones. */
const MOST_PLACES = 20;

const NAME = "settings";

/**
 * Opens the settings of a user-data folder. A file that is no JSON is set aside and kept; a wrong value falls back to
 * its default.
 */
export function openSettings(options: {
  folder: string;
  now: number;
  log: Log;
  makeStore: (options: StoreOptions) => SettingsStore;
}): Settings {
  const { folder, now, log, makeStore } = options;
  const file = join(folder, `${NAME}.json`);
  const fresh = !existsSync(file);
  const setAside = setAsideWhenCorrupt(file, now, log);
  let isKept = true;
  let store: SettingsStore | null = null;
  let all: Record<string, unknown> = {};
  const refused = (what: string, error: unknown): void => {
    log.warn(`settings: could not ${what}`, error);
    isKept = false;
  };
  try {
    const opened = makeStore({ cwd: folder, name: NAME, configFileMode: 0o600 });
    all = { ...opened.store };
    store = opened;
  } catch (error) {
    refused("open the file", error);
  }
  // Written at every first start, before the journal is made: where there is a journal, there were settings.
  const gone = fresh && Object.keys(all).length === 0 && existsSync(join(folder, "journal.db"));
  const before = gone
    ? settingsWords.gone
    : setAside === null
      ? null
      : settingsWords.setAside({ file: basename(setAside) });
  const read = (key: string): unknown => all[key];
  const write = (key: string, value: unknown): void => {
    all = { ...all, [key]: value };
    if (store === null) return;
    try {
      // Always as a whole: what a full disk refused, and a file that was taken away meanwhile, come back with the next.
      store.store = all;
      isKept = true;
    } catch (error) {
      refused("write the file", error);
    }
  };

  let desk = repaired(read("desk"));
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  // Earlier versions kept what is an account's now beside the desk's own settings.
  const accounts = openAccounts(read("accounts"), fresh && !gone ? null : repairedOwn(read("desk")), (kept) => {
    write("accounts", kept);
    tell();
  });
  const isThere = (id: AccountId): boolean => accounts.find(id)?.removed === false;
  let last: AccountId = AccountId.catch("training").parse(read("connection"));
  let outdated: readonly AccountId[] = z.array(AccountId).catch([]).parse(read("outdated"));
  const of = (account: AccountId): PublicSettings => ({ ...desk, ...accounts.own(account) });
  let proxy: ProxySetting = ProxySetting.catch(NO_PROXY).parse(read("proxy"));
  let book = SharedBookSetting.nullable()
    .catch(null)
    .parse(read("sharedBook") ?? null);
  let places = Places.catch({}).parse(read("windows"));

  return {
    desk: () => desk,
    of,
    set: (account, changes) => {
      const next = PublicSettings.parse({ ...of(account), ...cleanTexts(changes, ["logo"]) });
      const contradiction = contradictionIn(next);
      if (contradiction !== null) throw new Failure("refused", contradiction);
      const own = AccountSettings.parse(next);
      if (JSON.stringify(own) !== JSON.stringify(accounts.own(account))) accounts.setOwn(account, own);
      desk = DeskSettings.parse(next);
      write("desk", desk);
      tell();
      return of(account);
    },
    accounts,
    lastAccount: () => (isThere(last) ? last : "training"),
    useAccount: (id) => {
      // Each window that opens says so: the disk is not waited for where nothing changes.
      if (id === last) return;
      last = id;
      write("connection", id);
    },
    outdated: () => outdated,
    setOutdated: (id, is) => {
      if (outdated.includes(id) === is) return;
      outdated = is ? [...outdated, id] : outdated.filter((other) => other !== id);
      write("outdated", outdated);
    },
    proxy: () => proxy,
    setProxy: (next) => {
      proxy = next;
      write("proxy", proxy);
    },
    sharedBook: () => book,
    setSharedBook: (next) => {
      book = next;
      write("sharedBook", next);
    },
    windowPlace: (arrangement) =>
      WindowPlace.nullable()
        .catch(null)
        .parse(places[arrangement] ?? null),
    keepWindowPlace: (arrangement, place) => {
      const { [arrangement]: _before, ...others } = places;
      places = Object.fromEntries([...Object.entries(others), [arrangement, place]].slice(-MOST_PLACES));
      write("windows", places);
    },
    lost: gone || setAside !== null,
    notice: () => (isKept ? before : settingsWords.notKept),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const AnyObject = z.record(z.string(), z.unknown());

/** Each setting by itself: one wrong value, or one of a newer version, does not cost the others. */
function repaired(stored: unknown): DeskSettings {
  const found = AnyObject.safeParse(stored);
  if (!found.success) return DEFAULT_DESK;
  // Whoever has set this desk up with a version that had no guide needs none.
  let settings: DeskSettings = { ...DEFAULT_DESK, guided: !("guided" in found.data) };
  for (const key of Object.keys(DeskSettings.shape)) {
    const tried = DeskSettings.safeParse({ ...settings, [key]: found.data[key] });
    if (tried.success) settings = tried.data;
  }
  return settings;
}

/** Answers the new path of a file that is no JSON object, null when all is well. */
function setAsideWhenCorrupt(file: string, now: number, log: Log): string | null {
  if (!existsSync(file)) return null;
  try {
    AnyObject.parse(JSON.parse(readFileSync(file, "utf8")));
    return null;
  } catch (error) {
    log.warn("settings: unreadable", error);
    const aside = trySetAside(file, now);
    if (aside === null) log.warn("settings: could not set the file aside");
    return aside;
  }
}
