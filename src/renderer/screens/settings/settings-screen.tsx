import { useEffect, useRef, useState } from "react";
import type { AppState } from "../../../shared/contract";
import { settingsWords } from "../../../shared/words/settings";
import { useKeys } from "../../parts/keys";
import { Loading, Trouble } from "../../parts/states";
import { useHome } from "../../parts/use-home";
import { useApp } from "../../stores/app";
import { go } from "../../stores/route";
import { bind } from "../../stores/shortcuts";
import { ConnectionSection } from "./connection-section";
import { DataSection } from "./data-section";
import { DeskSection, ReceiptSection, RulesSection } from "./desk-sections";
import { DesksSection } from "./desks-section";
import { NetworkSection } from "./network-section";
import { PeopleSection } from "./people-section";
import { Saved } from "./saved";
import { SectionIndex, sectionsOf } from "./section";
import { SurchargeSection } from "./surcharge-section";
import { TrainingSection } from "./training-section";
import { UpdatesSection } from "./updates-section";
import "./settings.css";

/** The settings of a desk. Every change is kept at once; what cannot be kept says why at its field. */
export function SettingsScreen({ id }: { readonly id: string | null }) {
  const { app, trouble } = useApp();
  if (!app) return trouble === null ? <Loading what={settingsWords.opening} /> : <Trouble sentence={trouble} />;
  return <Sections app={app} open={id} />;
}

/** `open`: the section that an address leads to. */
function Sections({ app, open }: { readonly app: AppState; readonly open: string | null }) {
  const sections = sectionsOf(app);
  const [saved, setSaved] = useState<string | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const goTo = (name: string): void => {
    const section = page.current?.querySelector<HTMLElement>(`[data-section="${name}"]`);
    // On its heading the letters are still keys, and Tab goes to its first field.
    section?.focus({ preventScroll: true });
    section?.scrollIntoView({ block: "start" });
  };
  const home = useHome();
  useEffect(() => {
    if (open !== null) goTo(open);
  }, [open]);
  useKeys(
    true,
    bind(
      "settings",
      Object.fromEntries(
        sections.map((name) => [
          name,
          () => {
            // A second press of the same key changes no address.
            goTo(name);
            go("settings", name);
          },
        ]),
      ),
    ),
  );
  return (
    <Saved value={setSaved}>
      <div ref={page} className="page settings">
        <div className="page-top">
          <h1 {...home}>{settingsWords.title}</h1>
        </div>
        <SectionIndex sections={sections} open={open} saved={saved} />
        <div className="settings-columns">
          <div className="stack">
            <ConnectionSection app={app} />
            <DeskSection settings={app.settings} />
            {sections.includes("surcharge") ? <SurchargeSection key={app.account.id} app={app} /> : null}
            <DesksSection seen={app.desks} />
          </div>
          <div className="stack">
            <ReceiptSection settings={app.settings} />
            {sections.includes("rules") ? <RulesSection settings={app.settings} /> : null}
            <NetworkSection proxy={app.proxy} />
            <DataSection settings={app.settings} />
            <UpdatesSection app={app} />
          </div>
        </div>
        <PeopleSection app={app} />
        {sections.includes("training") ? <TrainingSection /> : null}
        <p className="faint small settings-foot">{settingsWords.about({ version: app.version, ...app.runtime })}</p>
      </div>
    </Saved>
  );
}
