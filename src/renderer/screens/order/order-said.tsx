import { useApp } from "../../stores/app";
import { useStack } from "../../stores/stack";
import { payingCard, type OrderForm } from "./order-form";
import { SayThis } from "./say-this";
import { sayBefore } from "./say";

/** What is to be said to the caller before the charge. `amount` and `surcharge` in cents, the one with the other. */
export function OrderSaid(props: {
  readonly form: OrderForm;
  readonly amount: number;
  readonly surcharge: number;
  readonly answered: boolean;
}) {
  const { form, amount, surcharge, answered } = props;
  const settings = useApp(({ app }) => app?.settings ?? null);
  const inStack = useStack(({ on }) => on);
  const { fields, seen } = form;
  const onFile = payingCard(form.payer);
  // Nobody listens to a stack of slips. A surcharge has to be told before the charge, so then everybody sees the
  // sentence.
  const says = (settings?.sayThis !== false && !inStack) || surcharge > 0;
  /** The consent is shown also where the sentence is not, because it is kept with the card as read out. */
  const saving = fields.saveCard && !onFile ? fields.channel : null;
  if (!says && !saving) return null;
  const statement =
    fields.statementDescription.trim() || settings?.merchant.statementDescription || settings?.merchant.name || "";
  const spoken = sayBefore({
    amount,
    brand: onFile?.brand ?? seen.brand,
    last4: onFile?.last4 ?? seen.last4,
    capture: !fields.authorizeOnly,
    statement,
    surcharge,
  });
  return <SayThis spoken={says && !answered ? spoken : null} saving={saving} />;
}
