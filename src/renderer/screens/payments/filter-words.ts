import { BRAND_NAMES, BRANDS } from "../../../shared/card";
import { NO_FILTER, TAKEN, type PaymentFilter, type When } from "../../../shared/history";
import { dollars } from "../../../shared/money";
import { PAYMENT_STATUS_WORDS, PAYMENT_STATUSES, type PaymentStatus } from "../../../shared/payment";
import { figureWords } from "../../../shared/words/figures";
import { paymentsWords as words } from "../../../shared/words/payments";
import { CHANNEL_WORDS } from "../../payment/words";

/** Statuses as the choice offers them: each alone, and those that are often wanted together. */
export const STATUS_CHOICES: readonly {
  readonly value: string;
  readonly label: string;
  readonly statuses: readonly PaymentStatus[];
}[] = [
  { value: "any", label: words.statuses.any, statuses: [] },
  {
    value: "taken",
    label: words.statuses.taken,
    statuses: ["captured", "settled", "disputed", "partly_disputed", "partly_refunded"],
  },
  { value: "taken_ever", label: words.statuses.takenEver, statuses: TAKEN },
  {
    value: "approved",
    label: words.statuses.approved,
    statuses: PAYMENT_STATUSES.filter((status) => status !== "failed" && status !== "unknown"),
  },
  { value: "asked_back", label: words.statuses.askedBack, statuses: ["disputed", "partly_disputed"] },
  { value: "back", label: words.statuses.back, statuses: ["voided", "refunded", "partly_refunded"] },
  ...PAYMENT_STATUSES.map((status) => ({
    value: status,
    label: PAYMENT_STATUS_WORDS[status],
    statuses: [status],
  })),
];

export const BRAND_CHOICES = [
  { value: "any", label: words.brands.any },
  ...BRANDS.map((value) => ({ value, label: value === "unknown" ? words.brands.other : BRAND_NAMES[value] })),
] as const;

export const CHANNEL_CHOICES = [
  { value: "any", label: words.channels.any },
  ...(["phone", "mail", "in_person", "online"] as const).map((value) => ({ value, label: CHANNEL_WORDS[value] })),
  { value: "elsewhere", label: words.channels.elsewhere },
] as const;

export const WHEN_CHOICES: readonly { readonly value: When["kind"]; readonly label: string }[] = (
  ["any", "today", "yesterday", "last_7_days", "last_30_days", "this_month", "last_month", "between"] as const
).map((value) => ({ value, label: words.whens[value] }));

/** The choice that stands for these statuses; "any" when none does. */
export function statusChoice(statuses: readonly PaymentStatus[]): string {
  const wanted = [...statuses].sort().join(" ");
  return STATUS_CHOICES.find((choice) => [...choice.statuses].sort().join(" ") === wanted)?.value ?? "any";
}

export interface ActiveFilter {
  readonly key: string;
  readonly words: string;
  /** The filter without this part. */
  readonly without: PaymentFilter;
}

/** What narrows the list now, one by one, each with the filter that is left when it is taken away. */
export function activeFilters(filter: PaymentFilter): readonly ActiveFilter[] {
  const found: ActiveFilter[] = [];
  if (filter.statuses.length > 0) {
    const choice = STATUS_CHOICES.find(({ value }) => value === statusChoice(filter.statuses));
    const said =
      choice && choice.value !== "any"
        ? choice.label
        : words.anyOf({ words: filter.statuses.map((status) => PAYMENT_STATUS_WORDS[status]) });
    found.push({ key: "status", words: said, without: { ...filter, statuses: [] } });
  }
  if (filter.brands.length > 0)
    found.push({
      key: "brand",
      words: words.anyOf({ words: filter.brands.map((brand) => BRAND_NAMES[brand]) }),
      without: { ...filter, brands: [] },
    });
  if (filter.channels.length > 0) {
    const said = filter.channels.map(
      (channel) => CHANNEL_CHOICES.find(({ value }) => value === channel)?.label ?? channel,
    );
    found.push({ key: "channel", words: words.anyOf({ words: said }), without: { ...filter, channels: [] } });
  }
  const { when } = filter;
  if (when.kind !== "any") {
    const said = whenWords(when);
    if (said !== "") found.push({ key: "when", words: said, without: { ...filter, when: NO_FILTER.when } });
  }
  found.push(...ofOverview(filter));
  const { amountFrom, amountTo } = filter;
  if (amountFrom !== null || amountTo !== null) {
    const said =
      amountFrom !== null && amountTo !== null
        ? amountFrom === amountTo
          ? dollars(amountFrom)
          : words.between({ from: dollars(amountFrom), to: dollars(amountTo) })
        : amountFrom !== null
          ? words.orMore({ amount: dollars(amountFrom) })
          : words.orLess({ amount: dollars(amountTo ?? 0) });
    found.push({ key: "amount", words: said, without: { ...filter, amountFrom: null, amountTo: null } });
  }
  return found;
}

/** What only a figure of the Overview narrows the list to; here it can be seen and taken away. */
function ofOverview(filter: PaymentFilter): readonly ActiveFilter[] {
  const { people, reasons, refunded, currency, ...others } = filter;
  const back = refunded === undefined ? "" : whenWords(refunded);
  const parts = {
    ...(people && { people }),
    ...(reasons && { reasons }),
    ...(refunded && { refunded }),
    ...(currency && { currency }),
  };
  const without = (key: keyof typeof parts): PaymentFilter => {
    const { [key]: _taken, ...rest } = parts;
    return { ...others, ...rest };
  };
  return [
    ...(people?.length
      ? [
          {
            key: "people",
            words: words.takenBy({ words: people.map((person) => person ?? figureWords.notStated) }),
            without: without("people"),
          },
        ]
      : []),
    ...(reasons?.length
      ? [
          {
            key: "reasons",
            words: words.anyOf({ words: reasons.map((reason) => figureWords.reasons[reason]) }),
            without: without("reasons"),
          },
        ]
      : []),
    ...(back === ""
      ? []
      : [{ key: "refunded", words: words.refundedIn({ when: back }), without: without("refunded") }]),
    ...(currency === undefined ? [] : [{ key: "currency", words: currency, without: without("currency") }]),
  ];
}

/** Of when, in words; empty: of any time. */
function whenWords(when: When): string {
  if (when.kind === "any") return "";
  if (when.kind !== "between") return words.whens[when.kind];
  return when.from !== null && when.from === when.to ? when.from : words.days({ from: when.from, until: when.to });
}
