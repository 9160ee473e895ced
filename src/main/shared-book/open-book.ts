import type { Earlier } from "../../shared/contract";
import type { AttemptView } from "../../shared/attempt";
import type { AccountId } from "../../shared/account";
import type { DayElsewhere, DeskCharge } from "../../shared/desks";
import { Failure } from "../../shared/failure";
import { desksWords as words } from "../../shared/words/desks";
import { sharedBookWords } from "../../shared/words/shared-book";
import type { Clock } from "../base/clock";
import { errorText } from "../base/log";
import { JournalTrouble, type Journal } from "../journal/journal";
import { mustBeOurs, type KeptBook } from "./access";
import { createClaims, type FindAttempt } from "./claims";
import { dial } from "./dial";
import { createLink, isAnswer } from "./link";
import { createOthers } from "./others";
import { createOutbox } from "./outbox";
import { createKeptParked, type ParkedFile } from "./kept-parked";
import { createParkedOrders, parkedPlace, type OwnAccount } from "./parked";
import { createSharedPeople, type OwnPeople, type SharedPeople } from "./people";
import type { SharedBook } from "./shared-book";
import { createStrangers } from "./strangers";
import { shopOf } from "./shop";

export interface OpenBookOptions {
  readonly journal: () => Journal | null;
  /** What this desk is known by in the book, for good. */
  readonly desk: string;
  readonly who: () => { operator: string; desk: string };
  /** The accounts of this desk, also those that were removed. */
  readonly accounts: () => readonly OwnAccount[];
  /** Where this desk keeps what it wrote of parked orders. */
  readonly parkedFile: ParkedFile;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  readonly people: OwnPeople;
  /** Other desks are seen or not, or rows wait or do not. */
  readonly changed: () => void;
  /** Another desk wrote: of these accounts a payment ended; null: an order was parked or taken up. */
  readonly heard: (accounts: readonly AccountId[] | null) => void;
}

/** So long a day waits for what other desks did. */
const DAY_PATIENCE_MS = 5_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** SECURITY: whoever was removed elsewhere is out within a minute also where no word comes of it; ms between two looks. */
const PEOPLE_EVERY = 20_000;

export type OpenBook = Pick<
  SharedBook,
  | "announce"
  | "withdraw"
  | "heard"
  | "parked"
  | "park"
  | "takeUp"
  | "takenBy"
  | "day"
  | "announceChange"
  | "peopleChanged"
  | "notices"
> &
  Pick<SharedBook, "seen" | "close"> & {
    others: ReturnType<typeof createOthers>["desks"];
    /** Another computer may go by this desk's id. */
    hasStrangers: () => boolean;
    /** Whether something of this desk is on its way to a processor, as far as the book answers. */
    isUnderWay: () => Promise<boolean>;
  };

/** The book that this desk is connected with: it is reached as soon as it can be, and again whenever it was away. */
export function openBook(kept: KeptBook, options: OpenBookOptions): OpenBook {
  const { journal, desk, clock, log, accounts } = options;
  const shop = shopOf(kept.words);
  const accountKey = (connection: string): string => accounts().find(({ id }) => id === connection)?.key ?? connection;
  const accountName = (connection: string): string =>
    accounts().find(({ id }) => id === connection)?.name ?? connection;
  const hashOf = (key: string): Buffer => shop.hash("account", key);
  const others = createOthers({ shop, desk });
  const own = createKeptParked({
    file: options.parkedFile,
    ours: ({ id, nth, body }) => shop.open(parkedPlace(id, nth), body) !== null,
    clock,
    log,
  });
  const parked = createParkedOrders({ shop, desk, who: options.who, accounts, own });
  /** MONEY: what this journal does not know may be under way, or unknown, in another that goes by this desk's id. */
  const knownTo =
    (book: Journal): FindAttempt =>
    (id) =>
      findIn(book)(id) ?? (strangers.are() ? "unreadable" : null);
  const sweep = async (): Promise<boolean> => {
    const book = journal();
    return book !== null && link.work((client) => claims.sweep(client, knownTo(book)));
  };
  const quietly = (what: string, work: Promise<unknown>): void => {
    work.catch((error: unknown) => log(`shared book: ${what}: ${errorText(error, 0)}`));
  };
  const outbox = createOutbox({
    journal,
    link: () => link,
    shop,
    desk,
    accountKey,
    accountName,
    clock,
    log,
    caughtUp: () => {
      options.changed();
      quietly("claims", sweep());
    },
    leftOut: options.changed,
  });
  const read = async (attempts: readonly string[]): Promise<void> => {
    const ended = await link.work((client) => others.read(client, attempts));
    const mine = accounts().filter(({ key }) => ended.has(hashOf(key).toString("hex")));
    options.heard(mine.map(({ id }) => id));
  };
  const strangers = createStrangers({
    desk,
    find: () => {
      const book = journal();
      return book && findIn(book);
    },
    found: () => {
      log("shared book: it has rows of this desk that the journal has not");
      options.changed();
    },
  });
  const people = peopleOf(kept, options);
  /** The book is seen, and not its people. */
  let isUnread = false;
  const aboutPeople = (): string => [people.state(), people.isForged(), isUnread].join();
  const meetPeople = async (): Promise<void> => {
    const before = aboutPeople();
    try {
      await link.work((client) => people.meet(client));
      isUnread = false;
    } catch (error) {
      // Where the book is not seen there is nothing to say but that.
      if (error instanceof Failure && error.code === "not_connected") return;
      isUnread = isAnswer(error) && people.state() !== "own";
      log(`shared book: people: ${errorText(error, 0)}`);
    }
    if (aboutPeople() !== before) options.changed();
  };
  const meetSoon = (): void => quietly("people", meetPeople());
  let callOff: () => void = () => undefined;
  const meetAgain = (): void => {
    callOff = clock.after(PEOPLE_EVERY, () => {
      meetSoon();
      meetAgain();
    });
  };
  /** null: there was no answer in time. */
  const charges = (account: AccountId, from: number, to: number): Promise<readonly DeskCharge[] | null> =>
    new Promise((resolve) => {
      const tooLate = clock.after(DAY_PATIENCE_MS, () => resolve(null));
      link
        .work((client) => others.day(client, hashOf(accountKey(account)), from, to))
        .then(resolve, (error: unknown) => {
          log(`shared book: the day: ${errorText(error, 0)}`);
          resolve(null);
        })
        .finally(tooLate);
    });
  const link = createLink({
    dial: () => dial(kept),
    clock,
    log,
    async begin(client) {
      await mustBeOurs(client, kept.shopId, shop);
      await others.begin(client);
      await parked.heal(client);
      await strangers.look(client);
      const book = journal();
      const lacking = await outbox.begin(client);
      if (book === null) return;
      const find = findIn(book);
      await claims.sweep(client, knownTo(book));
      const since = clock.wall() - DAY_MS;
      const known = [...lacking].map(find).filter((found) => found !== null && found !== "unreadable");
      await claims.again(
        client,
        known.filter(({ openedAt }) => openedAt > since),
      );
    },
    told(payload) {
      const [what, from, attempts] = payload.split(" ");
      if (from === desk) {
        if (what === "rows" && attempts) strangers.heard(attempts.split(","));
        return;
      }
      if (what === "people") meetSoon();
      else if (what === "parked") {
        options.heard(null);
        quietly("parked orders", link.work(own.look));
      } else if (attempts) quietly("news", read(attempts.split(",")));
      // So many rows at once are those of a desk that was away: whatever they are about is read again.
      else options.heard(accounts().map(({ id }) => id));
    },
    changed() {
      options.changed();
      if (link.trouble() !== null) return;
      meetSoon();
      outbox.wake();
      // What other desks wrote while this one did not see them.
      if (wasSeen) options.heard(accounts().map(({ id }) => id));
      wasSeen = true;
    },
  });
  const claims = createClaims({ link, shop, desk, accountKey });
  let wasSeen = false;
  meetAgain();

  return {
    seen() {
      const trouble = link.trouble();
      const lost = outbox.lost();
      const sentence = trouble ?? (lost > 0 ? words.leftOut({ count: lost }) : null);
      return {
        seen: trouble === null ? "seen" : "not_seen",
        sentence,
        waiting: outbox.waiting(),
        people: people.state(),
      };
    },
    others: others.desks,
    hasStrangers: strangers.are,
    isUnderWay: () => sweep().catch(() => false),
    announce: async (intent, named): Promise<readonly Earlier[]> => (await claims.announce(intent, named)) ?? [],
    async announceChange(change) {
      const other = await claims.announceChange(change);
      if (!other) return;
      const say = other.rightNow ? words.changing : words.changeChecked;
      throw new Failure("refused", say({ who: other.operator, desk: other.desk }));
    },
    withdraw: claims.withdraw,
    heard(attempt: AttemptView) {
      claims.heard(attempt);
      outbox.wake();
      if (link.trouble() !== null) options.changed();
    },
    parked: () => link.work(parked.list),
    park: (order) => link.work((client) => parked.park(client, order)),
    takeUp: ({ id }) => link.work((client) => parked.takeUp(client, id)),
    takenBy: async (attempts) =>
      link.trouble() === null ? link.work((client) => others.takenBy(client, attempts)) : {},
    async day(account, from, to): Promise<DayElsewhere> {
      const asked = link.trouble() === null ? await charges(account, from, to) : null;
      const desks = others.desks().map(({ name }) => name);
      const until = link.seenUntil();
      return asked === null
        ? { seen: "not_seen", until, desks, charges: [] }
        : { seen: "seen", until, desks, charges: asked };
    },
    peopleChanged: meetSoon,
    notices() {
      const sentences = { other: words.peopleOther, newer: words.peopleNewer, own: null, shared: null };
      const said = [
        people.isForged() ? words.peopleForged : null,
        sentences[people.state()],
        isUnread ? sharedBookWords.peopleUnread : null,
        strangers.are() ? sharedBookWords.strangers : null,
      ];
      return said.flatMap((sentence, at) =>
        sentence === null ? [] : [{ id: `desks-${at}`, tone: "warning" as const, sentence }],
      );
    },
    async close() {
      callOff();
      outbox.stop();
      await link.close();
    },
  };
}

/** One entry that cannot be read keeps nobody away from the book. */
function findIn(journal: Journal): FindAttempt {
  return (id) => {
    try {
      return journal.get(id);
    } catch (error) {
      if (!(error instanceof JournalTrouble)) throw error;
      return "unreadable";
    }
  };
}

/** The people of that book's shop. */
export function peopleOf({ words: all, shopId }: KeptBook, options: OpenBookOptions): SharedPeople {
  const { desk, log, people } = options;
  return createSharedPeople({ shop: shopOf(all), shopId, desk, people, log });
}
