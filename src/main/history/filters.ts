import { Failure } from "../../shared/failure";
import { SavedFilter } from "../../shared/history";
import { programWords } from "../../shared/words/program";
import { cleanTexts } from "../base/clean-texts";
import { intoTheFile, type Database, type Where } from "../storage/database";
import { openCopy, type OpenedCopy } from "../storage/open-copy";
import { upgrade, type Step } from "../storage/versions";

/**
 * The filters that people saved under a name of their own. They cannot be read again from anybody, so they lie in a file
 * of their own: whatever becomes of the copy of the payments, they stay. Encrypted, because clues are customers' names.
 * Calls throw what the database throws; `save` a Failure when there are too many.
 */
export interface Filters {
  /** By name. */
  list(): SavedFilter[];
  /** Replaces the one of that name. */
  save(filter: SavedFilter): void;
  /** As `save`, but leaves one of that name as it is. */
  saveIfNew(filter: SavedFilter): void;
  remove(name: string): void;
  close(): void;
}

/** The versions of the tables. */
const STEPS: readonly Step[] = [
  (database) => database.exec("CREATE TABLE IF NOT EXISTS filters (name TEXT PRIMARY KEY, body TEXT NOT NULL)"),
];

/** Opens the saved filters, or makes their file; as `openCopy` says, `now` (epoch ms) and `damaged` too. */
export function openFilters(
  where: Where,
  now: number,
  damaged?: () => void,
): OpenedCopy & { readonly filters: Filters } {
  const { made: filters, ...opened } = openCopy(
    where,
    now,
    { steps: STEPS, precious: { table: "filters", columns: ["name", "body"] } },
    createFilters,
    damaged,
  );
  return { ...opened, filters };
}

/** So many are found again by their names; more fill a disk. */
const MOST_FILTERS = 200;

/** The saved filters in an open database. */
export function createFilters(database: Database): Filters {
  upgrade(database, STEPS);
  const all = database.prepare("SELECT body FROM filters ORDER BY name COLLATE NOCASE").raw();
  const replace = database.prepare("INSERT OR REPLACE INTO filters (name, body) VALUES (?, ?)");
  const others = database.prepare("SELECT count(*) AS count FROM filters WHERE name <> ?");
  const add = database.prepare("INSERT OR IGNORE INTO filters (name, body) VALUES (?, ?)");
  const drop = database.prepare("DELETE FROM filters WHERE name = ?");
  return {
    list: () => readFilters(all.all() as [string][]),
    // Filters are nowhere else, so they do not stay in the write-ahead log alone.
    save(filter) {
      const { count } = others.get(filter.name.trim()) as { count: number };
      if (count >= MOST_FILTERS) throw new Failure("refused", programWords.tooManyFilters({ most: MOST_FILTERS }));
      replace.run(...written(filter));
      intoTheFile(database);
    },
    saveIfNew(filter) {
      add.run(...written(filter));
      intoTheFile(database);
    },
    remove(name) {
      drop.run(name);
      intoTheFile(database);
    },
    close: () => database.close(),
  };
}

/** The filters in rows of one text each; what is no filter as this version knows them is left out. */
export function readFilters(rows: readonly (readonly [string])[]): SavedFilter[] {
  return rows.flatMap(([body]) => {
    try {
      return SavedFilter.safeParse(JSON.parse(body)).data ?? [];
    } catch {
      return [];
    }
  });
}

/** SECURITY: a card number that was typed as a clue is not kept (PCI DSS 3.3). */
function written(filter: SavedFilter): [name: string, body: string] {
  const kept = cleanTexts(filter);
  return [kept.name, JSON.stringify(kept)];
}
