import { describe, expect, test } from "vitest";
import { customerTitle } from "../../../src/shared/customer";
import { phoneText } from "../../../src/shared/phone";

describe("a phone number as people read it", () => {
  test.each([
    "4045550196",
    "14045550196",
    "+14045550196",
    "+1 404 555 0196",
    "404-555-0196",
    "404.555.0196",
    "(404) 555-0196",
    " 404 555 0196 ",
    "1-404-555-0196",
  ])("%s", (phone) => {
    expect(phoneText(phone)).toBe("(404) 555-0196");
  });

  test.each([
    "",
    "555-0196",
    "+44 20 7946 0958",
    "+49 30 901820",
    "404 555 0196 ext. 7",
    "24045550196",
    "0045550196",
    "4041550196",
    "40455501961",
    "call Rosa",
  ])("%s is shown as it is", (phone) => {
    expect(phoneText(phone)).toBe(phone);
  });

  test("none stays none, and a customer known by the phone alone is called by it", () => {
    expect(phoneText(null)).toBeNull();
    expect(customerTitle({ id: "cus1", name: null, email: null, phone: "4045550196" })).toBe("(404) 555-0196");
    expect(customerTitle({ id: "cus1", name: null, email: null, phone: null })).toBe("cus1");
  });
});
