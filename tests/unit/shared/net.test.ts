import { expect, it } from "vitest";
import type { Cents } from "../../../src/shared/money";
import { netOf } from "../../../src/shared/net";

const about = (net: number | null, refunded: number, fees: number | null = 35) => ({
  amount: 1_200 as Cents,
  amountCaptured: 1_200 as Cents,
  amountRefunded: refunded as Cents,
  fees,
  net,
});

it("MONEY: the net has refunds taken off once, whether the processor took them off or not", () => {
  expect(netOf(about(1_165, 0))).toBe(1_165);
  expect(netOf(about(1_165, 500)), "it did not").toBe(665);
  expect(netOf(about(665, 500)), "it did").toBe(665);
  expect(netOf(about(-35, 1_200))).toBe(-35);
  expect(netOf(about(700, 500)), "neither: as it is told").toBe(700);
  expect(netOf(about(null, 500))).toBeNull();
});
