import { isUtf8 } from "node:buffer";
import type Library from "libsql";
import { DatabaseTrouble, isUnreadable } from "./trouble";

export type Value = string | number | null;

/** A prepared statement. Times, money and the like are numbers; there are no BLOBs in these databases. */
export interface Statement {
  run(...values: Value[]): { readonly changes: number; readonly lastInsertRowid: number };
  /** The first row; undefined when there is none. Throws DatabaseTrouble on a text that is damaged. */
  get(...values: Value[]): unknown;
  /** All rows. Throws DatabaseTrouble on a text that is damaged. */
  all(...values: Value[]): unknown[];
  /** From now on a row is an array of its columns, not an object. */
  raw(): Statement;
}

/** Who hears of a statement's calls. */
export interface Hearers {
  /** Hears of each, before it. */
  readonly used: () => void;
  /** Hears of every answer that says that the file is damaged. */
  readonly damaged: () => void;
}

/**
 * Prepares a statement whose texts are read as bytes and decoded here. libSQL itself ends the whole process, in a way
 * that no `catch` sees, when a text that it reads is not UTF-8; so no text of a file may ever reach it as a text.
 */
export function prepareSafely(library: Library.Database, sql: string, hearers: Hearers): Statement {
  const plain = library.prepare(sql);
  if (!plain.reader) return new Safe(plain, [], hearers);
  if (!/^\s*(?:SELECT|WITH)\b/i.test(sql)) throw new Error("only a SELECT may answer rows");
  const names = plain.columns().map(({ name }) => name);
  const ours = names.map((_, at) => `c${at}`);
  const columns = ours.map((name) => `CASE typeof(${name}) WHEN 'text' THEN CAST(${name} AS BLOB) ELSE ${name} END`);
  return new Safe(
    library.prepare(`WITH q (${ours.join()}) AS (${sql}) SELECT ${columns.join()} FROM q`).raw(),
    names,
    hearers,
  );
}

class Safe implements Statement {
  readonly #statement: Library.Statement;
  readonly #names: readonly string[];
  readonly #hearers: Hearers;
  #raw = false;

  constructor(statement: Library.Statement, names: readonly string[], hearers: Hearers) {
    this.#statement = statement;
    this.#names = names;
    this.#hearers = hearers;
  }

  run(...values: Value[]): { changes: number; lastInsertRowid: number } {
    const { changes, lastInsertRowid } = this.#heard(() => this.#statement.run(values));
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }

  get(...values: Value[]): unknown {
    return this.#heard(() => {
      const row = this.#statement.get(values) as readonly unknown[] | undefined;
      return row && this.#read(row);
    });
  }

  all(...values: Value[]): unknown[] {
    return this.#heard(() => (this.#statement.all(values) as (readonly unknown[])[]).map((row) => this.#read(row)));
  }

  raw(): Statement {
    this.#raw = true;
    return this;
  }

  #heard<T>(run: () => T): T {
    this.#hearers.used();
    try {
      return run();
    } catch (error) {
      if (isUnreadable(error)) this.#hearers.damaged();
      throw error;
    }
  }

  #read(row: readonly unknown[]): unknown {
    const values = row.map(textOf);
    return this.#raw ? values : Object.fromEntries(this.#names.map((name, at) => [name, values[at]]));
  }
}

/** Bytes as the text that they are; anything else as it is. `get` answers an ArrayBuffer where `all` has a Buffer. */
function textOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const buffer = Buffer.isBuffer(value) ? value : Buffer.from(value as ArrayBuffer);
  if (!isUtf8(buffer)) throw new DatabaseTrouble("wrong_key_or_corrupt", new Error("a text is damaged"));
  return buffer.toString();
}

/**
 * Reads the texts by which a file describes its own tables, as bytes. libSQL names columns by them, so they are looked
 * at before anything else is asked. Throws DatabaseTrouble when one is damaged.
 */
export function checkSchema(library: Library.Database): void {
  const columns = ["type", "name", "tbl_name", "sql"].map((name) => `CAST(${name} AS BLOB)`);
  const rows = library.prepare(`SELECT ${columns.join()} FROM sqlite_schema`).raw().all() as unknown[][];
  rows.flat().forEach(textOf);
}
