import { expiryText, isExpired, lastFour, type CardEntry } from "../../shared/card";
import { consentWording, type CardOnFile, type Customer } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import type { Channel } from "../../shared/outcome";
import type { CardToken } from "../processors/processor";
import { mayHaveHappened, type Counter, type Access } from "./access";
import { asCardTrouble } from "./card-trouble";
import {
  countOf,
  defaultName,
  defaultsSeen,
  fullNameOf,
  nameOf,
  newCard,
  onlyDefault,
  provenDefault,
  removedSentence,
  type Sought,
} from "./on-file";

/**
 * Cards on file. Every change is followed by reading the customer again: what is answered is what the processor now
 * says, not what was asked for. Nothing here moves money, but nothing is sent twice either: after a lost answer it is
 * looked up.
 */
export interface Cards {
  /** Throws a Failure with `fields.number`, `fields.cvv` and so on when the processor will not have the card. */
  add(customerId: string, card: CardEntry, channel: Channel): Promise<Customer>;
  /** Attaches a card by its unused token. `channel`: how the cardholder agreed. */
  attach(customerId: string, token: CardToken, channel: Channel): Promise<Customer>;
  /**
   * Throws a Failure unless the processor then lists exactly one default card and it is this one; it says what is seen.
   */
  makeDefault(customerId: string, cardId: string): Promise<Customer>;
  /** Throws a Failure unless the card is then gone; one that was gone before is no failure. */
  remove(customerId: string, cardId: string): Promise<Customer>;
  /**
   * Puts a new card in the place of an old one: adds it, makes it the default when the old one was, and only then
   * removes the old one, each proven by reading back. Throws as `add` does while the new card is not on file; from then
   * on it never throws, because the card must not be typed again: `unfinished` says in words what is done and what is
   * left.
   */
  replace(customerId: string, cardId: string, card: CardEntry, channel: Channel): Promise<Replaced>;
}

export interface Replaced {
  readonly customer: Customer;
  /** null: everything was done. */
  readonly unfinished: string | null;
}

interface Attached {
  readonly before: Customer;
  readonly after: Customer;
  readonly added: CardOnFile;
}

export function createCards(access: Access, merchant: () => string, now: () => number): Cards {
  const attach = async (
    counter: Counter,
    before: Customer,
    tokenId: string,
    sought: Sought,
    channel: Channel,
  ): Promise<Attached> => {
    let lost: unknown = null;
    try {
      await counter.book.attachCard(before.id, tokenId);
    } catch (error) {
      // A token is single use (docs/payarc.md, seed 003): sending it again proves nothing, so after a lost answer we
      // look.
      if (!mayHaveHappened(error)) throw error;
      lost = error;
    }
    const after = await readAfter(counter, before.id, "The card may have been added");
    const added = newCard(before, after, sought);
    if (!added) {
      if (lost)
        throw new Failure(
          "timeout",
          "The answer did not arrive, and the card is not on file. Look again in a minute before adding it once more.",
          {},
          { cause: lost },
        );
      throw new Failure(
        "unreadable",
        `${counter.processor} took the card, but does not list it. Open the customer again in a minute.`,
      );
    }
    counter.note(before.id, {
      kind: "card_added",
      sentence: `Added ${nameOf(added)}${added.expMonth ? `, expires ${expiryText(added.expMonth, added.expYear)}` : ""}`,
      changes: [],
      consent: { channel, wording: consentWording(merchant(), channel) },
    });
    return { before, after, added };
  };

  /** `inPlaceOf`: nothing is added unless that card is on file. */
  const addTyped = async (
    counter: Counter,
    customerId: string,
    card: CardEntry,
    channel: Channel,
    inPlaceOf: string | null,
  ): Promise<Attached> => {
    if (isExpired(card.expMonth, card.expYear, now()))
      throw new Failure("bad_input", "This card has expired.", { expMonth: "This card has expired." });
    const [before, token] = await Promise.all([
      counter.read(customerId),
      counter.book.createToken(card, channel, false).catch((error: unknown) => {
        throw asCardTrouble(error);
      }),
    ]);
    if (inPlaceOf !== null && countOf(before, inPlaceOf) === 0) throw noSuchCard();
    const sought = {
      cardId: token.cardId,
      last4: lastFour(card.number),
      expMonth: card.expMonth,
      expYear: card.expYear,
    };
    return attach(counter, before, token.id, sought, channel);
  };

  return {
    async add(customerId, card, channel) {
      return (await addTyped(access.take(), customerId, card, channel, null)).after;
    },

    async attach(customerId, token, channel) {
      const counter = access.take();
      const before = await counter.read(customerId);
      return (
        await attach(
          counter,
          before,
          token.id,
          { cardId: token.cardId, last4: null, expMonth: null, expYear: null },
          channel,
        )
      ).after;
    },

    async makeDefault(customerId, cardId) {
      const counter = access.take();
      const before = await counter.read(customerId);
      const asked = before.cards.find((card) => card.id === cardId);
      if (!asked) throw noSuchCard();
      return changeDefault(counter, before, asked);
    },

    async remove(customerId, cardId) {
      const counter = access.take();
      const before = await counter.read(customerId);
      const asked = before.cards.find((card) => card.id === cardId);
      return asked ? takeOff(counter, before, asked) : before;
    },

    async replace(customerId, cardId, card, channel) {
      const counter = access.take();
      const { before, after, added } = await addTyped(counter, customerId, card, channel, cardId);
      const old = before.cards.find(({ id }) => id === cardId);
      if (!old) return { customer: after, unfinished: null };
      let seen = after;
      const stop = (words: string): Replaced => ({
        customer: seen,
        unfinished: `${fullNameOf(added)} is on file. ${words}`,
      });
      // Where ids repeat (docs/payarc.md 19), removing by id may remove the wrong card.
      if (countOf(after, old.id) > 1)
        return stop(
          `${fullNameOf(old)} is too: ${counter.processor} calls two cards by one id, so nothing was removed.`,
        );
      // A card that was not the default must not become it by being replaced.
      const wanted = old.isDefault ? added : onlyDefault(before);
      try {
        if (wanted && !provenDefault(seen, wanted.id)) seen = await changeDefault(counter, seen, wanted);
      } catch (error) {
        return stop(
          `${fullNameOf(old)} still is too. ${sentenceOf(error)} Make the right one the default, then remove ${fullNameOf(old)}.`,
        );
      }
      if (countOf(seen, added.id) === 0)
        return {
          customer: seen,
          unfinished: `${fullNameOf(added)} was added, but is not listed now. ${fullNameOf(old)} was not removed.`,
        };
      try {
        return {
          customer: await takeOff(counter, seen, seen.cards.find(({ id }) => id === old.id) ?? old),
          unfinished: null,
        };
      } catch (error) {
        return stop(
          `${old.isDefault ? "It is the default. " : ""}${fullNameOf(old)} was to be removed: ${sentenceOf(error)}`,
        );
      }
    },
  };
}

/** Throws unless `asked` is then the one default card that is listed. */
async function changeDefault(counter: Counter, before: Customer, asked: CardOnFile): Promise<Customer> {
  if (provenDefault(before, asked.id)) return before;
  let lost: unknown = null;
  try {
    await counter.book.setDefaultCard(before.id, asked.id);
  } catch (error) {
    if (!mayHaveHappened(error)) throw error;
    lost = error;
  }
  const after = await readAfter(counter, before.id, "The default card may have changed");
  if (!provenDefault(after, asked.id)) {
    throw new Failure(
      "refused",
      `${lost ? "The answer did not arrive, and the" : "The"} default card is not ${nameOf(asked)}: ${defaultsSeen(counter.processor, after)}`,
      {},
      { cause: lost },
    );
  }
  counter.note(before.id, {
    kind: "default_changed",
    sentence: `Made ${nameOf(asked)} the default`,
    changes: [{ field: "default card", from: defaultName(before), to: fullNameOf(asked) }],
    consent: null,
  });
  return after;
}

/** Throws unless it is then gone. */
async function takeOff(counter: Counter, before: Customer, asked: CardOnFile): Promise<Customer> {
  let lost: unknown = null;
  try {
    await counter.book.deleteCard(before.id, asked.id);
  } catch (error) {
    const goneAlready = error instanceof Failure && error.code === "not_found";
    if (!goneAlready && !mayHaveHappened(error)) throw error;
    lost = error;
  }
  const after = await readAfter(counter, before.id, "The card may have been removed");
  if (countOf(after, asked.id) >= countOf(before, asked.id)) {
    throw new Failure(
      "refused",
      `${lost ? "The answer did not arrive, and " : ""}${nameOf(asked)} is still on file. Try again.`,
      {},
      { cause: lost },
    );
  }
  counter.note(before.id, {
    kind: "card_removed",
    sentence: removedSentence(asked, after),
    changes: [],
    consent: null,
  });
  return after;
}

async function readAfter(counter: Counter, customerId: string, maybe: string): Promise<Customer> {
  try {
    return await counter.read(customerId);
  } catch (error) {
    const why = error instanceof Failure ? error.sentence : "";
    throw new Failure(
      "timeout",
      `${maybe}, but it could not be read back. Open the customer again to see. ${why}`.trim(),
      {},
      { cause: error },
    );
  }
}

function noSuchCard(): Failure {
  return new Failure("not_found", "This card is no longer on file. The list has been read again.");
}

function sentenceOf(error: unknown): string {
  return error instanceof Failure ? error.sentence : "It could not be done.";
}
