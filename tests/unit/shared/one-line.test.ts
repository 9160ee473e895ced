import { expect, it } from "vitest";
import { CardEntry } from "../../../src/shared/card";
import { CustomerFields } from "../../../src/shared/customer";

const PASTED = " Ana\tMaría \r\n  Gómez\u00a0Ruiz ";

it("what was pasted from a table or a letter becomes one line: processors refuse tabs and line breaks", () => {
  expect(CardEntry.shape.holder.parse(PASTED)).toBe("Ana María Gómez Ruiz");
  expect(CustomerFields.shape.name.parse(PASTED)).toBe("Ana María Gómez Ruiz");
});
