import type { CommandName, OutputOf, ParsedInputOf } from "../shared/contract";
import { Failure } from "../shared/failure";
import type { Parts } from "./parts";

/** What each command of the contract does. The map is complete by type: a command without a handler does not compile. */
export type Handlers = { readonly [N in CommandName]: (input: ParsedInputOf<N>) => Promise<OutputOf<N>> };

/** The commands on the given parts. No handler holds logic: it asks one part, and says what the screen gets. */
export function createHandlers(parts: Parts): Handlers {
  const notYet = (what: string) => async (): Promise<never> => {
    throw new Failure("unsupported", `${what} is not part of this build.`);
  };
  return {
    "app.state": async () => parts.state(),
    "app.quit": async () => {
      parts.shell.quit();
      return {};
    },
    "settings.set": async (changes) => parts.settings.set(changes),

    "connections.list": async () => parts.connectionStates(),
    "connections.use": async ({ id }) => {
      await parts.connections.use(id);
      return parts.state();
    },
    "connections.connect": async ({ id, token }) => {
      await parts.connections.connect(id, token);
      return parts.state();
    },
    "connections.forget": async ({ id }) => {
      await parts.connections.forget(id);
      return parts.state();
    },

    "training.reset": notYet("Training"),
    "training.scenarios": notYet("Training"),

    "directory.status": notYet("The customer list"),
    "directory.refresh": notYet("The customer list"),
    "customers.search": notYet("The customer list"),
    "customers.list": notYet("The customer list"),
    "customers.get": notYet("The customer list"),
    "customers.create": notYet("The customer list"),
    "customers.update": notYet("The customer list"),
    "customers.delete": notYet("The customer list"),
    "customers.history": notYet("The customer list"),
    "cards.add": notYet("The customer list"),
    "cards.makeDefault": notYet("The customer list"),
    "cards.remove": notYet("The customer list"),

    "payments.charge": notYet("Charging"),
    "payments.saveCard": notYet("Charging"),
    "payments.capture": notYet("Charging"),
    "payments.takeBackPlan": notYet("Charging"),
    "payments.takeBack": notYet("Charging"),
    "payments.tip": notYet("Charging"),
    "payments.get": notYet("Charging"),
    "payments.list": notYet("Charging"),

    "attempts.list": notYet("The journal"),
    "attempts.unknown": notYet("The journal"),
    "attempts.get": notYet("The journal"),
    "attempts.lookAgain": notYet("The journal"),
    "attempts.closeByHand": notYet("The journal"),

    "receipts.show": notYet("Receipts"),
    "receipts.print": notYet("Receipts"),
    "receipts.savePdf": notYet("Receipts"),
  };
}
