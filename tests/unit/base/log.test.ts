import { expect, it } from "vitest";
import { errorText } from "../../../src/main/base/log";

it("an error says its stack and what caused it, within bounds", () => {
  const told = errorText(new Error("outer", { cause: new Error("inner") }));
  expect(told).toContain("outer");
  expect(told).toContain("inner");
  expect(errorText(new Error("x".repeat(1_000_000))).length).toBe(8_000);
});

it("what is no error is told too, and nothing throws", () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  expect(errorText(ring)).toBe("[unreadable error]");
  expect(errorText(undefined)).toBe("undefined");
  expect(errorText({ code: 7 })).toBe('{"code":7}');
  const snake = new Error("bites its tail");
  snake.cause = snake;
  expect(errorText(snake).length).toBeLessThan(40_000);
});
