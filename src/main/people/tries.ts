import { Failure } from "../../shared/failure";
import { peopleWords } from "../../shared/words/people";
import { oneAtATime } from "../base/one-at-a-time";
import type { AuditEvent, KeptPerson } from "./kept";
import type { Pins } from "./pins";
import type { Waits } from "./waits";

/** What a try is for: whose waits count it, how the record names them, and what a wrong one is answered. */
interface Try {
  readonly who: string;
  readonly name: string;
  readonly field: string;
  readonly sentence: string;
}

/** The one road to everything that is guarded by a PIN, recovery words or credentials. */
export interface Tries {
  /** Throws a Failure `wait` or `wrong_pin`, or what `right` throws, which counts as wrong too. */
  attempt(what: Try, right: () => Promise<boolean>): Promise<void>;
  /** As `attempt`. A person without a PIN has an empty one, and nothing to guess. */
  pin(person: KeptPerson, typed: string, field?: string, sentence?: string): Promise<void>;
}

/**
 * SECURITY: one try at a time, and it is counted on the disk as a wrong one before it is looked at, so that neither many
 * at once nor a program that is killed gets more tries than there are. `count` writes the waits; what it throws ends the
 * try.
 */
export function createTries(options: {
  readonly waits: Waits;
  readonly pins: Pins;
  readonly count: (events: readonly AuditEvent[]) => Promise<void>;
}): Tries {
  const { waits, pins, count } = options;
  const inTurn = oneAtATime();
  const attempt: Tries["attempt"] = ({ who, name, field, sentence }, right) =>
    inTurn("try", async () => {
      const left = waits.left(who);
      if (left > 0) throw new Failure("wait", peopleWords.wait({ seconds: Math.ceil(left / 1_000) }));
      waits.begin(who);
      await count([]);
      let isRight = false;
      try {
        isRight = await right();
      } finally {
        // The record says so before the answer does.
        if (!isRight) await count([{ what: "wrong_pins", who: name, of: null, times: waits.times(who) }]);
      }
      if (!isRight) throw new Failure("wrong_pin", sentence, { [field]: sentence });
      waits.right(who);
    });
  return {
    attempt,
    async pin({ id, name, pin }, typed, field = "pin", sentence = peopleWords.pinWrong) {
      if (pin !== null) return attempt({ who: id, name, field, sentence }, () => pins.matches(typed, pin));
      if (typed !== "") throw new Failure("wrong_pin", sentence, { [field]: sentence });
    },
  };
}
