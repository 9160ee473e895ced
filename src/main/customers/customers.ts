import type { CardEntry } from "../../shared/card";
import type { DirectoryStatus, Notice, OutputOf, ParsedInputOf } from "../../shared/contract";
import {
  CustomerFields,
  customerTitle,
  type Customer,
  type CustomerEvent,
  type CustomerLine,
  type KeptCustomer,
} from "../../shared/customer";
import { Failure } from "../../shared/failure";
import type { Channel } from "../../shared/outcome";
import { phoneKey } from "../../shared/phone-abroad";
import { customersWords } from "../../shared/words/customers";
import type { Log } from "../base/log";
import type { Clock } from "../base/clock";
import type { CardToken, Processor } from "../processors/processor";
import { createCards, type Replaced } from "./cards";
import { createAccess, mayHaveHappened, type Counter } from "./access";
import type { Directory } from "./directory";
import { createWalker } from "./walk";

const words = customersWords.history;

/**
 * Customers and their cards on file: the commands of the contract, one method each. The truth is the processor's; the
 * directory is the local copy that answers while typing. Methods that ask the processor throw a Failure with a sentence
 * for people.
 */
export interface Customers {
  status(): DirectoryStatus;
  refresh(): DirectoryStatus;
  search(asked: ParsedInputOf<"customers.search">): Promise<CustomerLine[]>;
  list(asked: ParsedInputOf<"customers.list">): Promise<OutputOf<"customers.list">>;
  place(asked: ParsedInputOf<"customers.place">): Promise<OutputOf<"customers.place">>;
  /** Fresh from the processor. */
  get(asked: { id: string }): Promise<Customer>;
  /** From this computer's copy; null when it is not in it. */
  kept(asked: { id: string }): KeptCustomer | null;
  create(asked: ParsedInputOf<"customers.create">): Promise<Customer>;
  update(asked: ParsedInputOf<"customers.update">): Promise<Customer>;
  delete(asked: { id: string }): Promise<void>;
  /** Deletes the customer at the processor, and all that is kept of them in this room. */
  forget(asked: { id: string }): Promise<void>;
  history(asked: { id: string }): CustomerEvent[];
  addCard(asked: ParsedInputOf<"cards.add">): Promise<Customer>;
  makeDefault(asked: { customerId: string; cardId: string }): Promise<Customer>;
  removeCard(asked: { customerId: string; cardId: string }): Promise<Customer>;
  replaceCard(asked: ParsedInputOf<"cards.replace">): Promise<Replaced>;
  /** For the top of every screen: that the copy does not have all customers of the connection in use. */
  notices(): Notice[];
  /** A customer was just charged or chosen: first among equals from now on. */
  used(id: string): void;
  /** Saves the card of a charge. */
  readonly keeper: {
    create(fields: Partial<CustomerFields>): Promise<Customer>;
    addCard(customerId: string, card: CardEntry, channel: Channel): Promise<Customer>;
    /** `channel`: how the cardholder agreed to it. */
    attach(customerId: string, token: CardToken, channel: Channel): Promise<Customer>;
  };
  /** To be called at start and after each change of connection or of its token; begins or goes on reading the list. */
  connectionChanged(): void;
  /** Everything of this connection was made anew (training was reset). */
  startOver(connection: string): void;
  /** Stops reading in the background. The directory is closed by whoever opened it. */
  close(): void;
}

export interface CustomersOptions {
  /** The processor in use. Throws a Failure `not_connected` when there is none. */
  readonly processor: () => Processor;
  readonly connection: () => string;
  readonly directory: Directory;
  readonly clock: Clock;
  readonly operator: () => string;
  /** The merchant's name, for the words of consent; may be empty. */
  readonly merchant: () => string;
  readonly log: Log;
  readonly onStatus: (status: DirectoryStatus) => void;
}

export function createCustomers(options: CustomersOptions): Customers {
  const { directory, clock, log, connection } = options;
  const walker = createWalker({ directory, clock, log, onStatus: options.onStatus });
  const access = createAccess({ ...options, walker });
  const cards = createCards(access, options.merchant, () => clock.wall());
  /** Creations under way: a second click on the same form gets the same customer. */
  const creating = new Map<string, Promise<Customer>>();

  const status = (): DirectoryStatus => walker.status(connection());

  const create = (fields: Partial<CustomerFields>): Promise<Customer> => {
    const counter = access.take();
    const key = JSON.stringify([counter.connection, fields]);
    const underWay = creating.get(key);
    if (underWay) return underWay;
    const made = createOnce(counter, fields, clock.wall()).finally(() => creating.delete(key));
    creating.set(key, made);
    return made;
  };

  return {
    status,
    refresh() {
      walker.refresh();
      return status();
    },
    search: ({ clue, limit }) => directory.searchInTurns(connection(), clue, limit),
    list: ({ clue, offset, limit, show }) =>
      directory.list(connection(), { clue, offset, limit, show: show ?? "all", now: clock.wall() }),

    place: async ({ id, show }) => ({ at: await directory.place(connection(), id, { show, now: clock.wall() }) }),

    get: ({ id }) => access.take().read(id),
    kept: ({ id }) => directory.kept(connection(), id),
    create: ({ fields }) => create(fields),

    async update({ id, fields }) {
      const counter = access.take();
      const before = await counter.read(id);
      // Only what differs: a processor may be strict about a field that nobody touched (docs/payarc.md 19).
      const wanted: Partial<CustomerFields> = Object.fromEntries(
        Object.entries(fields).filter(
          ([field, value]) => (before[field as keyof CustomerFields] ?? "") !== (value ?? ""),
        ),
      );
      let lost: unknown = null;
      if (Object.keys(wanted).length > 0)
        try {
          await counter.book.update(id, wanted);
        } catch (error) {
          if (!mayHaveHappened(error)) throw error;
          lost = error;
        }
      const after = await counter.read(id).catch((error: unknown) => {
        throw lost ?? error;
      });
      // An answer that did not arrive, or had nothing in it: what the processor has now tells whether it was done.
      const done = Object.entries(wanted).every(
        ([field, to]) => (after[field as keyof CustomerFields] ?? "") === (to ?? ""),
      );
      if (lost !== null && !done) throw lost;
      const changes = (Object.keys(fields) as (keyof CustomerFields)[])
        .filter((field) => (before[field] ?? "") !== (after[field] ?? ""))
        .map((field) => ({ field, from: before[field], to: after[field] }));
      if (changes.length > 0)
        counter.note(id, {
          kind: "updated",
          sentence: words.changed({ fields: changes.map(({ field }) => customersWords.fieldNames[field]).join(", ") }),
          changes,
          consent: null,
        });
      return after;
    },

    async delete({ id }) {
      const counter = access.take();
      const line = directory.line(counter.connection, id);
      try {
        await counter.book.delete(id);
      } catch (error) {
        const gone = error instanceof Failure && error.code === "not_found";
        // A lost answer: gone if the processor no longer knows the customer, else told as it is.
        if (!gone && !(mayHaveHappened(error) && (await isGone(counter, id)))) throw error;
      }
      counter.forget(id);
      counter.note(id, {
        kind: "deleted",
        sentence: words.deleted({ name: line ? customerTitle(line) : id }),
        changes: [],
        consent: null,
      });
    },

    async forget({ id }) {
      const own = connection();
      await this.delete({ id });
      directory.forgetHistory(own, id);
      const about = { kind: "deleted" as const, sentence: words.forgotten, changes: [], consent: null };
      directory.note(own, id, { ...about, at: clock.wall(), operator: options.operator() });
    },

    history: ({ id }) => directory.history(connection(), id),
    addCard: ({ customerId, card, channel }) => cards.add(customerId, card, channel),
    makeDefault: ({ customerId, cardId }) => cards.makeDefault(customerId, cardId),
    removeCard: ({ customerId, cardId }) => cards.remove(customerId, cardId),
    replaceCard: ({ customerId, cardId, card, channel }) => cards.replace(customerId, cardId, card, channel),

    notices: () => walker.notices(connection()),
    used(id) {
      try {
        directory.touch(connection(), id, clock.wall());
      } catch (error) {
        log.warn("a customer could not be marked as used", error);
      }
    },
    keeper: {
      create,
      addCard: (customerId, card, channel) => cards.add(customerId, card, channel),
      attach: (customerId, token, channel) => cards.attach(customerId, token, channel),
    },
    connectionChanged() {
      walker.stop();
      let processor: Processor;
      try {
        processor = options.processor();
      } catch {
        // No connection: what is in the local copy can still be searched.
        return;
      }
      if (processor.customers) walker.start(connection(), processor.customers);
    },
    startOver(of) {
      walker.stop();
      directory.clear(of);
      this.connectionChanged();
    },
    close: () => walker.stop(),
  };
}

async function createOnce(counter: Counter, fields: Partial<CustomerFields>, startedAt: number): Promise<Customer> {
  let created: Customer;
  try {
    created = await counter.book.create(fields);
  } catch (error) {
    if (!mayHaveHappened(error)) throw error;
    const found = await justCreated(counter, fields, startedAt);
    if (!found) {
      throw new Failure("timeout", customersWords.createLost, {}, { cause: error });
    }
    created = found;
  }
  counter.note(created.id, {
    kind: "created",
    sentence: words.created({ name: customerTitle(created) }),
    changes: [],
    consent: null,
  });
  return counter.keep(created);
}

/**
 * After a lost answer: the one customer made since then with these fields and nothing else, on the processor's first
 * page. Of two nobody knows which is ours, and a card must not go to another person.
 */
async function justCreated(
  counter: Counter,
  fields: Partial<CustomerFields>,
  startedAt: number,
): Promise<Customer | null> {
  if (!Object.values(fields).some(Boolean)) return null;
  try {
    const page = await counter.book.list(null, 25, "now");
    // One that could not be read might be the second.
    if (page.unread) return null;
    // Clocks differ; a minute is more than they do and less than it takes to type the same customer twice.
    const recent = page.items.filter(
      (customer) => customer.createdAt !== null && customer.createdAt > startedAt - 60_000,
    );
    const alike = recent.filter(
      (customer) =>
        customer.cards.length === 0 && FIELDS.every((field) => isSame(field, customer[field], fields[field])),
    );
    return alike.length === 1 ? (alike[0] ?? null) : null;
  } catch {
    return null;
  }
}

const FIELDS = Object.keys(CustomerFields.shape) as readonly (keyof CustomerFields)[];

/** A phone number may come back written otherwise than it was sent; nothing may come back as nothing in other words. */
function isSame(field: keyof CustomerFields, one: string | null, other: string | null | undefined): boolean {
  if (!one || !other) return !one && !other;
  return one === other || (field === "phone" && phoneKey(one) === phoneKey(other));
}

async function isGone(counter: Counter, id: string): Promise<boolean> {
  try {
    await counter.book.get(id, "now");
    return false;
  } catch (error) {
    return error instanceof Failure && error.code === "not_found";
  }
}
