import { DayClosing } from "../../shared/day-closing";
import { intoTheFile, type Database, type Where } from "../storage/database";
import { openCopy, type OpenedCopy } from "../storage/open-copy";
import { upgrade, type Step } from "../storage/versions";

/**
 * Which days were closed, by whom and with which figures. Rows are only added, and the database itself refuses anything
 * else. They cannot be read again from anybody, so they lie in a file of their own, encrypted. Calls throw what the
 * database throws.
 */
export interface Closings {
  /** The closings of a day ("2026-11-20") of that account, the newest first. */
  of(account: string, day: string): DayClosing[];
  add(account: string, day: string, closing: DayClosing): void;
  /** The newest of all; null: there is none. */
  newest(): DayClosing | null;
  /** What was closed of the account counts no more, because everything of it was made anew (training was reset). */
  startOver(account: string): void;
  close(): void;
}

/** The versions of the tables. `body` is JSON; null marks that the account began anew. */
const STEPS: readonly Step[] = [
  (database) =>
    database.exec(`
CREATE TABLE closings (seq INTEGER PRIMARY KEY, account TEXT NOT NULL, day TEXT NOT NULL, body TEXT);
CREATE INDEX closings_day ON closings (account, day);
CREATE TRIGGER closing_never_changes BEFORE UPDATE ON closings BEGIN SELECT RAISE(ABORT, 'closings are only added'); END;
CREATE TRIGGER closing_never_goes BEFORE DELETE ON closings BEGIN SELECT RAISE(ABORT, 'closings are only added'); END;
`),
];
const ANEW = "";

/** Opens the closings, or makes their file; as `openCopy` says, `now` (epoch ms) and `damaged` too. */
export function openClosings(
  where: Where,
  now: number,
  damaged?: () => void,
): OpenedCopy & { readonly closings: Closings } {
  const precious = { table: "closings", columns: ["seq", "account", "day", "body"] };
  const { made: closings, ...opened } = openCopy(where, now, { steps: STEPS, precious }, createClosings, damaged);
  return { ...opened, closings };
}

/** The closings in an open database. */
export function createClosings(database: Database): Closings {
  upgrade(database, STEPS);
  const ofDay = database
    .prepare(
      "SELECT body FROM closings WHERE account = ? AND day = ? AND seq > coalesce((SELECT max(seq) FROM closings WHERE account = ? AND day = ?), 0) ORDER BY seq DESC",
    )
    .raw();
  const newest = database.prepare("SELECT body FROM closings WHERE body IS NOT NULL ORDER BY seq DESC LIMIT 1").raw();
  const insert = database.prepare("INSERT INTO closings (account, day, body) VALUES (?, ?, ?)");
  // A closing is nowhere else, so it does not stay in the write-ahead log alone.
  const add = (account: string, day: string, body: string | null): void => {
    insert.run(account, day, body);
    intoTheFile(database);
  };
  return {
    of: (account, day) => (ofDay.all(account, day, account, ANEW) as [string | null][]).flatMap(([body]) => read(body)),
    add: (account, day, closing) => add(account, day, JSON.stringify(closing)),
    newest: () => (newest.all() as [string][]).flatMap(([body]) => read(body))[0] ?? null,
    startOver: (account) => add(account, ANEW, null),
    close: () => database.close(),
  };
}

/** What is no closing as this version knows them is left out. */
function read(body: string | null): DayClosing[] {
  try {
    const closing = DayClosing.safeParse(JSON.parse(body ?? "null"));
    return closing.success ? [closing.data] : [];
  } catch {
    return [];
  }
}
