import { expect, it } from "vitest";
import { keep, pack, unpack } from "../../../src/main/history/kept";
import type { Refund } from "../../../src/shared/payment";
import { payment, refund } from "../../fixtures/days";

it("keeps on the disk what a refund says of whose it is: ours, not ours, or nothing", () => {
  const refunds: Refund[] = [
    refund(1, { reference: "1c2d3e4f" }),
    refund(2, { reference: null, description: "sorry" }),
    refund(3),
  ];
  const kept = unpack(pack(keep(payment("p1", { refunds, reference: null }))));
  expect(kept.refunds).toEqual(refunds);
  expect(kept.reference).toBeNull();
});
