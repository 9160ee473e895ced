import type { Client } from "pg";
import { z } from "zod";
import type { Earlier } from "../../shared/contract";
import type { Attempt, AttemptView, ChangeTold, Intent } from "../../shared/attempt";
import { Cents } from "../../shared/money";
import type { Link } from "./link";
import { UUID } from "./outbox";
import { endOf } from "./rows";
import { SCHEMA, type ClaimState } from "./schema";
import type { Shop } from "./shop";

/** MONEY: the longest that a charge waits for other desks, in ms by the steady clock. */
const PATIENCE_MS = 300;

/** What a claim tells other desks, sealed. */
const Told = z.object({
  operator: z.string(),
  desk: z.string(),
  brand: z.string(),
  last4: z.string().nullable(),
  amount: Cents,
  currency: z.string(),
});
type Told = z.infer<typeof Told>;

interface FoundClaim {
  readonly attempt: string;
  readonly state: ClaimState;
  readonly opened: Date;
  readonly body: Buffer;
}

/** A change at another desk. `rightNow`: it is under way; otherwise its answer is still being checked there. */
export interface ChangeElsewhere extends Pick<Told, "operator" | "desk"> {
  readonly rightNow: boolean;
}

/** Charges that are told to other desks before they are sent (docs/operations.md, many desks). */
export interface Claims {
  /** Other desks' charges of that card and sum, without those named; null: the book did not answer in time. */
  announce(intent: Intent, named: readonly string[]): Promise<Earlier[] | null>;
  /** Who is changing that payment at another desk; null: nobody, or the book did not answer in time. */
  announceChange(change: ChangeTold): Promise<ChangeElsewhere | null>;
  withdraw(attemptId: string): void;
  heard(attempt: AttemptView): void;
  /**
   * MONEY: claims anew what the book has not heard of, of the last day: charges that were made while it was away, or that
   * a book restored from yesterday has lost, and changes that are not known yet. Throws what the server says.
   */
  again(client: Client, attempts: readonly Attempt[]): Promise<void>;
  /**
   * Tells how this desk's claims ended that the book has not heard of. Answers whether one is still under way. Throws what
   * the server says.
   */
  sweep(client: Client, find: FindAttempt): Promise<boolean>;
}

/** An attempt of this desk's journal; null: there is none of that id. */
export type FindAttempt = (attemptId: string) => Attempt | "unreadable" | null;

export function createClaims(options: {
  readonly link: Pick<Link, "ask" | "tell">;
  readonly shop: Shop;
  readonly desk: string;
  /** What is the same on every desk that charges the same account (boot/open-book.ts). */
  readonly accountKey: (connection: string) => string;
}): Claims {
  const { link, shop, desk, accountKey } = options;
  const place = (attempt: string): string => `claim ${attempt}`;
  const query = ({ intent, same, sum }: Claimed, named: readonly string[]) => {
    const told: Told = {
      operator: intent.operator,
      desk: intent.desk,
      brand: intent.card?.brandRaw ?? intent.card?.brand ?? "unknown",
      last4: intent.card?.last4 ?? null,
      amount: intent.amount,
      currency: intent.currency,
    };
    const body = shop.seal(place(intent.id), JSON.stringify(told));
    const despite = named.filter((id) => UUID.test(id));
    return {
      name: "announce",
      text: `SELECT attempt, state, opened, body FROM ${SCHEMA}.announce($1, $2, $3, $4, $5, $6, $7)`,
      values: [intent.id, desk, same, sum, intent.currency, body, despite],
    };
  };
  const read = ({ attempt, body }: FoundClaim): Told | null => {
    const text = shop.open(place(attempt), body);
    const parsed = text === null ? null : Told.safeParse(JSON.parse(text));
    return parsed?.success ? parsed.data : null;
  };
  const release = (client: Client, attempt: string, how: string) =>
    client.query({ name: "release", text: `SELECT ${SCHEMA}.release($1, $2, $3)`, values: [attempt, desk, how] });

  return {
    async announce(intent, named) {
      const found = await link.ask(PATIENCE_MS, (client) => client.query<FoundClaim>(query(charged(intent), named)));
      return (
        found &&
        found.rows.map((row) => {
          const told = read(row);
          return {
            id: row.attempt,
            attemptId: row.attempt,
            currency: intent.currency,
            amount: intent.amount,
            brand: told?.brand ?? "unknown",
            last4: told?.last4 ?? intent.card.last4,
            at: row.opened.getTime(),
            by: told?.operator ?? null,
            status: STATUS[row.state],
            elsewhere: { desk: told?.desk ?? "", rightNow: row.state === "open" },
          };
        })
      );
    },
    async announceChange(change) {
      const found = await link.ask(PATIENCE_MS, async (client) => {
        const { rows } = await client.query<FoundClaim>(query(changed(change), []));
        const standing = rows.length === 0 ? [] : await stands(client, rows);
        // MONEY: one that stops nobody has kept this change from being claimed.
        if (rows.length > 0 && standing.length === 0)
          await client.query(
            query(
              changed(change),
              rows.map(({ attempt }) => attempt),
            ),
          );
        return standing;
      });
      const [other] = found ?? [];
      if (!other) return null;
      const told = read(other);
      return { operator: told?.operator ?? "", desk: told?.desk ?? "", rightNow: other.state === "open" };
    },
    withdraw: (attemptId) => link.tell((client) => release(client, attemptId, "not")),
    heard(attempt) {
      const how = howEnded(attempt, attempt.operation);
      if (how !== null) link.tell((client) => release(client, attempt.id, how));
    },
    async again(client, attempts) {
      for (const attempt of attempts) {
        const { intent } = attempt;
        const how = howEnded(viewOf(attempt), intent.operation);
        if (how === "not") continue;
        await client.query(query(intent.operation === "charge" ? charged(intent) : changed(intent), []));
        if (how !== null) await release(client, intent.id, how);
      }
    },
    async sweep(client, find) {
      const mine = await client.query<{ attempt: string; old: boolean }>(
        `SELECT attempt, opened < clock_timestamp() - interval '1 minute' AS old FROM ${SCHEMA}.claim
         WHERE desk = $1 AND state <> 'took'`,
        [desk],
      );
      let isUnderWay = false;
      for (const { attempt, old } of mine.rows) {
        const how = howKnown(find(attempt), old);
        if (how !== null) await release(client, attempt, how);
        else isUnderWay = true;
      }
      return isUnderWay;
    },
  };

  /**
   * MONEY: the card as the duplicate guard compares it: the same last four are taken for the same card, so that a card
   * typed here and on file there meet. SECURITY: nothing of the number but them goes in. A card that nobody has told the
   * last four of meets no other.
   */
  function charged(intent: Intent): Claimed {
    const { id, connection, card } = intent;
    const same = card.last4 === null ? shop.hash("attempt", id) : shop.hash("card", accountKey(connection), card.last4);
    return { intent, same, sum: intent.amount };
  }

  /** Two changes of one payment meet whatever they are, so their sums are not compared. */
  function changed(change: ChangeTold): Claimed {
    const same = shop.hash("change", accountKey(change.connection), change.paymentId ?? "");
    return { intent: change, same, sum: 0 };
  }

  /**
   * Of those changes the ones that stop another: under way, or told by their own desk as not known. MONEY: of one that the
   * server released, because nobody said how it ended, nobody is at work any more: what it did the payment says.
   */
  async function stands(client: Client, rows: readonly FoundClaim[]): Promise<FoundClaim[]> {
    const told = await client.query<{ attempt: string }>(
      `SELECT attempt FROM ${SCHEMA}.claim WHERE attempt = ANY ($1)
         AND (state = 'open' OR state = 'unknown' AND ended < opened + interval '5 minutes')`,
      [rows.map(({ attempt }) => attempt)],
    );
    const standing = new Set(told.rows.map(({ attempt }) => attempt));
    return rows.filter(({ attempt }) => standing.has(attempt));
  }
}

/** What is claimed, by which hash, and for which sum (minor units). */
interface Claimed {
  readonly intent: ChangeTold & Partial<Pick<Intent, "card">>;
  readonly same: Buffer;
  readonly sum: number;
}

const STATUS: Readonly<Record<ClaimState, string>> = { open: "sent", took: "approved", unknown: "unknown" };

function viewOf(attempt: Attempt): Pick<AttemptView, "state" | "outcome"> {
  return { state: attempt.state, outcome: "outcome" in attempt ? attempt.outcome : null };
}

/** `old`: it was claimed a while ago. null: nothing is to be told of it yet. */
function howKnown(known: ReturnType<FindAttempt>, old: boolean): ReturnType<typeof howEnded> {
  // MONEY: what cannot be read may have moved money.
  if (known === "unreadable") return "unknown";
  if (known !== null) return howEnded(viewOf(known), known.intent.operation);
  // Of one that never came into the journal nothing was sent; a new one may be about to be opened.
  return old ? "not" : null;
}

/** null: it is under way. A change is asked about until it is known how it ended. */
function howEnded(
  { state, outcome }: Pick<AttemptView, "state" | "outcome">,
  operation: Intent["operation"],
): "took" | "unknown" | "not" | null {
  if (state === "opened" || state === "sent") return null;
  if (operation !== "charge") return state === "unknown" ? "unknown" : "not";
  return outcome === null || state !== "closed" ? "unknown" : endOf(outcome.kind);
}
