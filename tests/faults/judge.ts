import { randomUUID } from "node:crypto";
import { Failure } from "../../src/shared/failure";
import type { AttemptView } from "../../src/shared/attempt";
import { ask, type Asked } from "./ask";
import { oursOf } from "./truth";
import type { World } from "./world";

/**
 * What must be true in the end, by the server's own ledger and requests: no send but those on record, all under one key,
 * nothing left open, nothing done twice, and the journal says what the ledger says. `torn`: the journal's last rows may
 * be gone. Answers whether the journal has the attempt.
 */
export function judge(world: World, asked: Asked, problems: string[], torn: boolean): boolean {
  const { control } = world.server;
  const theirs = world.theirs?.done ?? [];
  const sends = control
    .requests()
    .filter(({ method, path }) => method === "POST" && world.kit.paths[asked.operation].test(path));
  const theirKeys = world.theirs?.keys ?? new Set();
  const mine = sends.filter(
    ({ path, idempotencyKey }) =>
      !theirKeys.has(idempotencyKey ?? "") && (asked.operation === "charge" || path.includes(asked.paymentId ?? " ")),
  );
  for (const { idempotencyKey } of mine) if (idempotencyKey !== asked.id) problems.push("sent under another key");
  if (new Set(mine.map(({ bodyMark }) => bodyMark)).size > 1) problems.push("sent with another body");
  const ledger = control.ledger();
  if (asked.operation === "charge") {
    const ours = ledger.filter(({ id }) => world.theirs?.charges.has(id) !== true);
    if (ours.filter(({ declined }) => !declined).length > 1) problems.push(`charged ${ours.length} times`);
    for (const { reference } of ours) if (reference !== asked.id) problems.push("a charge without its attempt");
  } else if (ledger.flatMap((line) => oursOf(line, theirs)).length > 1) problems.push("refunded more than once");
  const view = attemptOf(world, asked.id);
  if (view === null) {
    // Nothing was journalled, so nothing may have been sent.
    if (mine.length > 0 && !torn) problems.push("sent without a row in the journal");
    return false;
  }
  // A death between the row and the send leaves more rows than sends, never fewer.
  const allowed = world.kit.sendsAgain ? view.sends : 1;
  if (mine.length > allowed && !torn) problems.push(`sent ${mine.length} times, on record ${view.sends}`);
  world.checkInTheEnd(view);
  if (view.state !== "closed" && !anotherSumCaptured(world, asked)) problems.push(`still ${view.state} in the end`);
  return true;
}

/**
 * Another desk captured another sum of the same hold between our look and our send: whether ours is in it cannot be told,
 * so it stays a question that says whom to ask, and the close of the day names it.
 */
export function anotherSumCaptured(world: World, { id, operation, amount, paymentId }: Asked): boolean {
  if (operation !== "capture" || paymentId === null) return false;
  const theirs = (world.theirs?.done ?? []).filter((act) => act.do === "capture" && act.paymentId === paymentId);
  return theirs.some((act) => act.amount !== amount) && attemptOf(world, id)?.settles?.question !== undefined;
}

function attemptOf(world: World, id: string): AttemptView | null {
  try {
    return world.payments.attempt(id);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return null;
  }
}

/** The guard: what took money is asked about before it is charged again; what did not may be charged. */
export async function askTheSameAgain(world: World, asked: Asked, problems: string[]): Promise<void> {
  const took = world.server.control.ledger().some(({ declined, status }) => !declined && status !== "void");
  const again = { ...asked, id: randomUUID() };
  const answer = await ask(world, again);
  const sent = world.server.control
    .requests()
    .some(({ method, idempotencyKey }) => method === "POST" && idempotencyKey === again.id);
  // An entry that cannot be read may be the same order, so the person is asked about it first.
  const unreadable = world.damaged && answer === "unreadable_entry";
  if (took && answer !== "duplicate" && !unreadable) problems.push(`the same again was answered ${answer}`);
  if (took && sent) problems.push("the same again was sent");
  // On a busy machine the harness's own short time limits can end a request before the server has seen it (sent, and
  // unknown), or before there was a connection (not reached).
  if (!took && !sent && !unreadable && answer !== "unknown" && answer !== "refused")
    problems.push(`nothing was charged, yet the same again was answered ${answer}`);
}
