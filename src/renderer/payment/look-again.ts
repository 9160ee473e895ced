import { ask, asFailure } from "../bridge";
import { heardAttempt } from "../stores/attempts";
import { toast } from "../stores/toasts";

/** One look now for an attempt whose answer did not arrive; its news comes back as the attempt. */
export function lookAgain(id: string): void {
  ask("attempts.lookAgain", { id }).then(heardAttempt, (error: unknown) => toast(asFailure(error).sentence, "warning"));
}
