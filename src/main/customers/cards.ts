import { expiryText, isExpired, lastFour, type CardEntry } from "../../shared/card";
import type { CardOnFile, Customer } from "../../shared/customer";
import { Failure } from "../../shared/failure";
import type { Channel } from "../../shared/outcome";
import { cardWords } from "../../shared/words/card";
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

const words = cardWords.work;

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
    const after = await readAfter(counter, before.id, words.maybeAdded);
    const added = newCard(before, after, sought);
    if (!added) {
      if (lost) throw new Failure("timeout", words.addLost, {}, { cause: lost });
      throw new Failure("unreadable", words.notListed({ processor: counter.processor }));
    }
    counter.note(before.id, {
      kind: "card_added",
      sentence: cardWords.history.added({
        card: nameOf(added),
        expiry: added.expMonth ? expiryText(added.expMonth, added.expYear) : null,
      }),
      changes: [],
      consent: { channel, wording: cardWords.consent({ merchant: merchant(), channel }) },
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
      throw new Failure("bad_input", words.expired, { expMonth: words.expired });
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
      const stop = (rest: string): Replaced => ({
        customer: seen,
        unfinished: words.unfinished({ card: fullNameOf(added), rest }),
      });
      // Where ids repeat (docs/payarc.md 19), removing by id may remove the wrong card.
      if (countOf(after, old.id) > 1)
        return stop(words.twoOfOneId({ card: fullNameOf(old), processor: counter.processor }));
      // A card that was not the default must not become it by being replaced.
      const wanted = old.isDefault ? added : onlyDefault(before);
      try {
        if (wanted && !provenDefault(seen, wanted.id)) seen = await changeDefault(counter, seen, wanted);
      } catch (error) {
        return stop(words.oldStays({ card: fullNameOf(old), why: sentenceOf(error) }));
      }
      if (countOf(seen, added.id) === 0)
        return {
          customer: seen,
          unfinished: words.newGone({ card: fullNameOf(added), old: fullNameOf(old) }),
        };
      try {
        return {
          customer: await takeOff(counter, seen, seen.cards.find(({ id }) => id === old.id) ?? old),
          unfinished: null,
        };
      } catch (error) {
        const { isDefault } = old;
        return stop(words.oldNotRemoved({ card: fullNameOf(old), why: sentenceOf(error), isDefault }));
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
  const after = await readAfter(counter, before.id, words.maybeDefault);
  if (!provenDefault(after, asked.id)) {
    throw new Failure(
      "refused",
      words.notDefault({
        lost: lost !== null,
        card: nameOf(asked),
        seen: defaultsSeen(counter.processor, after),
      }),
      {},
      { cause: lost },
    );
  }
  counter.note(before.id, {
    kind: "default_changed",
    sentence: cardWords.history.madeDefault({ card: nameOf(asked) }),
    changes: [{ field: cardWords.history.defaultCard, from: defaultName(before), to: fullNameOf(asked) }],
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
  const after = await readAfter(counter, before.id, words.maybeRemoved);
  if (countOf(after, asked.id) >= countOf(before, asked.id)) {
    throw new Failure("refused", words.stillThere({ lost: lost !== null, card: nameOf(asked) }), {}, { cause: lost });
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
    throw new Failure("timeout", words.notReadBack({ maybe, why }), {}, { cause: error });
  }
}

function noSuchCard(): Failure {
  return new Failure("not_found", words.gone);
}

function sentenceOf(error: unknown): string {
  return error instanceof Failure ? error.sentence : words.notDone;
}
