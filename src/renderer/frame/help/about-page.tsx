import { useEffect, useState } from "react";
import { aboutWords } from "../../../shared/words/about";
import type { OutputOf } from "../../../shared/contract";
import { ask, asFailure } from "../../bridge";
import { Loading, Trouble } from "../../parts/states";
import { Facts } from "../../parts/stub";
import { useApp } from "../../stores/app";

type About = OutputOf<"app.about">;

/** Version, runtime, where the data lies, and the licences of everything that is in the program. */
export function AboutPage() {
  const app = useApp((state) => state.app);
  const [about, setAbout] = useState<About | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    ask("app.about", {}).then(setAbout, (error: unknown) => setTrouble(asFailure(error).sentence));
  }, []);
  if (trouble) return <Trouble sentence={trouble} />;
  if (!app || !about) return <Loading what={aboutWords.reading} />;
  return (
    <>
      <p>{aboutWords.what}</p>
      <Facts
        facts={[
          { label: aboutWords.version, value: app.version, copy: app.version },
          {
            label: aboutWords.runtime,
            value: aboutWords.runtimeIs({
              electron: app.runtime.electron,
              chrome: app.runtime.chrome,
              node: about.node,
            }),
          },
          {
            label: aboutWords.supported,
            value: app.runtime.supported ? aboutWords.isSupported : aboutWords.notSupported,
            tone: app.runtime.supported ? "good" : "warn",
          },
          { label: aboutWords.folder, value: about.folder, copy: about.folder },
        ]}
      />
      <p className="quiet small">{aboutWords.folderHolds}</p>
      <h4 className="help-licences">{aboutWords.licences({ count: about.licences.length })}</h4>
      <p className="quiet small">{aboutWords.chromium}</p>
      {about.licences.map(({ name, version, licence, text }) => (
        <details key={`${name} ${version}`} className="help-licence">
          <summary>{aboutWords.package({ name, version, licence })}</summary>
          <pre>{text === "" ? aboutWords.noText : text}</pre>
        </details>
      ))}
    </>
  );
}
