import { orderWords } from "../../../shared/words/order";
import { Button } from "../../parts/button";
import { useApp } from "../../stores/app";
import { keyHint, type KeyName } from "../../stores/shortcuts";
import { useStack } from "../../stores/stack";
import type { OrderActs } from "./use-order-acts";

const words = orderWords.acts;

/** What can be done with the order at hand besides charging it, each with its key. */
export function OrderActsRow(props: {
  readonly acts: OrderActs;
  readonly typing: boolean;
  readonly onPractice: () => void;
}) {
  const { acts, typing } = props;
  const inStack = useStack(({ on }) => on);
  const isPractice = useApp(({ app }) => app?.account.environment === "practice");
  const act = (says: string, key: KeyName<"order">, onPress: (() => void) | null) => (
    <Button
      kind="quiet"
      size="small"
      keyHint={keyHint("order", key)}
      disabled={onPress === null}
      onPress={onPress ?? undefined}
    >
      {says}
    </Button>
  );
  return (
    <div role="group" aria-label={words.name} className="order-acts">
      {act(words.park, "park", acts.canPark ? acts.parkOrder : null)}
      {act(words.clear, "wipe", acts.wipeOrder)}
      {inStack ? null : act(words.stack, "stack", acts.turnStack)}
      {isPractice ? act(words.practice, "practice", typing ? props.onPractice : null) : null}
    </div>
  );
}
