import { capturable, type Hold } from "../../../shared/history";
import type { Currency } from "../../../shared/currency";
import type { Cents } from "../../../shared/money";
import type { AttemptView } from "../../../shared/attempt";
import { holdsWords } from "../../../shared/words/holds";
import { asFailure } from "../../bridge";
import { newAttempt, type ItsAttempt } from "../../payment/one-attempt";
import { askApproved } from "../../stores/approval";
import { heardAttempt } from "../../stores/attempts";

/**
 * One hold of a capture of many; `amount`, in minor units, stands beside it when Confirm is pressed. MONEY: its attempt's
 * id is made once, so that a repeated Confirm never captures twice.
 */
export interface CaptureLine {
  readonly hold: Hold;
  readonly currency: Currency;
  readonly amount: Cents;
  readonly its: ItsAttempt;
  readonly state: "waiting" | "sending" | "ended" | "not_sent";
  readonly attempt: AttemptView | null;
  readonly sentence: string | null;
}

/** A line for each hold, each with an attempt of its own. */
export function captureLines(holds: readonly Hold[]): readonly CaptureLine[] {
  return holds.map((hold) => ({
    hold,
    currency: hold.currency,
    amount: capturable(hold),
    its: newAttempt(),
    state: "waiting",
    attempt: null,
    sentence: null,
  }));
}

/** The failures after which no other capture would go through either. */
const STOPS = ["no_journal", "not_connected", "unauthorized", "no_network", "tls", "proxy"];

/**
 * Captures one after the other, each its own attempt through the one road of every money operation. `tell` hears each
 * line as it changes. Stops where nothing more can be sent; what was not sent says so. `stopped` is asked before each
 * line.
 */
export async function captureAll(
  lines: readonly CaptureLine[],
  tell: (line: CaptureLine) => void,
  stopped: () => boolean,
): Promise<void> {
  let why: string | null = null;
  for (const line of lines) {
    if (line.state === "ended") continue;
    if (why !== null || stopped()) {
      tell({ ...line, state: "not_sent", sentence: why ?? holdsWords.notSent });
      continue;
    }
    tell({ ...line, state: "sending", sentence: null });
    try {
      const { its, hold, currency, amount } = line;
      const { attempt } = await askApproved("payments.capture", {
        ...its,
        paymentId: hold.id,
        amount,
        said: amount,
        currency,
      });
      heardAttempt(attempt);
      tell({ ...line, state: "ended", attempt, sentence: null });
    } catch (error) {
      const failure = asFailure(error);
      tell({ ...line, state: "not_sent", sentence: failure.sentence });
      if (STOPS.includes(failure.code)) why = holdsWords.notSentEither;
    }
  }
}
