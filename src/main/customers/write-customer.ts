import { createPutTogether, type PutTogether } from "../search/parts";
import type { Database } from "../storage/database";
import { readLine, type Kept, type LineRow } from "./lines";
import { WORDED, type Shelf } from "./tables";
import { tokensOf, vocabularyOf } from "./tokens";

/** So many customers, or words, are taken out of a shelf at once: some ms. */
const GO_AT_ONCE = 20;
const WORDS_AT_ONCE = 500;

/** Writes customers to their table and to the index by which they are found. */
export interface Writer {
  /** Inside a transaction: takes some customers, or words, out of a shelf. Answers whether anything was left to take. */
  emptySome(shelf: number): boolean;
  /** Inside a transaction. True when anything that lists or searches show has changed. */
  put(shelf: Shelf, customer: Kept, walk: number): boolean;
  remove(row: number): void;
  /** Inside a transaction, at its end, after so many customers were written (search/parts.ts). */
  readonly putTogether: PutTogether;
}

/** `now` answers epoch ms. */
export function createWriter(database: Database, now: () => number): Writer {
  const before = database
    .prepare(
      "SELECT row, id, name, email, phone, cards, used_at, sort, walk, worded FROM customers WHERE shelf = ? AND id = ?",
    )
    .raw();
  const insert = database.prepare(
    `INSERT INTO customers (shelf, id, name, email, phone, sort, cards, card_count, usual_expires, no_default, walk, seen_at, worded)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ${WORDED})`,
  );
  const update = database.prepare(
    "UPDATE customers SET name = ?, email = ?, phone = ?, sort = ?, cards = ?, card_count = ?, usual_expires = ?, no_default = ?, walk = ?, missed = 0, seen_at = ? WHERE row = ?",
  );
  const mark = database.prepare(`UPDATE customers SET worded = ${WORDED} WHERE row = ?`);
  const see = database.prepare("UPDATE customers SET walk = ?, missed = 0, seen_at = ? WHERE row = ?");
  const drop = database.prepare("DELETE FROM customers WHERE row = ?");
  const index = database.prepare("INSERT INTO clues (rowid, tokens) VALUES (?, ?)");
  const unindex = database.prepare("DELETE FROM clues WHERE rowid = ?");
  const addWord = database.prepare("INSERT OR IGNORE INTO words (shelf, word) VALUES (?, ?)");
  const addLetter = database.prepare("INSERT OR IGNORE INTO letters (shelf, letter) VALUES (?, ?)");

  const someRows = database.prepare(`SELECT row FROM customers WHERE shelf = ? LIMIT ${GO_AT_ONCE}`).raw();
  const dropWords = database.prepare(
    `DELETE FROM words WHERE shelf = ?1 AND word IN (SELECT word FROM words WHERE shelf = ?1 LIMIT ${WORDS_AT_ONCE})`,
  );
  const putTogether = createPutTogether(database);
  const dropPlaces = database.prepare("DELETE FROM places WHERE shelf = ?");
  const dropShown = database.prepare("DELETE FROM shown WHERE shelf = ?");
  const dropLetters = database.prepare("DELETE FROM letters WHERE shelf = ?");
  const remove = (row: number): void => {
    drop.run(row);
    unindex.run(row);
  };

  const learn = (shelf: Shelf, customer: Kept): void => {
    for (const word of vocabularyOf(customer)) {
      if (addWord.run(shelf.number, word).changes === 0) continue;
      for (const letter of new Set(word)) addLetter.run(shelf.number, letter);
    }
  };

  return {
    put(shelf, customer, walk) {
      const { id, name, email, phone, sort, cards, cardCount, usualExpires } = customer;
      const noDefault = customer.noDefault ? 1 : 0;
      const old = before.get(shelf.number, id) as [...LineRow, walk: number, worded: number] | undefined;
      if (!old) {
        const { lastInsertRowid } = insert.run(
          shelf.number,
          id,
          name,
          email,
          phone,
          sort,
          cards,
          cardCount,
          usualExpires,
          noDefault,
          walk,
          now(),
        );
        index.run(lastInsertRowid, tokensOf(shelf.letter, customer));
        learn(shelf, customer);
        return true;
      }
      const [row, , oldName, oldEmail, oldPhone, oldCards] = old;
      const worded = old.at(-1) === WORDED;
      if (!worded) {
        unindex.run(row);
        index.run(row, tokensOf(shelf.letter, customer));
        learn(shelf, customer);
        mark.run(row);
      }
      if (oldName === name && oldEmail === email && oldPhone === phone && oldCards === cards) {
        see.run(walk, now(), row);
        return !worded;
      }
      const [, , , , , , usedAt, oldSort] = old;
      const earlier = readLine([row, id, oldName, oldEmail, oldPhone, oldCards, usedAt, oldSort]);
      update.run(name, email, phone, sort, cards, cardCount, usualExpires, noDefault, walk, now(), row);
      const tokens = tokensOf(shelf.letter, customer);
      if (worded && tokens !== tokensOf(shelf.letter, { ...earlier.line, last4s: earlier.last4s })) {
        unindex.run(row);
        index.run(row, tokens);
        learn(shelf, customer);
      }
      return true;
    },
    remove,
    putTogether,
    emptySome(shelf) {
      // The places first: their counts then need not follow each customer who goes.
      dropPlaces.run(shelf);
      const rows = someRows.all(shelf) as [number][];
      for (const [row] of rows) remove(row);
      // To the end, so that their words leave the disk as well.
      if (putTogether(0) || rows.length > 0 || dropWords.run(shelf).changes > 0) return true;
      dropLetters.run(shelf);
      dropShown.run(shelf);
      return false;
    },
  };
}
