import { Failure } from "../../shared/failure";
import { peopleWords } from "../../shared/words/people";
import type { Clock } from "../base/clock";
import { createApprovals } from "./approvals";
import { overSentence, whatIsOver, type MoneyFacts } from "./ceilings";
import type { KeptPerson } from "./kept";
import type { People } from "./people";
import { APPROVERS, type Roster } from "./roster";
import type { Tries } from "./tries";

/** What is over a person's ceilings, and who said yes to it. `me` throws a Failure while it is locked. */
export function createAllowing(options: {
  readonly roster: Roster;
  readonly tries: Tries;
  readonly clock: Pick<Clock, "steady">;
  readonly me: () => KeptPerson;
  readonly operator: () => string;
}): Pick<People, "approve" | "allow" | "giveBack"> {
  const { roster, tries, clock, me, operator } = options;
  const approvals = createApprovals(clock);
  const mayApprove = (approver: KeptPerson, facts: MoneyFacts): boolean =>
    APPROVERS.includes(approver.role) && whatIsOver(roster.ceilingsOf(approver), facts).length === 0;
  return {
    async approve(window, { person: id, pin, for: what }) {
      const asker = me();
      const approver = roster.find(id);
      if (id === asker.id) throw new Failure("refused", peopleWords.approverSelf);
      if (approver.pin === null) throw new Failure("refused", peopleWords.approverNoPin({ name: approver.name }));
      await tries.pin(approver, pin);
      const facts: MoneyFacts = {
        kind: what.command === "payments.takeBack" ? "refund" : "sale",
        amount: what.amount,
        today: 0,
        noSurcharge: what.why.includes("noSurcharge"),
        beyondDuplicate: what.why.includes("beyondDuplicate"),
      };
      // SECURITY: another desk may have changed or removed them while their PIN was looked at.
      if (!mayApprove(roster.find(id), facts))
        throw new Failure("not_allowed", peopleWords.approverNotAllowed({ name: approver.name }));
      await roster.count([{ what: "approved", who: approver.name, of: asker.name }]);
      return approvals.give(window, id, what);
    },
    allow(claim, facts, approval) {
      const ceilings = roster.ceilingsOf(me());
      const over = whatIsOver(ceilings, facts);
      const own = { operator: operator(), supervisor: null };
      if (over.length === 0) return own;
      const taken = approvals.take(approval, { ...claim, over });
      const approver = roster.people().find(({ id }) => id === taken);
      // MONEY: the approver is looked at again: a role or a ceiling may have changed since.
      if (approver && mayApprove(approver, facts)) return { ...own, supervisor: approver.name };
      throw new Failure("needs_approval", overSentence(over, ceilings, facts), { why: over.join(" ") });
    },
    giveBack: approvals.giveBack,
  };
}
