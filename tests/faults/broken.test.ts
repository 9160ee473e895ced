import { describe, expect, it } from "vitest";
import type { Broken } from "./broken";
import { KIT_NAMES, KITS, type Operation } from "./kit";
import type { Kind } from "./kinds";
import { tell } from "./story";

/** A harness that cannot fail proves nothing: builds that are wrong on purpose must be caught, and soon. */
describe.each(KIT_NAMES)("the harness catches a broken build with %s", (kit) => {
  it.each<[Broken, RegExp]>([
    ["retries_on_timeout", /charged 2 times|sent 2 times/],
    ["timeout_is_declined", /shown as declined/],
    ["sends_before_journal", /sent without a row in the journal|a charge without its attempt/],
    ["forgets_at_restart", /still (sent|unknown|opened) in the end/],
    ...(KITS[kit].sendsAgain
      ? ([
          ["again_unrecorded", /sent \d times, on record 1/],
          ["again_new_key", /sent under another key/],
          ["again_other_body", /sent with another body/],
          ["again_after_sleep", /charged 2 times/],
          ["again_after_restart", /charged 2 times/],
        ] as [Broken, RegExp][])
      : []),
  ])("%s", { timeout: 480_000 }, async (broken, expected) => {
    const problems: string[] = [];
    for (let seed = 1; seed <= 200 && !problems.some((problem) => expected.test(problem)); seed += 4) {
      const told = await Promise.all(
        [0, 1, 2, 3].map((more) => tell(seed + more, broken, { kit, operation: "charge" })),
      );
      problems.push(...told.flatMap((each) => each.problems));
    }
    expect(problems.join("\n")).toMatch(expected);
  });
});

/** The same for what the stories of a kind are there to find. */
describe.each(KIT_NAMES)("the kinds of stories catch a broken build with %s", (kit) => {
  it.each<[Broken, Kind, Operation, RegExp]>([
    ["never_corrects", "late", "charge", /shown as refused\/absent, but the ledger has/],
    ["never_corrects", "no_after", "charge", /shown as (refused|declined).*, but the ledger has/],
    ["theirs_is_ours", "two_desks", "refund", /shown as approved, but it did not happen/],
    ["opened_is_not_sent", "torn_tail", "charge", /shown as refused\/not_sent, but the ledger has/],
    ["believes_rows", "damaged_row", "charge", /shown as refused\/not_sent, but the ledger has/],
    ["trusts_this_clock", "clock", "charge", /the same again was (sent|answered approved)/],
    ...(KITS[kit].hasBudget
      ? ([["unlooked_is_none", "budget", "charge", /taken by another desk before/]] as [
          Broken,
          Kind,
          Operation,
          RegExp,
        ][])
      : []),
  ])("%s: %s", { timeout: 480_000 }, async (broken, kind, operation, expected) => {
    const problems: string[] = [];
    for (let seed = 1; seed <= 400 && !problems.some((problem) => expected.test(problem)); seed += 4) {
      const told = await Promise.all(
        [0, 1, 2, 3].map((more) => tell(seed + more, broken, { kit, operation, kinds: [kind] })),
      );
      problems.push(...told.flatMap((each) => each.problems));
    }
    expect(problems.join("\n")).toMatch(expected);
  });
});
