import type { CardEntry } from "../../shared/card";
import type { ChargeInput, SavedCard } from "../../shared/contract";
import type { Customer, CustomerFields } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import type { Channel } from "../../shared/outcome";
import type { CardToken } from "../processors/processor";
import type { Connected } from "./attempts";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import { moneyWords } from "../../shared/words/money";

/** How long an unused token is kept for “Save card” after a charge. */
const KEPT_MS = 10 * 60 * 1000;

export type SaveTo = NonNullable<ChargeInput["saveCard"]>;

/** What this room needs of the customers' room. */
export interface CardKeeper {
  create(fields: Partial<CustomerFields>): Promise<Customer>;
  addCard(customerId: string, card: CardEntry, channel: Channel): Promise<Customer>;
  /** Attaches a card by its unused token. `channel`: how the cardholder agreed to it, for the record of consent. */
  attach(customerId: string, token: CardToken, channel: Channel): Promise<Customer>;
}

/** Saving the card of a charge of one account, with it or just after it. */
export interface SaveCards {
  /** Saves a card now. Never rejects: the sentence says what went wrong. */
  save(card: CardEntry, channel: Channel, to: SaveTo): Promise<SavedCard>;
  /**
   * Makes an unused token of the card, so that it can be saved on demand.
   * SECURITY: the token is a reference, no card data; the card itself is gone when the request ends (docs/design.md,
   * promise 2). Answers false where the processor keeps no cards.
   */
  keep(connected: Connected, attemptId: string, card: CardEntry, channel: Channel): boolean;
  /** Saves the card that was kept for an attempt. Throws a Failure when there is none (any more). */
  saveKept(attemptId: string, to: SaveTo): Promise<Customer>;
}

export function createSaveCards(options: {
  readonly keeper: CardKeeper;
  readonly clock: Clock;
  readonly log: (line: string) => void;
}): SaveCards {
  const { keeper, clock, log } = options;
  const kept = new Map<string, { channel: Channel; token: Promise<CardToken | null> }>();

  const owner = async (to: SaveTo): Promise<string> =>
    "customerId" in to ? to.customerId : (await keeper.create(to.newCustomer)).id;

  return {
    async save(card, channel, to) {
      let customerId: string | null = null;
      try {
        customerId = await owner(to);
        return { customer: await keeper.addCard(customerId, card, channel), sentence: null };
      } catch (error) {
        log(`save card: ${errorText(error)}`);
        const why = error instanceof Failure ? error.sentence : moneyWords.saveFromPage;
        const where =
          customerId !== null && !("customerId" in to) ? moneyWords.cardNotSavedCreated : moneyWords.cardNotSaved;
        return { customer: null, sentence: `${where} ${why}` };
      }
    },
    keep(connected, attemptId, card, channel) {
      const { customers } = connected.processor;
      if (!customers) return false;
      const token = customers.createToken(card, channel, false).catch((error: unknown) => {
        log(`save card: no token: ${errorText(error)}`);
        return null;
      });
      kept.set(attemptId, { channel, token });
      clock.after(KEPT_MS, () => kept.delete(attemptId));
      return true;
    },
    async saveKept(attemptId, to) {
      const found = kept.get(attemptId);
      const token = await found?.token;
      if (!found || !token) throw new Failure("not_found", moneyWords.savingOver);
      const customerId = await owner(to);
      // A token is single use (docs/payarc.md, seed 003): it is gone once an attaching was tried, whatever came of it.
      kept.delete(attemptId);
      return keeper.attach(customerId, token, found.channel);
    },
  };
}
