import { BRAND_NAMES, Brand } from "../../../shared/card";
import { NO_FILTER, type PaymentFilter, type When } from "../../../shared/history";
import { dollars } from "../../../shared/money";
import { PAYMENT_STATUS_WORDS, PaymentStatus } from "../../../shared/payment";
import { CHANNEL_WORDS } from "../../payment/words";

/** Statuses as the choice offers them: each alone, and those that are often wanted together. */
export const STATUS_CHOICES: readonly {
  readonly value: string;
  readonly label: string;
  readonly statuses: readonly PaymentStatus[];
}[] = [
  { value: "any", label: "Any status", statuses: [] },
  {
    value: "taken",
    label: "Money taken",
    statuses: ["captured", "settled", "disputed", "partly_disputed", "partly_refunded"],
  },
  { value: "asked_back", label: "Disputed, all or in part", statuses: ["disputed", "partly_disputed"] },
  { value: "back", label: "Money given back", statuses: ["voided", "refunded", "partly_refunded"] },
  ...PaymentStatus.options.map((status) => ({
    value: status,
    label: PAYMENT_STATUS_WORDS[status],
    statuses: [status],
  })),
];

export const BRAND_CHOICES = [
  { value: "any", label: "Any brand" },
  ...Brand.options.map((value) => ({ value, label: value === "unknown" ? "Other" : BRAND_NAMES[value] })),
] as const;

export const CHANNEL_CHOICES = [
  { value: "any", label: "Any channel" },
  ...(["phone", "mail", "in_person", "online"] as const).map((value) => ({ value, label: CHANNEL_WORDS[value] })),
  { value: "elsewhere", label: "Not stated" },
] as const;

export const WHEN_CHOICES: readonly { readonly value: When["kind"]; readonly label: string }[] = [
  { value: "any", label: "Any time" },
  { value: "today", label: "Today" },
  { value: "yesterday", label: "Yesterday" },
  { value: "last_7_days", label: "Last 7 days" },
  { value: "last_30_days", label: "Last 30 days" },
  { value: "this_month", label: "This month" },
  { value: "last_month", label: "Last month" },
  { value: "between", label: "Between two days" },
];

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
    const words =
      choice && choice.value !== "any"
        ? choice.label
        : filter.statuses.map((status) => PAYMENT_STATUS_WORDS[status]).join(" or ");
    found.push({ key: "status", words, without: { ...filter, statuses: [] } });
  }
  if (filter.brands.length > 0)
    found.push({
      key: "brand",
      words: filter.brands.map((brand) => BRAND_NAMES[brand]).join(" or "),
      without: { ...filter, brands: [] },
    });
  if (filter.channels.length > 0) {
    const words = filter.channels
      .map((channel) => CHANNEL_CHOICES.find(({ value }) => value === channel)?.label ?? channel)
      .join(" or ");
    found.push({ key: "channel", words, without: { ...filter, channels: [] } });
  }
  const { when } = filter;
  if (when.kind !== "any") {
    const words =
      when.kind === "between"
        ? [when.from ? `from ${when.from}` : "", when.to ? `until ${when.to}` : ""].filter(Boolean).join(" ")
        : (WHEN_CHOICES.find(({ value }) => value === when.kind)?.label ?? "");
    if (words !== "") found.push({ key: "when", words, without: { ...filter, when: NO_FILTER.when } });
  }
  const { amountFrom, amountTo } = filter;
  if (amountFrom !== null || amountTo !== null) {
    const words =
      amountFrom !== null && amountTo !== null
        ? amountFrom === amountTo
          ? dollars(amountFrom)
          : `${dollars(amountFrom)} to ${dollars(amountTo)}`
        : amountFrom !== null
          ? `${dollars(amountFrom)} or more`
          : `${dollars(amountTo ?? 0)} or less`;
    found.push({ key: "amount", words, without: { ...filter, amountFrom: null, amountTo: null } });
  }
  return found;
}
