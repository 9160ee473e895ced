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

it("SECURITY: keeps no card number that somebody wrote beside a refund", () => {
  const refunds = [refund(1, { description: "back to 4111 1111 1111 1111", reason: "4111111111111111" })];
  expect(pack(keep(payment("p1", { refunds })))).not.toMatch(/4111/);
});

const WORDS = ["Invoice number: 10234", "Basic service, March", "Bearer bonds, 2 pieces", "token: blue", "cvv missing"];

it.each(WORDS)("keeps what people wrote as they wrote it: %s", (words) => {
  const written = { description: words, statementDescription: words, metadata: { [words]: words } };
  const of = payment("p1", { ...written, refunds: [refund(1, { description: words, reason: words })] });
  const kept = unpack(pack(keep(of)));
  expect(kept).toMatchObject(written);
  expect(kept.refunds[0]).toMatchObject({ description: words, reason: words });
});

it("SECURITY: keeps no card number, whatever stands between its digits or before them", () => {
  for (const written of ["4111,1111,1111,1111", "Visa4111111111111111", "41111111111111111229", "٤١١١١١١١١١١١١١١١"]) {
    const kept = keep(payment("p1", { description: written, metadata: { [written]: written } }));
    expect(kept.description).toMatch(/\[card number\]/);
    expect(Object.entries(kept.metadata).flat().join(" ")).not.toMatch(/1111|١١١١/);
  }
});
