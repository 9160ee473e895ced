import type { ReactNode } from "react";

/** A small label with a colour and a word. */
export function Pill({
  tone,
  children,
}: {
  readonly tone: "practice" | "test" | "live" | "good" | "warn" | "bad" | "plain";
  readonly children: ReactNode;
}) {
  return <span className={`pill pill-${tone}`}>{children}</span>;
}
