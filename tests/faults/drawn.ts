import type { Fault } from "../../src/main/practice/faults";
import type { Kit } from "./kit";
import type { Random } from "./random";

/** Faults on the money call itself. `after`: the server acted and the answer is lost or lies. */
export const MONEY_FAULTS: readonly Fault[] = [
  { kind: "reset", when: "before" },
  { kind: "reset", when: "after" },
  { kind: "silence", when: "before" },
  { kind: "silence", when: "after" },
  { kind: "delay", when: "before", ms: 420 },
  { kind: "delay", when: "after", ms: 420 },
  { kind: "delay", when: "after", ms: 20 },
  ...[500, 502, 503, 429].flatMap((status): Fault[] => [
    { kind: "status", when: "before", status, body: "html" },
    { kind: "status", when: "after", status, body: "json" },
    { kind: "status", when: "after", status, body: "empty" },
  ]),
  { kind: "malformed" },
  { kind: "truncated" },
  { kind: "empty" },
  { kind: "wrong_charge" },
  { kind: "redirect", when: "before" },
  { kind: "redirect", when: "after" },
];
export const READ_FAULTS: readonly Fault[] = MONEY_FAULTS.filter(({ kind }) => kind !== "delay" && kind !== "silence");

/** Statuses that say no: the request was wrong, unwelcome or too late. */
const NOES = [400, 401, 402, 403, 404, 405, 409, 410, 411, 413, 415, 422, 423];

/** A clear no, though the processor did as it was asked: in this processor's own words, or a proxy's. */
export function noAfter(random: Random, kit: Kit): Fault {
  const status = random.pick(NOES);
  const body = random.pick<"json" | "html" | "empty" | object>(["json", "html", "empty", ...kit.noes, ...kit.noes]);
  return { kind: "status", when: "after", status, body };
}
