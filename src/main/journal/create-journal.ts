import { advance, IllegalStep, opened, type NextRow } from "../../shared/attempt-steps";
import { Intent, Row, type Attempt, type Opened } from "../../shared/attempt";
import type { UnreadableEntry } from "../../shared/unreadable";
import { systemClock } from "../base/clock";
import { inTransaction, type Database } from "../storage/database";
import { isUnreadable } from "../storage/trouble";
import { upgrade } from "../storage/versions";
import { createChain } from "./chain";
import type { Note } from "./note";
import { JournalTrouble, type Journal } from "./journal";
import { createPeopleRows } from "./people-rows";
import { proveOlder } from "./prove";
import type { Proven } from "./prove-all";
import { createRowsBehind } from "./rows-behind";
import { createReader, type Found } from "./rows";
import { createSealer, FIRST_PREV, type Sealed, type Sealer } from "./seal";
import { createAdder, keepAnew, versions } from "./tables";
import { textOf } from "./text-of";

export interface JournalOptions {
  readonly sealer?: Sealer;
  readonly note?: Note;
  /** Ids of the entries that earlier damage left unreadable, and under which name the damaged file is kept. */
  readonly unreadable?: ReadonlyMap<string, string | null>;
  /** Hears, once, that something in the file is not as it was written. */
  readonly damaged?: (what: string) => void;
  /** Proves all rows in the background; where it is not given, this thread does, a few at a time. */
  readonly prove?: (heard: (proven: Proven) => void) => () => void;
}

/** How long a row waits in the write-ahead log before it is moved into the file, at most, ms. */
const CHECKPOINT_MS = 1_000;

/** The journal in an open database, at its newest version. Throws JournalTrouble when its tables cannot be made. */
export function createJournal(database: Database, options: JournalOptions = {}): Journal {
  const { sealer = createSealer(null), note, unreadable = new Map() } = options;
  const trouble = <T>(what: string, run: () => T): T => {
    try {
      return run();
    } catch (error) {
      if (error instanceof IllegalStep || error instanceof JournalTrouble) throw error;
      if (isUnreadable(error)) damage(what);
      throw new JournalTrouble(`the journal could not ${what}`, { cause: error });
    }
  };
  const last = (): Pick<Sealed, "seq" | "standing" | "mac"> =>
    (lastRow.all()[0] as Sealed | undefined) ?? { seq: 0, standing: 0, mac: FIRST_PREV };
  let suspect = false;
  const damage = (what: string): void => {
    if (suspect) return;
    suspect = true;
    options.damaged?.(what);
    try {
      const { seq, mac } = last();
      note?.write({ rows: seq, mac, suspect });
    } catch {
      // The next start looks at the newest rows in any case.
    }
  };

  trouble("be set up", () => upgrade(database, versions(sealer)));
  // As long as it is in the write-ahead log alone, a row hangs by one file more.
  database.pragma("wal_autocheckpoint = 200");
  const addRow = createAdder(database, sealer);
  const find = createReader(database, sealer, damage, unreadable);
  const lastRow = database.prepare("SELECT seq, standing, mac FROM row ORDER BY seq DESC LIMIT 1");
  const rowsBehind = createRowsBehind(database, sealer, damage);
  const counted = database.prepare("SELECT count(*) FROM standing").raw();

  const broken = new Map<string, UnreadableEntry>();
  const look = (id: string): Found => {
    const found = find(id);
    if (found.kind === "unreadable") broken.set(id, found.unreadable);
    else broken.delete(id);
    return found;
  };
  const read = (id: string): Attempt | null => {
    const found = look(id);
    if (found.kind === "unreadable") throw new JournalTrouble(`the entry ${id} cannot be read`);
    return found.kind === "attempt" ? found.attempt : null;
  };
  const readAll = (sql: string, ...values: (string | number)[]): Attempt[] =>
    (
      database
        .prepare(sql)
        .raw()
        .all(...values) as [string][]
    ).flatMap(([id]) => {
      const found = look(id);
      return found.kind === "attempt" ? [found.attempt] : [];
    });
  let known: { readonly mac: string; readonly attempts: readonly Attempt[] } | null = null;
  /** The guard asks thrice for one order: what stands is read once as long as no row is added. */
  const unfinished = (): readonly Attempt[] => {
    const { mac } = last();
    if (known?.mac !== mac) known = { mac, attempts: readUnfinished() };
    return known.attempts;
  };
  const readUnfinished = (): Attempt[] => {
    const listed = (): Attempt[] => readAll("SELECT attempt FROM standing ORDER BY seq");
    const found = listed();
    // MONEY: the last row says how many stand, so that one that is missing from the list is noticed.
    if ((counted.get() as [number])[0] === last().standing && found.every(isUnfinished)) return found;
    mend("the list of what stands");
    return listed().filter(isUnfinished);
  };
  let mended = false;
  /** MONEY: what is kept beside the rows hides no open question: it is made anew by all of them, once. */
  const mend = (what: string): void => {
    damage(what);
    if (mended) return;
    mended = true;
    inTransaction(database, () => keepAnew(database));
    known = null;
  };

  let written: Sealed | null = null;
  let callOff: (() => void) | null = null;
  const checkpoint = (): void => {
    callOff?.();
    callOff = null;
    try {
      database.pragma("wal_checkpoint(TRUNCATE)");
    } catch {
      // What is in the write-ahead log is as durable as what is in the file.
    }
  };
  const write = (id: string, nth: number, row: Row, final: boolean, intent: Intent | null, stood: boolean): void => {
    const plain = {
      attempt: id,
      nth,
      step: row.step,
      at: row.at,
      final: final ? 1 : 0,
      connection: intent?.connection ?? null,
      operation: intent?.operation ?? null,
      amount: intent?.amount ?? null,
      payment: intent?.paymentId ?? (row.step === "closed" ? (row.outcome.payment?.id ?? null) : null),
      body: textOf(row),
    };
    written = addRow(plain, stood);
  };
  /** MONEY: the rows are on the disk when this returns; the note follows them and never runs ahead. */
  const commit = <T>(run: () => T): T => {
    written = null;
    const result = inTransaction(database, run);
    const added = written as Sealed | null;
    if (added) note?.write({ rows: added.seq, mac: added.mac, suspect });
    callOff ??= systemClock.after(CHECKPOINT_MS, checkpoint);
    return result;
  };

  const writeFirst = (intent: Intent, at: number): Opened => {
    const row = { step: "opened" as const, at, intent: Intent.parse(intent) };
    if (find(intent.id).kind !== "none") throw new JournalTrouble(`the attempt ${intent.id} is already there`);
    write(intent.id, 0, row, false, row.intent, false);
    return opened(row);
  };

  trouble("be read", () => unreadable.forEach((_kept, id) => look(id)));
  const chain = trouble("be read", () => createChain(database, sealer));
  const heard = (proven: Proven): void => {
    if ("head" in proven) chain.heard(proven.head);
    else if ("damaged" in proven) damage(proven.damaged);
    else trouble("be mended", () => mend(proven.unkept));
  };
  const { prove = (hear) => proveOlder(database, sealer, systemClock, hear) } = options;
  const stopProving = trouble("be read", () => prove(heard));

  return {
    begin(intent, at) {
      return trouble("write the intent", () =>
        commit(() => {
          const { sends, ...first } = writeFirst(intent, at);
          const row = { step: "sent" as const, at };
          write(intent.id, 1, row, false, null, true);
          return { ...first, state: "sent", sends: sends + 1, sentAt: at };
        }),
      );
    },
    open: (intent, at) => trouble("write the intent", () => commit(() => writeFirst(intent, at))),
    add(from, row) {
      const next = advance(from, row);
      trouble(`write the step ${row.step}`, () =>
        commit(() => {
          const found = look(from.intent.id);
          if (found.kind !== "attempt") throw new JournalTrouble(`the entry ${from.intent.id} cannot be read`);
          // MONEY: the step must follow from what is on the disk too: the second of two writers fails instead of
          // telling a second story.
          mustFollow(found.attempt, row);
          write(from.intent.id, found.rows, Row.parse(row), !isUnfinished(next), null, isUnfinished(found.attempt));
        }),
      );
      return next;
    },
    get: (id) => trouble("be read", () => read(id)),
    unfinished: () => trouble("be read", unfinished),
    similar: ({ connection, amount, since }) =>
      trouble("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE nth = 0 AND connection = ? AND amount = ? AND at >= ? AND operation = 'charge' ORDER BY seq DESC LIMIT 200",
          connection,
          amount,
          since,
        ).filter(({ intent }) => isChargeOf(intent, connection, amount)),
      ),
    standing: (connection, amount) =>
      trouble("be read", () =>
        unfinished()
          .filter(({ intent }) => isChargeOf(intent, connection, amount))
          .toReversed(),
      ),
    unfinishedOn: (connection, paymentId) =>
      trouble(
        "be read",
        () =>
          unfinished().find(({ intent }) => intent.connection === connection && intent.paymentId === paymentId) ?? null,
      ),
    chargeOf: (connection, paymentId) =>
      trouble(
        "be read",
        () =>
          readAll("SELECT attempt FROM row WHERE payment = ? AND final = 1", paymentId).find(
            (attempt) =>
              attempt.intent.operation === "charge" &&
              attempt.intent.connection === connection &&
              isOn(attempt, paymentId),
          ) ?? null,
      ),
    onPayment: (connection, paymentId) =>
      trouble("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE payment = ? GROUP BY attempt ORDER BY min(seq) DESC LIMIT 500",
          paymentId,
        ).filter(({ intent }) => intent.connection === connection),
      ),
    openedBetween: (connection, from, to) =>
      trouble("be read", () =>
        readAll(
          "SELECT attempt FROM row WHERE nth = 0 AND connection = ? AND at >= ? AND at < ? ORDER BY seq DESC LIMIT 20000",
          connection,
          from,
          to,
        ).filter(({ intent, openedAt }) => intent.connection === connection && openedAt >= from && openedAt < to),
      ),
    ofCustomer: (connection, customerId) =>
      trouble("be read", () =>
        readAll("SELECT DISTINCT attempt FROM row WHERE instr(body, ?) > 0 ORDER BY seq DESC", customerId).filter(
          (attempt) => attempt.intent.connection === connection && isOfCustomer(attempt, customerId),
        ),
      ),
    recent: (limit) =>
      trouble("be read", () =>
        readAll("SELECT attempt FROM row WHERE nth = 0 AND step <> 'people' ORDER BY seq DESC LIMIT ?", limit),
      ),
    recentUnpaid: (limit) =>
      trouble("be read", () =>
        readAll(
          `SELECT attempt FROM (SELECT attempt, operation FROM row WHERE nth = 0 AND step <> 'people' ORDER BY seq DESC LIMIT ?) AS a
           WHERE operation IS NOT 'charge'
             OR NOT EXISTS (SELECT 1 FROM row AS c WHERE c.attempt = a.attempt AND c.final = 1 AND c.payment IS NOT NULL)`,
          limit,
        ),
      ),
    closedAgain: () => trouble("be read", () => readAll("SELECT attempt FROM corrected ORDER BY seq")),
    unreadable: () =>
      trouble("be read", () => {
        unfinished();
        return [...broken.values()];
      }),
    closeUnreadable(id, reason, operator, at) {
      trouble("close an entry that cannot be read", () =>
        commit(() => {
          const found = look(id);
          if (found.kind !== "unreadable" || found.rows === null || !found.unreadable.closable)
            throw new JournalTrouble(`the entry ${id} cannot be closed here`);
          write(
            id,
            found.rows,
            Row.parse({ step: "closed_by_hand", at, reason, operator }),
            true,
            null,
            found.unreadable.standing,
          );
        }),
      );
      trouble("be read", () => look(id));
    },
    clearDisk: () => note?.clearDisk(),
    people: createPeopleRows(
      database,
      (row) => commit(() => void (written = addRow(row, false))),
      (run) => trouble("keep what people did", run),
    ),
    after: (seq, most) => trouble("be read", () => rowsBehind(seq, most)),
    newest: () => trouble("be read", () => last().seq),
    chain,
    close: () => {
      stopProving();
      checkpoint();
      note?.close();
      database.close();
    },
  };
}

function isUnfinished(attempt: Attempt): boolean {
  return attempt.state !== "closed" && attempt.state !== "closed_by_hand";
}

/** An index that answered is not believed before the row itself says the same. */
function isChargeOf(intent: Intent, connection: string, amount: number): boolean {
  return intent.operation === "charge" && intent.connection === connection && intent.amount === amount;
}

function isOn(attempt: Attempt, paymentId: string): boolean {
  return attempt.intent.paymentId === paymentId || ("outcome" in attempt && attempt.outcome.payment?.id === paymentId);
}

function isOfCustomer(attempt: Attempt, customerId: string): boolean {
  const payment = "outcome" in attempt ? attempt.outcome.payment : null;
  return [attempt.intent.customer?.id, payment?.customerId, payment?.card?.customerId].includes(customerId);
}

function mustFollow(onDisk: Attempt, row: Row): void {
  try {
    // The compiler cannot know the state of what comes from the disk; `advance` checks it.
    advance(onDisk as Extract<Attempt, { state: "unknown" }>, row as NextRow["unknown"]);
  } catch (error) {
    throw new JournalTrouble("the journal on the disk is not where this program is", { cause: error });
  }
}
