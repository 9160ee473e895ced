import { expect, it } from "vitest";
import { moneyText } from "../../../../src/shared/currency";
import { amountColumn } from "../../../../src/renderer/payment/amount-column";

const widthOf = (...rows: [amount: number, currency: string][]): number =>
  Number.parseInt(amountColumn(rows.map(([amount, currency]) => moneyText(amount, currency))).width ?? "", 10);

it("a column of amounts is as wide as its longest one, whatever the currency", () => {
  const usual = widthOf([12_345, "USD"]);
  expect([widthOf(), widthOf([99, "USD"])]).toEqual([usual, usual]);
  expect(widthOf([12_345, "USD"], [1_234_567, "CAD"])).toBeGreaterThan(usual);
  expect(widthOf([99_999_999, "CAD"])).toBeGreaterThan(widthOf([99_999_999, "USD"]));
  expect(widthOf([12_345, "XQZ"])).toBeGreaterThan(widthOf([12_345, "CAD"]));
});
