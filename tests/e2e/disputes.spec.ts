import { startJustiFiTraining } from "../../src/main/practice/justifi/server";
import { takeElsewhere } from "../fixtures/justifi/elsewhere";
import { expect, test } from "./app";

test("a payment that is disputed in part says so on every list, and only the rest is given back", async ({ start }) => {
  let now = Date.now() - 60_000;
  const server = await startJustiFiTraining({ database: { file: ":memory:", key: null }, clock: () => now });
  try {
    await takeElsewhere(server, { amount: 10_000, metadata: { dispute_test_spec: { amount: 4_000 } } });
    now += 30_000;
    const { page, ask } = await start({ env: { COUNTERFOIL_JUSTIFI_URL: server.url } });
    const { clientId, clientSecret, subAccount } = server;
    await ask("accounts.connect", { id: "justifi_test", clientId, clientSecret, subAccount });

    await page.getByRole("link", { name: "Payments" }).click();
    const row = page.getByRole("table", { name: "Payments" }).locator("tbody tr[data-index]");
    await expect(row).toHaveText(/\$100\.00.*Partly disputed/);
    await page.getByRole("searchbox", { name: "Find payment" }).fill("partly disputed");
    await expect(row).toHaveCount(1);
    await row.click();
    const stub = page.getByRole("region", { name: "Payment", exact: true });
    await expect(stub.getByRole("heading", { name: "Partly disputed" })).toBeVisible();
    await expect(stub).toContainText("The card’s bank asks for $40.00 back");

    await stub.getByRole("button", { name: "Take it back" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("Up to $60.00 can be refunded. The card’s bank asks for $40.00 back");
    const amount = dialog.getByRole("textbox", { name: "Amount" });
    await amount.fill("60.01");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toContainText("At most $60.00.");
    await amount.fill("60.00");
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog.getByText(/I have refunded \$60\.00/)).toBeVisible();
    expect(server.control.ledger()).toMatchObject([{ status: "disputed", refunds: [6_000] }]);

    await page.reload();
    await page.getByRole("link", { name: "Activity" }).click();
    await page.getByRole("radio", { name: "Day close" }).check();
    await expect(
      page.getByRole("region", { name: "Totals", exact: true }).getByRole("row", { name: /Disputed/ }),
    ).toContainText("$40.00");
  } finally {
    await server.close();
  }
});
