import type { Client } from "pg";
import { z } from "zod";
import type { Earlier } from "../../shared/contract";
import type { Attempt, AttemptView, Intent } from "../../shared/attempt";
import { Cents } from "../../shared/money";
import type { Link } from "./link";
import { UUID } from "./outbox";
import { endOf } from "./rows";
import { SCHEMA, type ClaimState } from "./schema";
import type { Shop } from "./shop";

/** MONEY: the longest that a charge waits for other desks, in ms by the steady clock. */
export const PATIENCE_MS = 300;

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

/** Charges that are told to other desks before they are sent (docs/operations.md, many desks). */
export interface Claims {
  /** Other desks' charges of that card and sum, without those named; null: the book did not answer in time. */
  announce(intent: Intent, named: readonly string[]): Promise<Earlier[] | null>;
  /** Who is changing that payment at another desk; null: nobody, or the book did not answer in time. */
  announceChange(intent: Intent): Promise<Pick<Told, "operator" | "desk"> | null>;
  withdraw(attemptId: string): void;
  heard(attempt: AttemptView): void;
  /**
   * MONEY: claims anew what the book has not heard of: charges of the last day that were made while it was away, or that a
   * book restored from yesterday has lost. Throws what the server says.
   */
  again(client: Client, attempts: readonly Attempt[]): Promise<void>;
  /** Tells how this desk's claims ended that the book has not heard of. Throws what the server says. */
  sweep(client: Client, find: (attemptId: string) => Attempt | null): Promise<void>;
}

export function createClaims(options: {
  readonly link: Pick<Link, "ask" | "tell">;
  readonly shop: Shop;
  readonly desk: string;
  /** What is the same on every desk that charges the same account (boot/open-book.ts). */
  readonly accountKey: (connection: string) => string;
}): Claims {
  const { link, shop, desk, accountKey } = options;
  const place = (attempt: string): string => `claim ${attempt}`;
  const query = (intent: Intent, same: Buffer, cents: number, named: readonly string[]) => {
    const told: Told = {
      operator: intent.operator,
      desk: intent.desk,
      brand: intent.card.brandRaw ?? intent.card.brand,
      last4: intent.card.last4,
      amount: intent.amount,
      currency: intent.currency,
    };
    const body = shop.seal(place(intent.id), JSON.stringify(told));
    const despite = named.filter((id) => UUID.test(id));
    return {
      name: "announce",
      text: `SELECT attempt, state, opened, body FROM ${SCHEMA}.announce($1, $2, $3, $4, $5, $6, $7)`,
      values: [intent.id, desk, same, cents, intent.currency, body, despite],
    };
  };
  const ask = async (...its: Parameters<typeof query>) => {
    const found = await link.ask(PATIENCE_MS, (client) => client.query<FoundClaim>(query(...its)));
    return found && found.rows.map((row) => ({ ...row, told: read(row) }));
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
      const found = await ask(intent, sameCard(intent), intent.amount, named);
      return (
        found &&
        found.map(({ attempt, state, opened, told }) => ({
          id: attempt,
          attemptId: attempt,
          currency: intent.currency,
          amount: intent.amount,
          brand: told?.brand ?? "unknown",
          last4: told?.last4 ?? intent.card.last4,
          at: opened.getTime(),
          by: told?.operator ?? null,
          status: STATUS[state],
          elsewhere: { desk: told?.desk ?? "", rightNow: state === "open" },
        }))
      );
    },
    async announceChange(intent) {
      const found = await ask(
        intent,
        shop.hash("change", accountKey(intent.connection), intent.paymentId ?? ""),
        0,
        [],
      );
      // MONEY: of one that was released nobody is at work any more, so it stops nobody: what it did the payment says.
      const other = found?.find(({ state }) => state === "open");
      return other ? (other.told ?? { operator: "", desk: "" }) : null;
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
        if (intent.operation !== "charge" || how === "not") continue;
        await client.query(query(intent, sameCard(intent), intent.amount, []));
        if (how !== null) await release(client, intent.id, how);
      }
    },
    async sweep(client, find) {
      const mine = await client.query<{ attempt: string; old: boolean }>(
        `SELECT attempt, opened < clock_timestamp() - interval '1 minute' AS old FROM ${SCHEMA}.claim
         WHERE desk = $1 AND state <> 'took'`,
        [desk],
      );
      for (const { attempt, old } of mine.rows) {
        const known = find(attempt);
        // Of one that never came into the journal nothing was sent; a new one may be about to be opened.
        const how = known ? howEnded(viewOf(known), known.intent.operation) : old ? "not" : null;
        if (how !== null) await release(client, attempt, how);
      }
    },
  };

  /**
   * MONEY: the card as the duplicate guard compares it: the same last four are taken for the same card, so that a card
   * typed here and on file there meet. SECURITY: nothing of the number but them goes in. A card that nobody has told the
   * last four of meets no other.
   */
  function sameCard({ id, connection, card }: Intent): Buffer {
    return card.last4 === null ? shop.hash("attempt", id) : shop.hash("card", accountKey(connection), card.last4);
  }
}

const STATUS: Readonly<Record<ClaimState, string>> = { open: "sent", took: "approved", unknown: "unknown" };

function viewOf(attempt: Attempt): Pick<AttemptView, "state" | "outcome"> {
  return { state: attempt.state, outcome: "outcome" in attempt ? attempt.outcome : null };
}

/** null: it is under way. A change is never asked about once it has ended. */
function howEnded(
  { state, outcome }: Pick<AttemptView, "state" | "outcome">,
  operation: Intent["operation"],
): "took" | "unknown" | "not" | null {
  if (state === "opened" || state === "sent") return null;
  if (operation !== "charge") return "not";
  return outcome === null || state !== "closed" ? "unknown" : endOf(outcome.kind);
}
