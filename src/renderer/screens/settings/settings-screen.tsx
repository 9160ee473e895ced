import { ConnectionSection } from "./connection-section";
import { DeskSection, ReceiptSection, RulesSection } from "./desk-sections";
import { NetworkSection } from "./network-section";
import { SurchargeSection } from "./surcharge-section";
import { TrainingSection } from "./training-section";
import { Loading, Trouble } from "../../parts/states";
import { useApp } from "../../stores/app";
import "./settings.css";

/** The settings of a desk. Every change is kept at once; what cannot be kept says why at its field. */
export function SettingsScreen(_props: { readonly id: string | null }) {
  const { app, trouble } = useApp();
  if (!app) return trouble === null ? <Loading what="Opening the settings" /> : <Trouble sentence={trouble} />;
  return (
    <div className="page settings">
      <div className="page-top">
        <h1>Settings</h1>
      </div>
      <div className="settings-columns">
        <div className="stack">
          <ConnectionSection app={app} />
          <DeskSection settings={app.settings} />
          {app.capabilities.includes("surcharge") ? <SurchargeSection key={app.account.id} app={app} /> : null}
        </div>
        <div className="stack">
          <ReceiptSection settings={app.settings} />
          {app.capabilities.includes("post_auth_rules") ? <RulesSection settings={app.settings} /> : null}
          <NetworkSection proxy={app.proxy} />
        </div>
      </div>
      {app.account.environment === "practice" ? <TrainingSection /> : null}
      <p className="faint small settings-foot">
        Counterfoil {app.version} · Electron {app.runtime.electron} · Chromium {app.runtime.chrome}
        {app.runtime.supported ? "" : " · this runtime is out of support, so live connections are refused"}
      </p>
    </div>
  );
}
