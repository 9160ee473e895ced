import { amountTypedToCents, dollars } from "../../../shared/money";
import { AmountField } from "../../parts/amount-field";
import { Button } from "../../parts/button";
import { endStack, setControl, startStack, useStack } from "../../stores/stack";
import { stackSums } from "./stack-sums";

/**
 * The strip below a mail order: count and sum of the slips so far, beside what the stack should come to. `onReady` goes
 * to the next slip.
 */
export function StackStrip({ mail, onReady }: { readonly mail: boolean; readonly onReady: () => void }) {
  const { on, control, slips, partOf } = useStack();
  if (!on) {
    return mail ? (
      <p className="stack-start">
        <Button kind="quiet" size="small" onPress={startStack}>
          Take a stack of slips
        </Button>
      </p>
    ) : null;
  }
  const { count, total, checking, notCharged } = stackSums(slips, partOf);
  const wanted = amountTypedToCents(control) ?? 0;
  const rest = wanted - total;
  return (
    <section className="stack-strip" aria-label="Stack of slips">
      <div role="status" className="stack-words">
        <strong>
          {count} {count === 1 ? "slip" : "slips"} · {dollars(total)}
        </strong>
        <span className={wanted > 0 && rest === 0 ? "tone-good" : "quiet"}>
          {wanted === 0
            ? ""
            : rest === 0
              ? "agrees with the control total"
              : rest > 0
                ? `${dollars(rest)} to go`
                : `${dollars(-rest)} too much`}
        </span>
        {checking > 0 ? <span className="tone-warn">{checking} being checked</span> : null}
        {notCharged > 0 ? <span className="tone-bad">{notCharged} not charged</span> : null}
      </div>
      <AmountField
        label="Control total"
        typed={control}
        onTyped={setControl}
        placeholder="0.00"
        autoFocus
        onEnter={onReady}
      />
      <Button
        size="small"
        onPress={() => {
          endStack();
          onReady();
        }}
      >
        End the stack
      </Button>
    </section>
  );
}
