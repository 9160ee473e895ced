import type { AttemptView } from "../../shared/outcome";

export interface Advised {
  /** What happened, in plain words. */
  readonly what: string;
  /** What to say to the caller; null when there is nothing to say. */
  readonly say: string | null;
}

/** Placeholder until shared/advice.ts is there. */
export function advised(attempt: AttemptView): Advised {
  const kind = attempt.outcome?.kind ?? "unknown";
  if (kind === "unknown") {
    return { what: "The answer did not arrive. It may or may not have been charged, so this card and amount are kept from being charged again until we know.", say: "Please stay on the line while I confirm it went through." };
  }
  return { what: attempt.outcome?.message ?? "", say: null };
}

/** An AVS or CVV letter in words, with its colour. */
export interface Checked {
  readonly words: string;
  readonly tone: "good" | "bad" | "plain";
}

export function checks(_attempt: AttemptView): { readonly street: Checked | null; readonly zip: Checked | null; readonly cvv: Checked | null } {
  return { street: null, zip: null, cvv: null };
}
