/** What a request carries, whatever form it came in: every value as text, as a PHP form would have it. */
export type Fields = ReadonlyMap<string, string>;

export interface Call {
  readonly query: URLSearchParams;
  readonly fields: Fields;
  /** Fields sent empty: on an update they are cleared (Laravel makes them null). */
  readonly blanks: ReadonlySet<string>;
  readonly idempotencyKey: string | null;
}

/** A non-2xx answer: thrown anywhere below the door, written as PayArc writes errors (docs/payarc.md 4.1). */
export class Refusal extends Error {
  override readonly name = "Refusal";
  constructor(
    readonly status: number,
    message: string,
    /** Field -> sentences (422), or one plain sentence (405). */
    readonly errors: Readonly<Record<string, readonly string[]>> | string | null = null,
  ) {
    super(message);
  }
}

/** 422 with one sentence at each field. */
export function invalid(errors: Readonly<Record<string, string>>): Refusal {
  const lists = Object.fromEntries(Object.entries(errors).map(([field, sentence]) => [field, [sentence]]));
  return new Refusal(422, "The given data was invalid.", lists);
}

/**
 * The sandbox leaks class names and paths in its errors; clients must not pass them on, so they are here to be caught.
 */
const CLASSES: Readonly<Record<number, string>> = {
  404: "Illuminate\\Database\\Eloquent\\ModelNotFoundException",
  409: "App\\Ship\\Exceptions\\ConflictException",
  422: "App\\Ship\\Exceptions\\ValidationFailedException",
  500: "ErrorException",
};

/** An error as PayArc words it. */
export function errorBody(status: number, message: string, errors: Refusal["errors"] = null): unknown {
  if (status === 401) return { error: "Unauthenticated." };
  return {
    status: "error",
    code: 0,
    message,
    ...(errors === null ? {} : { errors }),
    status_code: status,
    ...(CLASSES[status] ? { exception: CLASSES[status], file: "/app/Ship/Exceptions/Handler.php", line: 51 } : {}),
  };
}

/**
 * Form or JSON, as the content type says; a body that is not what it says is an empty one, as in Laravel. Text is
 * trimmed.
 */
export function readFields(contentType: string, body: string): Pick<Call, "fields" | "blanks"> {
  const fields = new Map<string, string>();
  const blanks = new Set<string>();
  for (const [name, value] of /json/i.test(contentType) ? jsonPairs(body) : new URLSearchParams(body)) {
    const trimmed = value.trim();
    if (trimmed === "") blanks.add(name);
    else fields.set(name, trimmed);
  }
  return { fields, blanks };
}

function jsonPairs(body: string): [string, string][] {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(body);
  } catch {
    return [];
  }
  if (typeof parsed !== "object" || parsed === null) return [];
  return Object.entries(parsed).map(([name, value]: [string, unknown]) => {
    if (value === null) return [name, ""];
    if (typeof value === "boolean") return [name, value ? "1" : "0"];
    return [name, typeof value === "object" ? JSON.stringify(value) : String(value)];
  });
}

interface Rule {
  readonly pattern?: RegExp;
  /** Characters. */
  readonly min?: number;
  readonly max?: number;
  readonly oneOf?: readonly string[];
  readonly required?: boolean;
  /** Said instead of Laravel's own sentence when the pattern does not hold. */
  readonly sentence?: string;
}

/** Checks fields the way Laravel's validator does, all of them before answering. Throws Refusal 422. */
export function validate(fields: Fields, rules: Readonly<Record<string, Rule>>): void {
  const errors: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const value = fields.get(name);
    const words = name.replaceAll("_", " ");
    if (value === undefined) {
      if (rule.required) errors[name] = `The ${words} field is required.`;
    } else if (rule.oneOf && !rule.oneOf.includes(value)) errors[name] = `The selected ${words} is invalid.`;
    else if (rule.pattern && !rule.pattern.test(value))
      errors[name] = rule.sentence ?? `The ${words} format is invalid.`;
    else if (rule.min !== undefined && value.length < rule.min)
      errors[name] = `The ${words} must be at least ${rule.min} characters.`;
    else if (rule.max !== undefined && value.length > rule.max)
      errors[name] = `The ${words} may not be greater than ${rule.max} characters.`;
  }
  if (Object.keys(errors).length > 0) throw invalid(errors);
}

/**
 * `?limit=&page=`: 10 a page unless asked (Apiato's default), at most 100 whatever is asked; read the meta, not your
 * own wish.
 */
export function readPage(query: URLSearchParams): { limit: number; page: number } {
  const limit = Number(query.get("limit") ?? "10");
  const page = Number(query.get("page") ?? "1");
  return {
    limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, 100) : 10,
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}
