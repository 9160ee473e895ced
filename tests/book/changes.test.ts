import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { KeptBook } from "../../src/main/shared-book/access";
import { cents } from "../../src/shared/money";
import { desksWords } from "../../src/shared/words/desks";
import { payment } from "../fixtures/days";
import { startPostgres, type Postgres } from "../fixtures/postgres";
import { ACCOUNT, firstDesk, makeBank, nextDesk, openDesk, type Bank, type Desk } from "./kit";

/** A hold that two desks want to capture. */

let postgres: Postgres;
let first: KeptBook;
let second: KeptBook;
const desks: Desk[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
  const made = await firstDesk(postgres);
  first = made.kept;
  second = await nextDesk(postgres, made.words);
});
afterAll(async () => {
  await Promise.all(desks.map((desk) => desk.close()));
  await postgres.end();
});

const seen = (desk: Desk) => expect.poll(() => desk.book.seen()).toMatchObject({ seen: "seen", waiting: 0 });

/** Two desks, and a hold of $100.00 at the processor. */
async function shop(): Promise<{ bank: Bank; ana: Desk; ben: Desk; hold: string }> {
  const bank = makeBank();
  const ana = openDesk(first, bank, "Till 1", "Ana");
  const ben = openDesk(second, bank, "Till 2", "Ben");
  desks.push(ana, ben);
  const hold = `pay_${randomUUID()}`;
  bank.holds.set(hold, payment(hold, { status: "authorized", captured: false, amountCaptured: null }));
  await Promise.all([seen(ana), seen(ben)]);
  return { bank, ana, ben, hold };
}

const capture = (desk: Desk, hold: string, attemptId = randomUUID()) =>
  desk.payments
    .of(ACCOUNT)
    .capture({ attemptId, paymentId: hold, amount: cents(10_000), said: cents(10_000), currency: "USD" });

const refusedAs = (sentence: string) => ({ name: "Failure", sentence });
const byAna = { who: "Ana", desk: "Till 1" };

it("MONEY: one that another desk captures right now is not captured twice, whichever of them is first", async () => {
  for (const order of ["ana", "ben"] as const) {
    const { bank, hold, ...both } = await shop();
    const [one, other] = order === "ana" ? [both.ana, both.ben] : [both.ben, both.ana];
    let letGo: () => void = () => undefined;
    bank.answers = new Promise<void>((resolve) => (letGo = resolve));
    const theirs = capture(one, hold);
    await expect.poll(() => bank.captured.length).toBe(1);
    const who = one.name === "Till 1" ? byAna : { who: "Ben", desk: "Till 2" };
    await expect(capture(other, hold)).rejects.toMatchObject(refusedAs(desksWords.changing(who)));
    // Another hold is nobody's business.
    const free = `pay_${randomUUID()}`;
    bank.holds.set(free, payment(free, { status: "authorized", captured: false }));
    const its = capture(other, free);
    letGo();
    expect((await theirs).attempt.outcome?.kind).toBe("approved");
    expect((await its).attempt.outcome?.kind).toBe("approved");
    // From now on the processor says it, and nobody is at work on it any more.
    await expect(capture(other, hold)).rejects.toMatchObject({ sentence: expect.stringContaining("hold") as string });
    expect(bank.captured).toHaveLength(2);
  }
});

it("MONEY: what is read of it is true of what another desk has just done", async () => {
  const { bank, ana, ben, hold } = await shop();
  const reads: string[] = [];
  const { processor } = bank;
  const getPayment = processor.getPayment.bind(processor);
  processor.getPayment = async (id, freshness) => {
    const found = await getPayment(id, freshness);
    reads.push(found.status);
    return found;
  };
  const [hers, his] = await Promise.allSettled([capture(ana, hold), capture(ben, hold)]);
  expect([hers.status, his.status].sort()).toEqual(["fulfilled", "rejected"]);
  expect(bank.captured).toHaveLength(1);
  expect(reads.filter((status) => status === "authorized")).toHaveLength(1);
});

it("MONEY: one whose answer is lost is not captured at another desk until it is known, also by a restored book", async () => {
  const { bank, ana, ben, hold } = await shop();
  bank.next = { delay: 0, lost: true };
  const attemptId = randomUUID();
  expect((await capture(ana, hold, attemptId)).attempt.state).toBe("unknown");
  bank.next = { delay: 0, lost: false };
  const checked = refusedAs(desksWords.changeChecked(byAna));
  await expect.poll(() => capture(ben, hold).catch((error: unknown) => error)).toMatchObject(checked);
  // The book loses what was claimed.
  await postgres.query(`DELETE FROM counterfoil.claim WHERE attempt = '${attemptId}'`);
  await postgres.stop("immediate");
  await postgres.start();
  await Promise.all([seen(ana), seen(ben)]);
  await expect.poll(() => capture(ben, hold).catch((error: unknown) => error)).toMatchObject(checked);
  expect(bank.captured).toHaveLength(1);
  ana.payments.closeByHand(attemptId, "it was not captured, says the dashboard");
  await expect.poll(() => capture(ben, hold).then(({ attempt }) => attempt.outcome?.kind)).toBe("approved");
});

it("one whose desk died stops nobody once five minutes have gone by the server's clock", async () => {
  const { ana, ben, hold } = await shop();
  const told = { connection: ACCOUNT, currency: "USD", amount: cents(10_000), paymentId: hold } as const;
  const id = randomUUID();
  await ana.book.announceChange({ ...told, id, operator: "Ana", desk: "Till 1" });
  // Till 1 dies here.
  await expect(capture(ben, hold)).rejects.toMatchObject(refusedAs(desksWords.changing(byAna)));
  await postgres.query(`UPDATE counterfoil.claim SET opened = opened - interval '301 seconds' WHERE attempt = '${id}'`);
  const theirs = randomUUID();
  await ben.book.announceChange({ ...told, id: theirs, operator: "Ben", desk: "Till 2" });
  // Who goes on past it is seen at work like anybody else.
  const claims = await postgres.query(`SELECT state FROM counterfoil.claim WHERE attempt = '${theirs}'`);
  expect(claims.rows).toEqual([{ state: "open" }]);
});
