import type { Control } from "../../../../src/main/practice/control";
import { startTraining, type TrainingOptions } from "../../../../src/main/practice/payarc/server";

/** A client that speaks plain HTTP to the practice PayArc: what an answer says is looked at as it came. */
export const VISA = "4012000098765439";

// oxlint-disable-next-line typescript/no-explicit-any -- an answer as it came; the tests look at its shape
export type AsItCame = any;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Whatever the JSON was; undefined when there was none. */
  readonly body: AsItCame;
}

export interface Practice {
  readonly url: string;
  readonly token: string;
  readonly control: Control;
  send(
    method: string,
    path: string,
    fields?: Record<string, unknown>,
    form?: "form" | "json",
    headers?: Record<string, string>,
  ): Promise<Reply>;
  /** A token for a card, and its id. */
  tokenOf(card: string, more?: Record<string, unknown>): Promise<string>;
  /** A keyed phone order. */
  order(amount: number, more?: Record<string, unknown>, headers?: Record<string, string>): Promise<Reply>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openPractice(options: Partial<TrainingOptions> = {}): Promise<Practice> {
  const training = await startTraining({ database: { file: ":memory:", key: null }, seedCustomers: 0, ...options });
  const send: Practice["send"] = async (method, path, fields, form = "json", headers = {}) => {
    const body =
      fields === undefined
        ? null
        : form === "json"
          ? JSON.stringify(fields)
          : new URLSearchParams(fields as Record<string, string>).toString();
    const type = form === "json" ? "application/json" : "application/x-www-form-urlencoded";
    const response = await fetch(`${training.url}/v1${path}`, {
      method,
      redirect: "manual",
      headers: {
        Authorization: `Bearer ${training.token}`,
        Accept: "application/json",
        ...(body === null ? {} : { "Content-Type": type }),
        ...headers,
      },
      ...(body === null ? {} : { body }),
    });
    const text = await response.text();
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = undefined;
    }
    return { status: response.status, headers: response.headers, text, body: parsed };
  };
  return {
    url: training.url,
    token: training.token,
    control: training.control,
    send,
    tokenOf: async (card, more = {}) =>
      (
        await send("POST", "/tokens", {
          card_source: "PHONE",
          card_number: card,
          exp_month: "12",
          exp_year: "2029",
          ...more,
        })
      ).body.data.id,
    order: (amount, more = {}, headers = {}) =>
      send(
        "POST",
        "/charges",
        {
          amount,
          currency: "usd",
          card_source: "PHONE",
          card_number: VISA,
          exp_month: "12",
          exp_year: "2029",
          cvv: "999",
          ...more,
        },
        "json",
        headers,
      ),
    reset: () => training.reset(),
    close: () => training.close(),
  };
}
