import { useState } from "react";
import { contradictionIn, type PublicSettings } from "../../../shared/settings";
import { settingsWords as words } from "../../../shared/words/settings";
import { CHANNEL_WORDS } from "../../payment/words";
import { Segmented } from "../../parts/segmented";
import { SelectField, type Choice } from "../../parts/select-field";
import { Switch } from "../../parts/switch";
import { KeptField } from "./kept-field";
import { LogoField } from "./logo-field";
import { useChoose, useKeep } from "./saved";
import { Section, SUPERVISED } from "./section";

const THEMES = (["system", "light", "dark"] as const).map((value) => ({ value, label: words.themes[value] }));
const WEEK_STARTS = (["system", "sunday", "monday", "saturday"] as const).map((value) => ({
  value,
  label: words.weekStartOf[value],
}));
const HOURS = (["system", "12", "24"] as const).map((value) => ({ value, label: words.hoursOf[value] }));
const PAPERS = (["roll", "letter", "a4"] as const).map((value) => ({ value, label: words.papers[value] }));
const CHANNELS = (Object.keys(CHANNEL_WORDS) as PublicSettings["channel"][]).map((value) => ({
  value,
  label: CHANNEL_WORDS[value],
}));

export function DeskSection({ settings }: { readonly settings: PublicSettings }) {
  const keep = useKeep();
  const choose = useChoose();
  return (
    <Section name="desk">
      <KeptField
        label={words.deskName}
        value={settings.deskName}
        maxLength={40}
        hint={words.deskNameHint}
        keep={(deskName) => keep(words.deskName, { deskName })}
      />
      <Segmented
        label={words.theme}
        labelled
        value={settings.theme}
        choices={THEMES}
        onChange={(theme) => choose(words.theme, { theme })}
      />
      <Segmented
        label={words.hours}
        labelled
        value={settings.hours}
        choices={HOURS}
        onChange={(hours) => choose(words.hours, { hours })}
      />
      <Segmented
        label={words.weekStart}
        labelled
        value={settings.weekStart}
        choices={WEEK_STARTS}
        onChange={(weekStart) => choose(words.weekStart, { weekStart })}
      />
      <Segmented
        label={words.channel}
        labelled
        value={settings.channel}
        choices={CHANNELS}
        onChange={(channel) => choose(words.channel, { channel })}
      />
      <Switch
        label={words.autoAdvance}
        on={settings.autoAdvance}
        onChange={(autoAdvance) => choose(words.autoAdvance, { autoAdvance })}
      />
      <Switch label={words.sayThis} on={settings.sayThis} onChange={(sayThis) => choose(words.sayThis, { sayThis })} />
    </Section>
  );
}

export function ReceiptSection({ settings }: { readonly settings: PublicSettings }) {
  const { merchant } = settings;
  const keepIt = useKeep();
  const choose = useChoose();
  const keep = (what: string, change: Partial<PublicSettings["merchant"]>): Promise<void> =>
    keepIt(what, { merchant: { ...merchant, ...change } });
  return (
    <Section name="receipts">
      <KeptField
        label={words.merchantName}
        value={merchant.name}
        maxLength={60}
        hint={words.merchantNameHint}
        keep={(name) => keep(words.merchantName, { name })}
      />
      <KeptField
        label={words.merchantAddress}
        value={merchant.address}
        maxLength={160}
        rows={2}
        hint={words.merchantAddressHint}
        keep={(address) => keep(words.merchantAddress, { address })}
      />
      <LogoField logo={settings.logo} />
      <KeptField
        label={words.merchantPhone}
        value={merchant.phone}
        maxLength={30}
        keep={(phone) => keep(words.merchantPhone, { phone })}
      />
      <KeptField
        label={words.statementName}
        value={merchant.statementDescription}
        maxLength={25}
        hint={words.statementNameHint}
        keep={(statementDescription) => keep(words.statementName, { statementDescription })}
      />
      <KeptField
        label={words.policy}
        value={merchant.receiptPolicy}
        maxLength={400}
        rows={3}
        hint={words.policyHint}
        keep={(receiptPolicy) => keep(words.policy, { receiptPolicy })}
      />
      <Segmented
        label={words.paper}
        labelled
        value={settings.paper}
        choices={PAPERS}
        onChange={(paper) => choose(words.paper, { paper })}
      />
    </Section>
  );
}

/**
 * The rules of docs/payarc.md, seed 001 as sentences; odd numbers void, even ones (do nothing) are what "no rule" means
 * and are not offered.
 */
const AVS: readonly Choice<string>[] = [
  { value: "", label: words.addressRules.keep },
  { value: "1", label: words.addressRules.street },
  { value: "3", label: words.addressRules.zip },
  { value: "5", label: words.addressRules.both },
];
const PLACES: readonly Choice<string>[] = [
  { value: "", label: words.countryRules.every },
  { value: "1", label: words.countryRules.usa },
  { value: "2", label: words.countryRules.usaCanada },
];
const TYPES: readonly Choice<string>[] = [
  { value: "", label: words.cardTypeRules.every },
  { value: "1", label: words.cardTypeRules.credit },
  { value: "2", label: words.cardTypeRules.debit },
  { value: "3", label: words.cardTypeRules.prepaid },
  { value: "4", label: words.cardTypeRules.prepaidDebit },
];

export function RulesSection({ settings }: { readonly settings: Pick<PublicSettings, "rules" | "surcharge"> }) {
  const { rules, surcharge } = settings;
  const [typeWrong, setTypeWrong] = useState<string | null>(null);
  const choose = useChoose();
  const set = (what: string, change: Partial<PublicSettings["rules"]>): void => {
    const next = { ...rules, ...change };
    const wrong = contradictionIn({ rules: next, surcharge });
    setTypeWrong(wrong);
    if (wrong === null) choose(what, { rules: next });
  };
  const even = rules.avs === 2 || rules.avs === 4 || rules.avs === 6;
  return (
    <Section name="rules" needs={SUPERVISED}>
      <p className="quiet small">{words.rulesIntro}</p>
      <SelectField
        label={words.address}
        value={even || rules.avs === null ? "" : String(rules.avs)}
        choices={AVS}
        onChange={(value) =>
          set(words.address, { avs: value === "1" ? 1 : value === "3" ? 3 : value === "5" ? 5 : null })
        }
      />
      <SelectField
        label={words.country}
        value={rules.binLocation === null ? "" : String(rules.binLocation)}
        choices={PLACES}
        onChange={(value) => set(words.country, { binLocation: value === "1" ? 1 : value === "2" ? 2 : null })}
      />
      <SelectField
        label={words.cardType}
        value={rules.binCardType === null ? "" : String(rules.binCardType)}
        choices={TYPES}
        error={surcharge ? typeWrong : null}
        hint={surcharge ? words.cardTypeSurcharge : undefined}
        onChange={(value) =>
          set(words.cardType, {
            binCardType: value === "1" ? 1 : value === "2" ? 2 : value === "3" ? 3 : value === "4" ? 4 : null,
          })
        }
      />
    </Section>
  );
}
