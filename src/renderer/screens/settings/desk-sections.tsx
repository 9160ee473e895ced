import { useState } from "react";
import { contradictionIn, type PublicSettings } from "../../../shared/settings";
import { asFailure } from "../../bridge";
import { CHANNEL_WORDS } from "../../payment/words";
import { Segmented } from "../../parts/segmented";
import { SelectField, type Choice } from "../../parts/select-field";
import { Switch } from "../../parts/switch";
import { changeSettings } from "../../stores/app";
import { toast } from "../../stores/toasts";
import { LogoField } from "./logo-field";
import { KeptField } from "./kept-field";

const THEMES = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;
const PAPERS = [
  { value: "roll", label: "80 mm roll" },
  { value: "letter", label: "Letter" },
  { value: "a4", label: "A4" },
] as const;
const CHANNELS = (Object.keys(CHANNEL_WORDS) as PublicSettings["channel"][]).map((value) => ({
  value,
  label: CHANNEL_WORDS[value],
}));

/** Keeps a choice at once; says so when it could not. */
function choose(change: Partial<PublicSettings>): void {
  changeSettings(change).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
}

export function DeskSection({ settings }: { readonly settings: PublicSettings }) {
  return (
    <section className="sheet stack" aria-label="This desk">
      <h2>This desk</h2>
      <KeptField
        label="Desk name"
        value={settings.deskName}
        maxLength={40}
        hint="Stands in the journal beside every payment taken here."
        keep={(deskName) => changeSettings({ deskName })}
      />
      <Segmented
        label="Theme"
        labelled
        value={settings.theme}
        choices={THEMES}
        onChange={(theme) => choose({ theme })}
      />
      <Segmented
        label="Orders come by"
        labelled
        value={settings.channel}
        choices={CHANNELS}
        onChange={(channel) => choose({ channel })}
      />
      <Switch
        label="Go on by itself when a card field is complete"
        on={settings.autoAdvance}
        onChange={(autoAdvance) => choose({ autoAdvance })}
      />
      <Switch
        label="Show the sentence to read to the caller"
        on={settings.sayThis}
        onChange={(sayThis) => choose({ sayThis })}
      />
    </section>
  );
}

export function ReceiptSection({ settings }: { readonly settings: PublicSettings }) {
  const { merchant } = settings;
  const keep = (change: Partial<PublicSettings["merchant"]>): Promise<void> =>
    changeSettings({ merchant: { ...merchant, ...change } });
  return (
    <section className="sheet stack" aria-label="Receipts">
      <h2>Receipts</h2>
      <KeptField label="Merchant name" value={merchant.name} maxLength={60} keep={(name) => keep({ name })} />
      <KeptField
        label="Merchant address"
        value={merchant.address}
        maxLength={160}
        rows={2}
        hint="Street on one line, city and state on the next."
        keep={(address) => keep({ address })}
      />
      <LogoField logo={settings.logo} />
      <KeptField label="Merchant phone" value={merchant.phone} maxLength={30} keep={(phone) => keep({ phone })} />
      <KeptField
        label="Name on the statement"
        value={merchant.statementDescription}
        maxLength={25}
        hint="What cardholders see at their bank: 5 to 25 characters, or empty for the processor’s own."
        keep={(statementDescription) => keep({ statementDescription })}
      />
      <KeptField
        label="Refund and cancel policy"
        value={merchant.receiptPolicy}
        maxLength={400}
        rows={3}
        hint="Printed on every receipt; the card networks ask for it on phone, mail and online orders."
        keep={(receiptPolicy) => keep({ receiptPolicy })}
      />
      <Segmented
        label="Paper"
        labelled
        value={settings.paper}
        choices={PAPERS}
        onChange={(paper) => choose({ paper })}
      />
    </section>
  );
}

/**
 * The rules of docs/payarc.md, seed 001 as sentences; odd numbers void, even ones (do nothing) are what "no rule" means
 * and are not offered.
 */
const AVS: readonly Choice<string>[] = [
  { value: "", label: "Keep the payment whatever the address check says" },
  { value: "1", label: "Void it when the street does not match" },
  { value: "3", label: "Void it when the ZIP does not match" },
  { value: "5", label: "Void it when neither street nor ZIP match" },
];
const PLACES: readonly Choice<string>[] = [
  { value: "", label: "Take cards from every country" },
  { value: "1", label: "Void it when the card is not from the USA" },
  { value: "2", label: "Void it when the card is not from the USA or Canada" },
];
const TYPES: readonly Choice<string>[] = [
  { value: "", label: "Take every type of card" },
  { value: "1", label: "Void credit cards" },
  { value: "2", label: "Void debit cards" },
  { value: "3", label: "Void prepaid cards" },
  { value: "4", label: "Void prepaid and debit cards" },
];

export function RulesSection({ settings }: { readonly settings: Pick<PublicSettings, "rules" | "surcharge"> }) {
  const { rules, surcharge } = settings;
  const [typeWrong, setTypeWrong] = useState<string | null>(null);
  const set = (change: Partial<PublicSettings["rules"]>): void => {
    const next = { ...rules, ...change };
    const wrong = contradictionIn({ rules: next, surcharge });
    setTypeWrong(wrong);
    if (wrong === null) choose({ rules: next });
  };
  const even = rules.avs === 2 || rules.avs === 4 || rules.avs === 6;
  return (
    <section className="sheet stack" aria-label="Safety rules">
      <h2>Safety rules</h2>
      <p className="quiet small">
        The processor checks these right after the bank has approved. A payment that breaks one is voided at once and
        shown as Reversed.
      </p>
      <SelectField
        label="Address"
        value={even || rules.avs === null ? "" : String(rules.avs)}
        choices={AVS}
        onChange={(value) => set({ avs: value === "1" ? 1 : value === "3" ? 3 : value === "5" ? 5 : null })}
      />
      <SelectField
        label="Country of the card"
        value={rules.binLocation === null ? "" : String(rules.binLocation)}
        choices={PLACES}
        onChange={(value) => set({ binLocation: value === "1" ? 1 : value === "2" ? 2 : null })}
      />
      <SelectField
        label="Type of card"
        value={rules.binCardType === null ? "" : String(rules.binCardType)}
        choices={TYPES}
        error={surcharge ? typeWrong : null}
        hint={
          surcharge ? "A surcharged order always voids prepaid and debit cards, whatever is chosen here." : undefined
        }
        onChange={(value) =>
          set({ binCardType: value === "1" ? 1 : value === "2" ? 2 : value === "3" ? 3 : value === "4" ? 4 : null })
        }
      />
    </section>
  );
}
