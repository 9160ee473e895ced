import { cents } from "../../src/shared/money";
import { keyedOrder } from "../fixtures/orders";
import { expect, test, type App } from "./app";
import { passesAxe } from "./sight";

/** What leaves the window by the clipboard, and what never does. */

const clipboard = ({ electron }: App): Promise<string> => electron.evaluate(({ clipboard: board }) => board.readText());

test("an approval code and a reference are copied by the button beside them", async ({ app }) => {
  const { page } = app;
  const answer = await app.ask("payments.charge", keyedOrder({ amount: cents(41_01) }));
  const payment = answer.kind === "outcome" ? answer.attempt.outcome?.payment : null;
  await page.getByRole("link", { name: "Payments" }).click();
  await page.getByRole("table", { name: "Payments" }).getByText("$41.01").click();
  const stub = page.getByRole("region", { name: "Payment", exact: true });
  const approval = stub.getByRole("button", { name: "Copy approval" });
  await approval.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => clipboard(app)).toBe(payment?.authCode);
  await expect(stub.getByText("Copied")).toBeAttached();
  await stub.getByRole("button", { name: "Copy payment ID", exact: true }).click();
  await expect.poll(() => clipboard(app)).toBe(payment?.id);
  await passesAxe(app);
});
