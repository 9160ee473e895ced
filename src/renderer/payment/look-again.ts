import { ask, asFailure } from "../bridge";
import { heardAttempt } from "../stores/attempts";
import { toast } from "../stores/toasts";

/** Looks once, now, for an attempt whose answer did not arrive; what was found is heard as news of the attempt. */
export function lookAgain(id: string): void {
  ask("attempts.lookAgain", { id }).then(heardAttempt, (error: unknown) => toast(asFailure(error).sentence, "warning"));
}
