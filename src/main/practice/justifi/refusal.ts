/** A non-2xx answer, written as JustiFi writes errors (docs/justifi.md 5). Thrown anywhere below the door. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What else stands in the error: decline_code, param, network_error_code. */
    readonly more: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** An error as JustiFi words it (docs/justifi.md 5). */
export function errorBody(refusal: Pick<Refusal, "code" | "message" | "more">): unknown {
  return { error: { code: refusal.code, message: refusal.message, ...refusal.more } };
}

export const notFound = (): Refusal => new Refusal(404, "resource_not_found", "Resource Not Found");
/** A field that is missing or wrong (422, validation). */
export const wrong = (code: string, message: string, param: string): Refusal =>
  new Refusal(422, code, message, { param });
