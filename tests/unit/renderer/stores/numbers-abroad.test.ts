import { expect, test, vi } from "vitest";
import { numberBeingRead, startNumbersAbroad } from "../../../../src/renderer/stores/numbers-abroad";
import type { InputOf, OutputOf } from "../../../../src/shared/contract";
import { phoneNote, phoneText, phoneToSend } from "../../../../src/shared/phone";

type Answers = OutputOf<"numbers.read">;

/** Main, as the page sees it; it answers when `answer` is called, and then for what was asked first. */
function mainAsked() {
  const waiting: ((answers: Answers | null) => void)[] = [];
  const asked: InputOf<"numbers.read">["numbers"][] = [];
  const read = ({ numbers }: InputOf<"numbers.read">) => {
    asked.push(numbers);
    return new Promise((done) => {
      waiting.push((value) =>
        done(
          value ? { ok: true, value } : { ok: false, failure: { code: "forbidden", sentence: "Locked.", fields: {} } },
        ),
      );
    });
  };
  vi.stubGlobal("window", { counterfoil: { "numbers.read": read } });
  return { asked, answer: (answers: Answers | null) => waiting.shift()?.(answers) };
}

const french = (digits: string, text: string): Answers[number] => ({
  is: "read",
  possible: true,
  callingCode: "33",
  whole: `+33${digits}`,
  national: digits,
  text,
});
const CALLS = french("123456789", "+33 1 23 45 67 89");

test("numbers of other countries are read once main has told them, all in one question, and each only once", async () => {
  const main = mainAsked();
  startNumbersAbroad();
  expect(numberBeingRead("602-555-0143")).toBeNull();
  expect(phoneText("+33123456789")).toBe("+33123456789");
  expect(phoneNote("tel:+33123456789")).toBeNull();
  const read = numberBeingRead("0470 12 34 56", "Belgium");
  expect(read).not.toBeNull();
  await vi.waitFor(() => expect(main.asked).toHaveLength(1));
  expect(main.asked[0]).toEqual([
    { number: "+33123456789", country: "" },
    { number: "0470123456", country: "Belgium" },
  ]);
  // What is typed meanwhile is asked for too, and waited for.
  expect(phoneToSend("+334")).toMatchObject({ ok: false });
  main.answer([CALLS, { is: "no_number" }]);
  await vi.waitFor(() => expect(main.asked).toHaveLength(2));
  main.answer([{ is: "no_number" }]);
  await read;
  expect(phoneText("+33123456789")).toBe("+33 1 23 45 67 89");
  expect(phoneNote("tel:+33123456789")).toBe("Taken as +33 1 23 45 67 89.");
  expect(phoneToSend("+33 1 23 45 67 89")).toMatchObject({ ok: true, digits: "33123456789", american: false });
  expect(numberBeingRead("+33 1 23 45 67 89")).toBeNull();
  expect(main.asked).toHaveLength(2);
});

test("where main does not answer nobody waits for ever, and the number is asked for again", async () => {
  const main = mainAsked();
  startNumbersAbroad();
  const read = numberBeingRead("+49 30 901820");
  await vi.waitFor(() => expect(main.asked).toHaveLength(1));
  main.answer(null);
  await read;
  expect(main.asked).toHaveLength(1);
  expect(phoneToSend("+49 30 901820")).toEqual({
    ok: false,
    sentence: "Numbers of other countries can be read in a moment. Try again.",
  });
  await vi.waitFor(() => expect(main.asked).toHaveLength(2));
});
