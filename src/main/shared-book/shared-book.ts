import type { AccountId } from "../../shared/account";
import type { Earlier, Notice, OutputOf, ParsedInputOf } from "../../shared/contract";
import type {
  DesksConnect,
  DesksSeen,
  DesksState,
  DayElsewhere,
  OrderToPark,
  SharedOrder,
  TakenBy,
} from "../../shared/desks";
import type { AttemptView, ChangeTold, Intent } from "../../shared/attempt";

/**
 * What this desk and the shop's others know of each other, through one PostgreSQL. Optional: a desk without a book loads
 * nothing of it. MONEY: no charge depends on it. The journal stays the truth, and the book is a copy of journals.
 */
export interface SharedBook {
  seen(): DesksSeen;
  state(): DesksState;
  /**
   * SECURITY: where the shop has a list of people, it takes the place of this desk's own. Throws a Failure with the field
   * that it is about.
   */
  connect(asked: DesksConnect): Promise<OutputOf<"desks.connect">>;
  /** Throws a Failure where this desk has no book. */
  words(): OutputOf<"desks.words">;
  /** Throws a Failure while something of this desk is on its way to a processor. */
  leave(): Promise<DesksState>;
  /**
   * MONEY: tells the other desks of a charge before it is sent. Answers their charges of that card and amount that are
   * under way or took money, but for those named; then nothing was told. Never throws, and takes 300 ms at most: a book
   * that does not answer in time knows of nothing.
   */
  announce(intent: Intent, named: readonly string[]): Promise<readonly Earlier[]>;
  /**
   * The same of a change to a payment. Throws a Failure where another desk is changing it right now, or does not know yet
   * how its change ended.
   */
  announceChange(change: ChangeTold): Promise<void>;
  /** Nothing was sent of what was announced. */
  withdraw(attemptId: string): void;
  /** An attempt of this desk's journal has one row more. */
  heard(attempt: AttemptView): void;
  /** Throw a Failure where the book is not seen. */
  parked(): Promise<SharedOrder[]>;
  park(order: OrderToPark): Promise<void>;
  takeUp(asked: ParsedInputOf<"desks.takeUp">): Promise<SharedOrder>;
  /** Without a book nobody is known. */
  takenBy(attempts: readonly string[]): Promise<Record<string, TakenBy>>;
  /** The other desks' charges on an account; `from` and `to` in epoch ms. Never throws, and takes 5 s at most. */
  day(account: AccountId, from: number, to: number): Promise<DayElsewhere>;
  /** This desk's list of people was changed; the others get it as soon as the book is seen. */
  peopleChanged(): void;
  notices(): Notice[];
  close(): Promise<void>;
}
