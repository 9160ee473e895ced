import { expect, test } from "vitest";
import { encodeGooglePay } from "../../src/main/processors/payarc/google-pay";
import { tokenExpiry } from "../../src/main/processors/payarc/token-expiry";

/** docs/payarc.md, seed 001: what a person may paste as a Google Pay token, and what leaves for it. */
const token =
  '{"signature":"MEUCIQ==","protocolVersion":"ECv2","signedMessage":"{\\"encryptedMessage\\":\\"abc\\",\\"tag\\":\\"ü\\"}"}';
const paymentData = {
  apiVersion: 2,
  paymentMethodData: { type: "CARD", tokenizationData: { type: "PAYMENT_GATEWAY", token } },
};
/** The document's line of code, word for word. */
const expected = Buffer.from(JSON.stringify(paymentData.paymentMethodData.tokenizationData.token), "utf-8").toString(
  "base64",
);

test.each([
  ["the whole paymentData", JSON.stringify(paymentData)],
  ["the whole paymentData, printed over lines", JSON.stringify(paymentData, null, 2)],
  ["its paymentMethodData", JSON.stringify(paymentData.paymentMethodData)],
  ["its tokenizationData", JSON.stringify(paymentData.paymentMethodData.tokenizationData)],
  ["the raw token", token],
  ["the raw token with blanks around", `\n  ${token} `],
  ["the token as JSON text", JSON.stringify(token)],
  ["what is already encoded", expected],
  ["what is already encoded, broken over lines", expected.replace(/(.{40})/g, "$1\n")],
])("%s", (_name, given) => {
  expect(encodeGooglePay(given)).toEqual({ ok: true, encryptedData: expected });
});

test("an encoded token object is taken as it is", () => {
  const encoded = Buffer.from(token).toString("base64");
  expect(encodeGooglePay(encoded)).toEqual({ ok: true, encryptedData: encoded });
});

test.each([
  ["", "empty"],
  ["   ", "empty"],
  ["4012000098765439", "no paymentMethodData"],
  ["{}", "no paymentMethodData"],
  ["[]", "no paymentMethodData"],
  ['{"paymentMethodData":{}}', "no paymentMethodData"],
  ['{"signature":"a","protocolVersion":"ECv2"}', "no paymentMethodData"],
  [token.slice(0, -10), "cut off"],
  [JSON.stringify(paymentData).slice(0, 80), "cut off"],
  ["hello world!", "neither JSON nor base64"],
  [expected.slice(0, -3), "neither JSON nor base64"],
  [Buffer.from("not a token").toString("base64"), "no payment token"],
])("wrong: %s", (given, reason) => {
  const answer = encodeGooglePay(given);
  expect(answer).toMatchObject({
    ok: false,
    sentence: expect.stringMatching(new RegExp(`no Google Pay token.*Nothing was sent.*${reason}`)) as string,
  });
  // SECURITY: what was pasted is not repeated.
  if (given.trim().length > 8) expect(JSON.stringify(answer)).not.toContain(given.slice(0, 12));
});

const jwt = (claims: unknown) =>
  `eyJhbGciOiJSUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

test("a token says when it ends, or nothing", () => {
  expect(tokenExpiry(jwt({ exp: 1_900_000_000, scopes: ["*"] }))).toBe(1_900_000_000_000);
  expect(tokenExpiry(`Bearer ${jwt({ exp: 1_900_000_000.5 })}`)).toBe(1_900_000_000_500);
  for (const none of [
    "",
    "plain",
    "a.b",
    "a.b.c",
    "..",
    jwt({}),
    jwt({ exp: "soon" }),
    jwt({ exp: -1 }),
    jwt({ exp: 1e15 }),
    jwt(null),
    jwt([]),
  ])
    expect(tokenExpiry(none), none).toBeNull();
});
