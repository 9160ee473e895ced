import { amountTypedToCents, dollars } from "../../../shared/money";
import { orderFieldWords } from "../../../shared/words/order-fields";
import { orderWords } from "../../../shared/words/order";
import { AmountField } from "../../parts/amount-field";
import { Button } from "../../parts/button";
import { keyHint } from "../../stores/shortcuts";
import { setControl, useStack } from "../../stores/stack";
import { stackSums } from "./stack-sums";

const words = orderWords.stack;

/**
 * The strip of a stack of slips: count and sum so far, beside what the stack should come to. `onReady` goes to the next
 * slip.
 */
export function StackStrip({ onEnd, onReady }: { readonly onEnd: () => void; readonly onReady: () => void }) {
  const { on, control, slips, partOf } = useStack();
  if (!on) return null;
  const { count, total, checking, notCharged } = stackSums(slips, partOf);
  const wanted = amountTypedToCents(control) ?? 0;
  const rest = wanted - total;
  return (
    <section className="stack-strip" aria-label={words.name}>
      <div role="status" className="stack-words">
        <strong>{words.count({ count, total: dollars(total) })}</strong>
        <span className={wanted > 0 && rest === 0 ? "tone-good" : "quiet"}>
          {wanted === 0
            ? ""
            : rest === 0
              ? words.agrees
              : rest > 0
                ? words.toGo({ amount: dollars(rest) })
                : words.tooMuch({ amount: dollars(-rest) })}
        </span>
        {checking > 0 ? <span className="tone-warn">{words.checking({ count: checking })}</span> : null}
        {notCharged > 0 ? <span className="tone-bad">{words.notCharged({ count: notCharged })}</span> : null}
      </div>
      <AmountField
        label={words.controlTotal}
        typed={control}
        onTyped={setControl}
        placeholder={orderFieldWords.zeroAmount}
        autoFocus
        onEnter={onReady}
      />
      <Button size="small" keyHint={keyHint("order", "stack")} onPress={onEnd}>
        {words.end}
      </Button>
    </section>
  );
}
