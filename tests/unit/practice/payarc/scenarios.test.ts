import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../../../src/shared/contract";
import { luhn } from "../../../../src/shared/card";
import { textToCents } from "../../../../src/shared/money";
import { SCENARIOS, trainingScenarios } from "../../../../src/main/practice/payarc/scenarios";
import { openPractice, VISA, type Practice } from "./till";

/** Every row of the list that staff see does what its words say, over HTTP. */

let practice: Practice;
beforeAll(async () => {
  practice = await openPractice({ requestsPerMinute: 100_000 });
});
afterAll(() => practice.close());

const rows = (group: string) => SCENARIOS.filter((row) => row.group === group);
const lastLine = () => practice.control.ledger().at(-1);
const amountOf = (row: { amount: number | null }) => row.amount ?? 2500;

test("the list is the contract's, its amounts can be typed, no row hides another", () => {
  const list = commands["training.scenarios"].output.parse(trainingScenarios());
  expect(list).toHaveLength(SCENARIOS.length);
  for (const [at, row] of list.entries())
    expect(row.amount === null ? null : textToCents(row.amount)).toBe(SCENARIOS[at]?.amount);
  const keys = SCENARIOS.map((row) =>
    [row.card, row.amount, row.onCvv ? row.cvv : null, row.onZip ? row.zip : null].join(),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(SCENARIOS.filter((row) => row.amount !== null && row.amount < 100_000)).toEqual([]);
});

test("all groups are known to these tests", () => {
  expect(new Set(SCENARIOS.map((row) => row.group))).toEqual(
    new Set([
      "Cards that approve",
      "Cards that do not",
      "Cards for the BIN rules",
      "Declined",
      "Declined, told as an error",
      "Duplicates",
      "Special outcomes",
      "Trouble on the line",
      "Address check (AVS)",
      "Security code (CVV)",
    ]),
  );
});

describe("cards that approve", () => {
  const letters: Record<string, string> = {
    Visa: "V",
    Mastercard: "M",
    Amex: "X",
    Discover: "R",
    UnionPay: "R",
    "Diners Club": "R",
    JCB: "J",
  };
  test.each(rows("Cards that approve"))("$what", async ({ what, card, cvv }) => {
    const reply = await practice.order(2500, {
      card_number: card,
      cvv: cvv ?? undefined,
      zip: "85284",
      address_line1: "8320",
    });
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({
      status: "submitted_for_settlement",
      failure_code: null,
      amount_approved: "2500",
      amount_captured: "2500",
    });
    expect(reply.body.data.card.data).toMatchObject({
      brand: letters[what],
      last4digit: card?.slice(-4),
      avs_status: "Y",
      address_check_passed: 1,
      zip_check_passed: 1,
      cvc_status: cvv === null ? null : "M",
    });
    expect(await practice.tokenOf(card ?? "")).toMatch(/^\w{16}$/);
  });

  test("any other number that passes the Luhn check is approved; one that does not is Invalid Card", async () => {
    expect((await practice.order(2500, { card_number: "4242424242424242" })).body.data).toMatchObject({
      failure_code: null,
    });
    expect(await practice.order(2500, { card_number: "4242424242424241" })).toMatchObject({
      status: 409,
      body: { message: "Invalid Card" },
    });
    expect(luhn("4242424242424241")).toBe(false);
  });
});

describe("cards that do not", () => {
  test.each(rows("Cards that do not"))("$what", async ({ card, onCard }) => {
    const reply = await practice.order(2500, { card_number: card });
    if (onCard?.kind === "decline") {
      expect(reply.status).toBe(201);
      expect(reply.body.data).toMatchObject({
        status: onCard.status,
        failure_code: onCard.code,
        failure_message: onCard.message,
        auth_code: null,
        amount_approved: 0,
      });
      expect(lastLine()).toMatchObject({ declined: true, captured: 0 });
      const token = await practice.send("POST", "/tokens", {
        card_source: "PHONE",
        card_number: card,
        exp_month: "01",
        exp_year: "2031",
        authorize_card: 1,
      });
      expect(token).toMatchObject({ status: 409, body: { message: onCard.message } });
    } else {
      expect(onCard?.kind).toBe("invalid");
      expect(reply).toMatchObject({ status: 409, body: { message: "Invalid Card" } });
    }
  });

  test("a card past its month is declined as expired", async () => {
    const reply = await practice.order(2500, { card_number: "4242424242424242", exp_year: "2024" });
    expect(reply.body.data).toMatchObject({ status: "Expired Card", failure_code: "D2011" });
  });
});

describe("declines", () => {
  test.each(rows("Declined"))("$what", async (row) => {
    const effect = row.onAmount;
    if (effect?.kind !== "decline") throw new Error("a row without its decline");
    const reply = await practice.order(amountOf(row));
    expect(reply.status).toBe(201);
    expect(reply.body.data).toMatchObject({
      status: effect.status,
      failure_code: effect.code,
      failure_message: effect.message,
      auth_code: null,
      amount_approved: 0,
      captured: 1,
    });
    expect(row.what).toContain(effect.status);
    expect(row.what).toContain(effect.message);
    expect(lastLine()).toMatchObject({ amount: row.amount, declined: true, captured: 0 });
  });

  test("the sixteen rows of docs/payarc.md, seed 001 are among them", () => {
    const documented = [
      ["Activity Limit Exceeded", "Activity Limit exceeded"],
      ["Bad Request - Try Again", "SystemError"],
      ["Bad Request - Try Again", "System Error (Tran)"],
      ["Declined", "General Card Auth Decline"],
      ["Declined", "Do not honor"],
      ["Declined", "Suspected Card"],
      ["Duplicate transaction", "Duplicate transaction"],
      ["Expired Card", "Expired Card"],
      ["Host Validation Error", "Contact PAYARC - Host Validation Error"],
      ["Insufficient Funds", "Withdrawal Limit exceeded"],
      ["Invalid Amount", "Invalid Amount"],
      ["Invalid From Account", "Contact PAYARC - Invalid From Account"],
      ["Invalid Service", "Contact PAYARC - Invalid Service"],
      ["Possible Duplicate Request", "Possible Duplicate Request"],
      ["Re-enter transaction", "Re-enter transaction"],
      ["Transaction Amount Invalid", "The value '57679.99999999999' of element 'transactionAmount' is not valid"],
    ];
    const ours = SCENARIOS.flatMap(({ onAmount }) => {
      const decline =
        onAmount?.kind === "duplicate" ? onAmount.decline : onAmount?.kind === "decline" ? onAmount : null;
      return decline === null ? [] : [`${decline.status}|${decline.message}`];
    });
    for (const [status, message] of documented) expect(ours).toContain(`${status}|${message}`);
    expect(documented).toHaveLength(16);
  });

  test.each(rows("Declined, told as an error"))("as an error: $what", async (row) => {
    const key = { "Idempotency-Key": `error ${row.amount}` };
    const reply = await practice.order(amountOf(row), {}, key);
    expect(reply).toMatchObject({
      status: 409,
      body: { status: "error", code: 0, message: row.what, status_code: 409 },
    });
    expect(lastLine()).toMatchObject({ amount: row.amount, declined: true, captured: 0 });
    const count = practice.control.ledger().length;
    expect(await practice.order(900, {}, key)).toMatchObject({ status: 409, body: { message: row.what } });
    expect(practice.control.ledger()).toHaveLength(count);
  });
});

describe("duplicates", () => {
  test.each(rows("Duplicates"))("$what", async (row) => {
    const effect = row.onAmount;
    if (effect?.kind !== "duplicate") throw new Error("a row without its duplicate");
    expect((await practice.order(amountOf(row))).body.data).toMatchObject({
      status: "submitted_for_settlement",
      failure_code: null,
    });
    expect((await practice.order(amountOf(row))).body.data).toMatchObject({
      status: effect.decline.status,
      failure_code: effect.decline.code,
    });
    expect((await practice.order(amountOf(row), { card_number: "5146315000000055" })).body.data).toMatchObject({
      failure_code: null,
    });
  });

  test("ordinary amounts may be repeated in practice", async () => {
    for (let time = 0; time < 3; time++) expect((await practice.order(1200)).body.data.failure_code).toBeNull();
  });
});

test("special: approved in part", async () => {
  const reply = await practice.order(300_000);
  expect(reply.body.data).toMatchObject({
    status: "submitted_for_settlement",
    amount: 300_000,
    amount_approved: "150000",
    tsys_response_code: "A0002",
    host_response_code: "000002",
  });
  expect(lastLine()).toMatchObject({ approved: 150_000, captured: 150_000 });
});

test("special: voided at once by a rule of the account", async () => {
  const reply = await practice.order(301_000);
  expect(reply.body.data).toMatchObject({ status: "void", amount_voided: 301_000, net_amount: 0, failure_code: null });
  expect(lastLine()).toMatchObject({ status: "void", captured: 0, declined: false });
});

test("special: settled at once, so that a part can be refunded", async () => {
  const { id } = (await practice.order(302_000)).body.data;
  expect((await practice.send("GET", `/charges/${id}`)).body.data.status).toBe("settled");
  expect((await practice.send("POST", `/charges/${id}/refunds`, { amount: 2000 })).body.data).toMatchObject({
    object: "Refund",
    refund_amount: "2000",
  });
});

test("special: a hold that has lapsed when one comes back to it", async () => {
  const { id, status } = (await practice.order(303_000, { capture: 0 })).body.data;
  expect(["authorized", "authorization_expired"]).toContain(status);
  expect((await practice.send("GET", `/charges/${id}`)).body.data.status).toBe("authorization_expired");
  expect((await practice.send("POST", `/charges/${id}/capture`)).status).toBe(409);
  expect(rows("Special outcomes")).toHaveLength(5);
});

test("special: disputed when one comes back to it, and given back by nobody here", async () => {
  const { id, status } = (await practice.order(304_000)).body.data;
  expect(status).toBe("submitted_for_settlement");
  expect((await practice.send("GET", `/charges/${id}`)).body.data.status).toBe("disputed");
  expect((await practice.send("POST", `/charges/${id}/refunds`, { amount: 2000 })).status).toBe(409);
  expect((await practice.send("POST", `/charges/${id}/void`, { reason: "other" })).status).toBe(409);
});

describe("trouble on the line", () => {
  test.each(rows("Trouble on the line").filter((row) => row.amount !== 500_800))("$what", async (row) => {
    const reference = crypto.randomUUID();
    const order = { amount: amountOf(row), metadata: JSON.stringify({ reference }) };
    const reply = await practice
      .order(amountOf(row), order)
      .catch((error: unknown) => (error instanceof Error ? error : new Error("what")));
    const effect = row.onAmount?.kind === "fault" ? row.onAmount.fault : null;
    if (effect?.kind === "reset" || effect?.kind === "truncated") expect(reply).toBeInstanceOf(Error);
    else if (effect?.kind === "status") expect(reply).toMatchObject({ status: effect.status });
    if (!(reply instanceof Error)) expect(reply.headers.get("retry-after")).toBe(reply.status === 429 ? "5" : null);
    const lines = practice.control.ledger().filter((line) => line.reference === reference);
    expect(lines.map((line) => line.captured)).toEqual(
      row.what.includes("was taken") && !row.what.includes("nothing was taken") ? [row.amount] : [],
    );
  });

  test("nothing of a request that was lost stays behind: its token is still good", async () => {
    const token = await practice.tokenOf(VISA);
    const lost = practice.send("POST", "/charges", { amount: 501_100, currency: "usd", token_id: token });
    await expect(lost).rejects.toThrow();
    expect((await practice.send("POST", "/charges", { amount: 1200, currency: "usd", token_id: token })).status).toBe(
      201,
    );
  });

  test("a slow answer takes its time, and the charge is there meanwhile", async () => {
    const controller = new AbortController();
    const slow = fetch(`${practice.url}/v1/charges`, {
      method: "POST",
      body: new URLSearchParams({
        amount: "500800",
        currency: "usd",
        card_number: VISA,
        exp_month: "12",
        exp_year: "2029",
      }),
      headers: { Authorization: `Bearer ${practice.token}`, Accept: "application/json" },
      signal: controller.signal,
    });
    const first = await Promise.race([slow.then(() => "answered"), taken(500_800).then(() => "taken")]);
    expect(first).toBe("taken");
    controller.abort();
    await expect(slow).rejects.toThrow();
  });
});

/** Resolves when the ledger has a charge of this amount. */
async function taken(amount: number): Promise<void> {
  while (!practice.control.ledger().some((line) => line.amount === amount))
    await practice.send("GET", "/charges?limit=1");
}

describe("address check", () => {
  test.each(rows("Address check (AVS)"))("$what", async ({ zip, onZip }) => {
    const { data } = (await practice.order(2500, { zip, address_line1: "8320" })).body;
    expect(data.card.data).toMatchObject({
      avs_status: onZip?.letter,
      address_check_passed: onZip?.street ? 1 : 0,
      zip_check_passed: onZip?.zip ? 1 : 0,
    });
    expect(data.status).toBe("submitted_for_settlement");
  });

  test("nothing given, nothing checked; ZIP alone matches by ZIP", async () => {
    expect((await practice.order(2500)).body.data.card.data).toMatchObject({ avs_status: null, zip_check_passed: 0 });
    expect((await practice.order(2500, { zip: "06840" })).body.data.card.data).toMatchObject({
      avs_status: "Z",
      zip: "06840",
      zip_check_passed: 1,
      address_check_passed: 0,
    });
    expect(
      (await practice.order(2500, { zip: "06840", address_line1: "1 Main St" })).body.data.card.data,
    ).toMatchObject({ avs_status: "Y" });
    expect(
      (await practice.order(2500, { zip: "85284", address_line1: "1 Main St" })).body.data.card.data,
    ).toMatchObject({ avs_status: "Z" });
  });
});

describe("security code", () => {
  test.each(rows("Security code (CVV)"))("$what", async ({ card, cvv, onCvv }) => {
    const keyed = await practice.order(2500, { card_number: card ?? "5146315000000055", cvv });
    const token = await practice.send("POST", "/tokens", {
      card_source: "PHONE",
      card_number: card ?? VISA,
      exp_month: "12",
      exp_year: "2029",
      cvv,
    });
    if (onCvv?.kind === "invalid") {
      expect(keyed.body.data).toMatchObject({
        status: "Invalid CVV",
        failure_code: "D2020",
        card: { data: { cvc_status: "N" } },
      });
      expect(token).toMatchObject({ status: 409, body: { message: "Invalid CVV" } });
    } else {
      expect(keyed.body.data.card.data.cvc_status).toBe(onCvv?.letter);
      expect(token.status).toBe(201);
      // What the code was worth is known when the token is charged, without the code.
      const charged = await practice.send("POST", "/charges", {
        amount: 2500,
        currency: "usd",
        token_id: token.body.data.id,
      });
      expect(charged.body.data.card.data.cvc_status).toBe(onCvv?.letter);
    }
  });
});

describe("rules after the authorization (docs/payarc.md, seed 001)", () => {
  const voided = async (more: Record<string, unknown>) =>
    (await practice.order(2500, more)).body.data.status === "void";
  const zipFails = { zip: "11111", address_line1: "8320" };
  const streetFails = { zip: "99999", address_line1: "1 Elm St" };
  const bothFail = { zip: "22222", address_line1: "1 Elm St" };
  test("AVS: odd numbers void on their failure alone, even ones never", async () => {
    for (const rule of [1, 2, 3, 4, 5, 6]) {
      expect(await voided({ ...streetFails, avs_parameters: rule })).toBe(rule === 1);
      expect(await voided({ ...zipFails, avs_parameters: rule })).toBe(rule === 3);
      expect(await voided({ ...bothFail, avs_parameters: rule })).toBe(rule === 5);
      expect(await voided({ avs_parameters: rule })).toBe(false);
    }
  });
  test.each(rows("Cards for the BIN rules"))("$what", async ({ card, onCard }) => {
    if (onCard?.kind !== "bin") throw new Error("a row without its BIN");
    for (const rule of [1, 2])
      expect(await voided({ card_number: card, bin_location_parameters: rule })).toBe(
        onCard.country !== "UNITED STATES" && (rule === 1 || onCard.country !== "CANADA"),
      );
    for (const rule of [1, 2, 3, 4]) {
      const hits = { 1: ["credit"], 2: ["debit"], 3: ["prepaid"], 4: ["prepaid", "debit"] }[rule] ?? [];
      expect(await voided({ card_number: card, bin_card_type_parameters: rule })).toBe(hits.includes(onCard.type));
    }
  });
});
