import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { inTransaction, intoTheFile, openDatabase, type Database, type Where } from "../storage/database";
import { upgrade, type Step } from "../storage/versions";
import { AuditEvent, Kept } from "./kept";

/** The people of this computer and the record of what was done to them, in an encrypted file of their own. */
export interface PeopleStore {
  /** null: nothing was kept yet. Throws where what is there is not as this program wrote it. */
  load(): Kept | null;
  /** Durable when it returns: all of it with the events, or nothing. `at` is epoch ms. Throws what the database throws. */
  save(kept: Kept, events: readonly AuditEvent[], at: number): void;
  /** The same of events that have times of their own (epoch ms), oldest first. */
  saveAll(kept: Kept, events: readonly (AuditEvent & { readonly at: number })[]): void;
  /** The record, newest first. */
  audit(limit: number): readonly (AuditEvent & { readonly at: number })[];
  /** What the record has behind that place, oldest first; all of it where there is no such place. */
  since(place: Place): readonly Noted[];
  /** Whether the record has something at that place. */
  has(place: Place): boolean;
  /** Whether the record is as it was written, without a gap. */
  whole(): boolean;
  close(): void;
}

/** A place in the record, from 1, and the time (epoch ms) of what stands there. */
export interface Place {
  readonly nth: number;
  readonly at: number;
}

/** An event at its place. */
export interface Noted extends Place {
  readonly event: AuditEvent;
}

/** The record is sealed as the journal's rows are: each row's MAC is over itself and the row before. */
const STEPS: readonly Step[] = [
  (database) =>
    database.exec(`
CREATE TABLE kept (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL, last TEXT NOT NULL, mac TEXT NOT NULL);
CREATE TABLE audit (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL, mac TEXT NOT NULL);
CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'rows are only added'); END;
CREATE TRIGGER audit_never_goes BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'rows are only added'); END;
`),
];
const FIRST = "0";

interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly body: string;
  readonly mac: string;
}

/** Opens the file, or makes it. Throws DatabaseTrouble. */
export function openPeopleStore(where: Where): PeopleStore {
  const database = openDatabase(where, { newest: STEPS.length });
  try {
    upgrade(database, STEPS);
    return createStore(database, where.key);
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Writes all of it under another key (64 hex digits) as `made`, with new MACs, whose key comes from the file's own. Throws
 * where it is not whole; then it keeps its key.
 */
export function peopleUnder(where: Where, made: string, to: string): void {
  const old = openPeopleStore(where);
  const next = openPeopleStore({ file: made, key: to });
  try {
    const kept = old.load();
    if (kept === null || !old.whole()) throw new Error("the people are not as they were written");
    next.saveAll(kept, old.audit(Number.MAX_SAFE_INTEGER).toReversed());
    if (!next.whole()) throw new Error("the people under the new key are not whole");
  } finally {
    old.close();
    next.close();
  }
}

function createStore(database: Database, key: string | null): PeopleStore {
  const root = key === null ? randomBytes(32) : Buffer.from(key, "hex");
  const mac = (...parts: readonly (string | number)[]): string =>
    createHmac("sha256", root)
      .update(`counterfoil people ${JSON.stringify(parts)}`)
      .digest("hex");
  const kept = database.prepare("SELECT body, last, mac FROM kept WHERE one = 1");
  const put = database.prepare("INSERT OR REPLACE INTO kept (one, body, last, mac) VALUES (1, ?, ?, ?)");
  const newest = database.prepare("SELECT seq, at, body, mac FROM audit ORDER BY seq DESC LIMIT ?");
  const all = database.prepare("SELECT seq, at, body, mac FROM audit ORDER BY seq");
  const behind = database.prepare("SELECT seq, at, body, mac FROM audit WHERE seq > ? ORDER BY seq");
  const timeOf = database.prepare("SELECT at FROM audit WHERE seq = ?").raw();
  const has = (place: Place): boolean => (timeOf.get(place.nth) as [number] | undefined)?.[0] === place.at;
  const add = database.prepare("INSERT INTO audit (seq, at, body, mac) VALUES (?, ?, ?, ?)");
  const lastRow = (): Pick<AuditRow, "seq" | "mac"> =>
    (newest.all(1)[0] as AuditRow | undefined) ?? { seq: 0, mac: FIRST };
  return {
    load() {
      const found = kept.all()[0] as { body: string; last: string; mac: string } | undefined;
      if (!found) return null;
      // SECURITY: the file's encryption does not notice a page that was changed; the MAC does.
      if (!same(mac("kept", found.body, found.last), found.mac))
        throw new Error("the people are not as they were written");
      return Kept.parse(JSON.parse(found.body));
    },
    save(next, events, at) {
      this.saveAll(
        next,
        events.map((event) => ({ ...event, at })),
      );
    },
    saveAll(next, events) {
      inTransaction(database, () => {
        for (const { at, ...event } of events) {
          const before = lastRow();
          const body = JSON.stringify(event);
          add.run(before.seq + 1, at, body, mac("audit", before.seq + 1, at, body, before.mac));
        }
        const body = JSON.stringify(next);
        const last = lastRow().mac;
        put.run(body, last, mac("kept", body, last));
      });
      intoTheFile(database);
    },
    audit: (limit) =>
      (newest.all(limit) as AuditRow[]).flatMap(({ at, body }) => {
        const event = AuditEvent.safeParse(JSON.parse(body));
        return event.success ? [{ ...event.data, at }] : [];
      }),
    since: (place) =>
      (behind.all(has(place) ? place.nth : 0) as AuditRow[]).flatMap((row) => {
        const event = AuditEvent.safeParse(JSON.parse(row.body));
        return event.success ? [{ nth: row.seq, at: row.at, event: event.data }] : [];
      }),
    has,
    whole() {
      let before: Pick<AuditRow, "seq" | "mac"> = { seq: 0, mac: FIRST };
      for (const row of all.all() as AuditRow[]) {
        if (row.seq !== before.seq + 1) return false;
        if (!same(mac("audit", row.seq, row.at, row.body, before.mac), row.mac)) return false;
        before = row;
      }
      const found = kept.all()[0] as { last: string } | undefined;
      // The people's own row says which event was the last, so that a cut end is noticed.
      return (found?.last ?? FIRST) === before.mac;
    },
    close: () => database.close(),
  };
}

function same(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
