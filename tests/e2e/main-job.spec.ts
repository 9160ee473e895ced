import { createServer, request as ask, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./payarc";

/**
 * The owner's first document (docs/payarc.md, seed 000) in the app and on the wire: create a customer, tokenize a card,
 * attach it, charge it, capture. What goes out is recorded between the app and the practice server and compared field
 * by field.
 */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly fields: Readonly<Record<string, string>>;
}

/** Hands everything on to the server and keeps what was sent. */
async function recorder(to: string): Promise<{ url: string; sent: Sent[]; server: Server }> {
  const sent: Sent[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const body = Buffer.concat(chunks);
      const { method = "", url: path = "", headers } = incoming;
      sent.push({ method, path, headers, fields: Object.fromEntries(new URLSearchParams(body.toString())) });
      const passed = ask(`${to}${path}`, { method, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => outgoing.destroy());
      passed.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sent, server };
}

test("create, tokenize, attach, authorize, capture, read back: as in the owner's document", async ({
  start,
  payarc,
}) => {
  const wire = await recorder(payarc.url);
  const { page, ask: command } = await start({ env: { COUNTERFOIL_PAYARC_URL: wire.url } });
  const field = (name: string) => page.getByRole("textbox", { name, exact: true });
  await command("accounts.connect", { id: "payarc_test", token: payarc.token });

  await page.getByRole("link", { name: "Customers" }).click();
  await page.getByRole("button", { name: "New customer" }).click();
  await field("Email").fill("customer@xyz.com");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { name: "customer@xyz.com" })).toBeVisible();

  await page.getByRole("button", { name: "Add card" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Online" }).check({ force: true });
  await field("Card number").fill("4012000098765439");
  await field("Expiry").fill("1229");
  await field("CVV").fill("999");
  await page.getByRole("button", { name: "Save card" }).click();
  const onFile = page.getByRole("list", { name: "Cards on file" }).getByRole("listitem");
  await expect(onFile).toHaveCount(1);
  await expect(onFile).toContainText("5439");
  await expect(onFile).toContainText("Default");

  await page.getByRole("button", { name: "Charge", exact: true }).click();
  await field("Amount").fill("12.00");
  await page.getByRole("radio", { name: "Online" }).check({ force: true });
  await page.getByRole("switch", { name: "Authorize only" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await field("Statement description").fill("statement description");
  await field("Email").fill("john.doe@example.com");
  await field("Phone").fill("5417543010");
  await page.getByRole("button", { name: /field/i }).click();
  await page.getByRole("textbox", { name: "Name of field 1" }).fill("FullCustomerName");
  await page.getByRole("textbox", { name: "Value of field 1" }).fill("John Smith");
  await page.getByRole("button", { name: /field/i }).last().click();
  await page.getByRole("textbox", { name: "Name of field 2" }).fill("CustomerID");
  await page.getByRole("textbox", { name: "Value of field 2" }).fill("1234567890");
  await page.getByRole("button", { name: "Authorize $12.00" }).click();
  await expect(page.getByRole("region", { name: "Result" }).getByRole("heading", { name: "Authorized" })).toBeVisible();

  await page.getByRole("link", { name: "Holds" }).click();
  await page
    .getByRole("table", { name: "Holds" })
    .getByRole("row")
    .filter({ hasText: "$12.00" })
    .getByRole("button", { name: "Capture" })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Captured" })).toBeVisible();
  expect(payarc.control.ledger()).toMatchObject([{ amount: 1200, captured: 1200, declined: false }]);

  const writes = wire.sent.filter(({ method }) => method !== "GET");
  const [customer, token, attach, charge, capture] = writes;
  for (const { headers } of writes) {
    expect(headers["content-type"]).toBe("application/x-www-form-urlencoded");
    expect(headers["accept"]).toBe("application/json");
    expect(headers["authorization"]).toBe(`Bearer ${payarc.token}`);
  }
  expect(writes.map(({ method, path }) => `${method} ${path.replace(/[A-Za-z0-9]{16}/, "{id}")}`)).toEqual([
    "POST /v1/customers",
    "POST /v1/tokens",
    "PATCH /v1/customers/{id}",
    "POST /v1/charges",
    "POST /v1/charges/{id}/capture",
  ]);
  expect(customer?.fields).toEqual({ email: "customer@xyz.com" });
  // The document's own 12/2025 is past; the year is the only thing that differs from it.
  expect(token?.fields).toEqual({
    card_source: "INTERNET",
    card_number: "4012000098765439",
    exp_month: "12",
    exp_year: "2029",
    cvv: "999",
  });
  expect(attach?.fields).toEqual({ token_id: expect.stringMatching(/^[A-Za-z0-9]{16}$/) });
  const { metadata, ...rest } = charge?.fields ?? {};
  const customerId = attach?.path.split("/").at(-1);
  const kept = await command("customers.get", { id: customerId ?? "" });
  expect(rest).toEqual({
    amount: "1200",
    customer_id: customerId,
    card_id: kept.cards[0]?.id,
    currency: "usd",
    statement_description: "statement description",
    email: "john.doe@example.com",
    phone_number: "5417543010",
    capture: "0",
    do_not_send_email_to_customer: "yes",
    do_not_send_sms_to_customer: "yes",
  });
  const [attempt] = (await command("attempts.list", { limit: 5 })).filter(({ operation }) => operation === "charge");
  expect(JSON.parse(metadata ?? "")).toEqual({
    FullCustomerName: "John Smith",
    CustomerID: "1234567890",
    reference: attempt?.id,
    operator: attempt?.operator,
    desk: "Front desk",
    channel: "online",
  });
  expect(charge?.headers["idempotency-key"]).toBe(attempt?.id);
  expect(capture?.fields).toEqual({ amount: "1200" });
  wire.server.close();
});
