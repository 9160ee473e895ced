import Conf from "conf";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AccountKind, KINDS } from "../../../src/shared/account";
import { Failure } from "../../../src/shared/failure";
import { DEFAULT_OF_ACCOUNT, DEFAULT_SETTINGS } from "../../../src/shared/settings";
import { LAST_SHELF } from "../../../src/main/history/rows";
import { MOST_ACCOUNTS } from "../../../src/main/settings/accounts";
import { silentLog } from "../../../src/main/base/log";
import { openSettings, type Settings } from "../../../src/main/settings/settings";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "counterfoil-accounts-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (): string => join(folder, "settings.json");
const open = (): Settings =>
  openSettings({
    folder,
    now: Date.UTC(2026, 10, 28),
    log: silentLog,
    makeStore: ({ cwd, name, configFileMode }) => new Conf({ cwd, configName: name, configFileMode }),
  });
const names = (settings: Settings): string[] => settings.accounts.list().map(({ name }) => name);

/** What a desk of the version before had set for all of its connections. */
const MERCHANT = { ...DEFAULT_OF_ACCOUNT.merchant, name: "Rosa’s Flowers", statementDescription: "ROSAS FLOWERS" };
const BEFORE = { ...DEFAULT_SETTINGS, deskName: "Till 2", channel: "mail", merchant: MERCHANT };

describe("the accounts", () => {
  it("are the two to practise with on a new computer", () => {
    expect(names(open())).toEqual(["Training", "Training, JustiFi"]);
  });

  it("of a version that had one connection of each kind are six, by the same ids, with all that was set", () => {
    writeFileSync(file(), JSON.stringify({ desk: BEFORE, connection: "payarc_live", outdated: ["justifi_test"] }));
    for (const settings of [open(), open()]) {
      expect(settings.accounts.list().map(({ id, kind, name }) => ({ id, kind, name }))).toEqual(
        AccountKind.options.map((kind) => ({ id: kind, kind, name: KINDS[kind].label })),
      );
      for (const { id } of settings.accounts.list())
        expect(settings.of(id)).toMatchObject({ deskName: "Till 2", channel: "mail", merchant: MERCHANT });
      expect(settings.lastAccount()).toBe("payarc_live");
      expect(settings.outdated()).toEqual(["justifi_test"]);
      // The desk's own settings are written anew, without what is an account's now.
      settings.set("training", { theme: "dark" });
    }
    expect(JSON.parse(readFileSync(file(), "utf8"))).not.toHaveProperty("desk.merchant");
  });

  it("have each their own header, channel, rules and surcharge", () => {
    const settings = open();
    const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
    settings.set(web.id, { merchant: MERCHANT, channel: "online", theme: "light" });
    expect(settings.of("training")).toMatchObject({ merchant: DEFAULT_OF_ACCOUNT.merchant, channel: "phone" });
    expect(settings.of("training").theme).toBe("light");
    expect(open().of(web.id)).toMatchObject({ merchant: MERCHANT, channel: "online" });
  });

  it.each(["web shop", " WEB  SHOP ", "Webshop", "Ｗeb shop", "web\u00a0shop"])(
    "refuse the name %j beside “Web shop”, at its field",
    (name) => {
      const settings = open();
      const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
      const add = () => settings.accounts.add({ kind: "justifi_test", name, colour: "teal" });
      expect(add).toThrow(Failure);
      try {
        add();
      } catch (error) {
        expect(error).toMatchObject({ code: "bad_input", fields: { name: expect.stringContaining("“Web shop”") } });
      }
      expect(() => settings.accounts.change("training", { name })).toThrow(Failure);
      // Its own name in other letters is no clash.
      expect(settings.accounts.change(web.id, { name }).name).toBe(name.trim());
    },
  );

  it("that were removed keep their name for their entries, give it free, and are not begun with", () => {
    const settings = open();
    const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
    settings.useAccount(web.id);
    settings.accounts.remove(web.id);
    expect(settings.lastAccount()).toBe("training");
    expect(open().accounts.find(web.id)).toMatchObject({ name: "Web shop", removed: true });
    expect(() => settings.set(web.id, { channel: "mail" })).toThrow(/no longer on this computer/);
    expect(settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "blue" }).id).not.toBe(web.id);
    expect(() => settings.accounts.remove("training")).toThrow(Failure);
  });

  it("are as many as the local copies have room for, those that were removed among them", () => {
    expect(MOST_ACCOUNTS).toBe(LAST_SHELF);
    const settings = open();
    const { accounts } = settings;
    const add = (name: string) => accounts.add({ kind: "payarc_test", name, colour: "rose" });
    for (let at = accounts.list().length; at < MOST_ACCOUNTS; at++) add(`Shop ${at}`);
    accounts.remove("payarc_test");
    expect(() => add("One more")).toThrow(/room for 15 accounts/);
    expect(() => accounts.put(accounts.firstOf("justifi_test"))).toThrow(Failure);
    expect(open().accounts.list()).toHaveLength(MOST_ACCOUNTS);
  });

  it("that cannot be read do not cost the others", () => {
    const settings = open();
    const web = settings.accounts.add({ kind: "payarc_test", name: "Web shop", colour: "rose" });
    const stored = JSON.parse(readFileSync(file(), "utf8")) as { accounts: Record<string, unknown>[] };
    stored.accounts.splice(1, 0, { id: "UP HERE", kind: "moon" }, { ...stored.accounts[0] });
    const last = stored.accounts.at(-1) as Record<string, unknown>;
    last["own"] = { ...DEFAULT_OF_ACCOUNT, channel: "smoke", merchant: MERCHANT };
    writeFileSync(file(), JSON.stringify(stored));
    const again = open();
    expect(names(again)).toEqual(["Training", "Training, JustiFi", "Web shop"]);
    expect(again.of(web.id)).toMatchObject({ channel: "phone", merchant: MERCHANT });
  });
});
