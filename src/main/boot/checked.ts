import { commands, type CommandName } from "../../shared/contract";
import { MAY } from "../../shared/may";
import type { People } from "../people/people";
import type { Handlers } from "./commands";

/**
 * SECURITY: the one place where it is asked whether a person may give a command, for every command of the contract, and
 * before its handler sees anything. What was asked before the screen locked is done, but its answer waits until somebody
 * has unlocked, and is given only to whoever may ask for it.
 */
export function checked(people: Pick<People, "check" | "unlocked">, handlers: Handlers): Handlers {
  const guard = <N extends CommandName>(name: N): Handlers[N] => {
    const handle: Handlers[N] = handlers[name];
    const guarded = async (...[input, window]: Parameters<Handlers[N]>): Promise<unknown> => {
      people.check(name, input);
      const answer = handle(input, window);
      // Held back here, so that a rejection waits as an answer does.
      await answer.then(
        () => undefined,
        () => undefined,
      );
      if (!MAY[name].whileLocked) {
        await people.unlocked();
        people.check(name, input);
      }
      return answer;
    };
    return guarded as Handlers[N];
  };
  return Object.fromEntries(
    (Object.keys(commands) as CommandName[]).map((name) => [name, guard(name)]),
  ) as unknown as Handlers;
}
