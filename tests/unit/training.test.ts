import { afterEach, describe, expect, test } from "vitest";
import { openPractice, VISA, type AsItCame, type Practice } from "./trainingDesk";

/** The practice PayArc over real HTTP: the documents' own flow, its answers' shapes, its manners. */

const NOW = Date.UTC(2026, 10, 21, 15);
let practice: Practice;
afterEach(() => practice.close());

describe("the flow of seeds/000, step by step", () => {
  for (const form of ["form", "json"] as const) {
    test(`create, tokenize, attach, charge, capture (${form})`, async () => {
      practice = await openPractice({ clock: () => NOW });
      const created = await practice.send("POST", "/customers", { email: "customer@xyz.com" }, form);
      expect(created.status).toBe(201);
      expect(created.body.data).toMatchObject({
        object: "customer", name: null, email: "customer@xyz.com", payment_overdue: null, source_id: null, created_at: "2026-11-21 15:00:00",
        readable_created_at: "1 second ago", card: { data: [] }, charge: { data: [] },
      });
      expect(created.body.meta).toEqual({ include: ["card", "charge", "subscription", "invoice"], custom: [] });
      const customerId: string = created.body.data.id;
      expect(customerId).toMatch(/^[A-Za-z0-9]{16}$/);

      const token = await practice.send("POST", "/tokens", { card_source: "INTERNET", card_number: VISA, exp_month: "12", exp_year: "2025", cvv: "999" }, form);
      expect(token.status).toBe(201);
      expect(token.body.data).toMatchObject({ object: "Token", used: false, ip: null, tokenization_method: null, created_at: NOW / 1000 });
      expect(token.body.data.card.data).toMatchObject({
        object: "Card", address1: null, card_source: "INTERNET", is_default: 0, exp_month: "12", exp_year: "2025", is_verified: 0, brand: "V",
        last4digit: "5439", first6digit: 401200, avs_status: null, cvc_status: null, address_check_passed: 0, customer_id: null, created_at: NOW / 1000,
      });

      const attached = await practice.send("PATCH", `/customers/${customerId}`, { token_id: token.body.data.id }, form);
      expect(attached.status).toBe(200);
      expect(attached.body.data.card.data).toMatchObject([{ id: token.body.data.card.data.id, is_default: 1, customer_id: customerId }]);
      const cardId: string = attached.body.data.card.data[0].id;

      const again = await practice.send("PATCH", `/customers/${customerId}`, { token_id: token.body.data.id }, form);
      expect(again).toMatchObject({ status: 404, body: { status: "error", code: 0, message: "The requested token_id is not valid or already used", status_code: 404 } });

      const order = {
        amount: "1200", customer_id: customerId, currency: "usd", statement_description: "statement description", email: "john.doe@example.com",
        phone_number: "5417543010", card_id: cardId, metadata: '{"FullCustomerName" : " John Smith", "CustomerID" : "1234567890"}', capture: "0",
      };
      const charge = await practice.send("POST", "/charges", order, form);
      expect(charge.status).toBe(201);
      expect(charge.body.data).toMatchObject({
        object: "Charge", amount: 1200, amount_refunded: 0, amount_captured: 0, amount_voided: 0, type: "Sale", captured: 0, status: "authorized",
        failure_code: null, charge_description: null, statement_description: "statement description", under_review: false, created_at: NOW / 1000,
        email: "john.doe@example.com", phone_number: "5417543010", card_level: "LEVEL1", sales_tax: null, surcharge: 0, refund: { data: [] },
        card: { data: { id: cardId, brand: "V", last4digit: "5439", customer_id: customerId } },
      });
      expect(charge.body.data.auth_code).toMatch(/^TAS\d{3}$/);
      expect(charge.body.meta).toEqual({ include: ["review"], custom: [] });

      const captured = await practice.send("POST", `/charges/${charge.body.data.id}/capture`, { amount: "1200" }, form);
      expect(captured.status).toBe(201);
      expect(captured.body.data).toMatchObject({ status: "submitted_for_settlement", captured: 1, amount_captured: "1200", payarc_fees: 35, net_amount: 1165 });

      const read = await practice.send("GET", `/charges/${charge.body.data.id}?include=transaction_metadata`);
      expect(read.body.data).toMatchObject({ amount_captured: 1200, under_review: 0 });
      expect(read.body.data.transaction_metadata.data.map((each: AsItCame) => [each.object, each.key, each.value])).toEqual([
        ["TransactionMeta", "FullCustomerName", " John Smith"],
        ["TransactionMeta", "CustomerID", "1234567890"],
      ]);

      const customer = await practice.send("GET", `/customers/${customerId}`);
      expect(customer.body.data.charge.data).toMatchObject([{ object: "Charge", amount: 1200, created_at: "2026-11-21 15:00:00", card: { data: [] } }]);
      expect(practice.control.ledger()).toMatchObject([{ amount: 1200, captured: 1200, status: "submitted_for_settlement", customerId }]);
    });
  }
});
