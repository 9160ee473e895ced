import { useRef, useState } from "react";
import type { ProxyState } from "../../../shared/contract";
import { settingsWords } from "../../../shared/words/settings";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { textIn, wipe } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { TextField } from "../../parts/text-field";
import { takeApp } from "../../stores/app";
import { Section, SUPERVISED } from "./section";
import { useTyped } from "../../parts/typed";

const PLAIN = ["address", "name"] as const;
type FieldName = (typeof PLAIN)[number] | "password";

/** The proxy that leads to the processors, where the system's own does not do. Its password goes one way. */
export function NetworkSection({ proxy }: { readonly proxy: ProxyState }) {
  const [address, setAddress] = useTyped("proxy address", proxy.address);
  const [name, setName] = useTyped("proxy name", proxy.name);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<FieldName, string>>>>({});
  const [said, setSaid] = useState<{ readonly words: string; readonly bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  /** SECURITY: the password is in its field and nowhere else, and is taken out of it once it is in the keychain. */
  const password = useRef<HTMLInputElement | null>(null);
  const form = useRef<HTMLFormElement | null>(null);
  /** The password that is kept belongs to this address and name; for another it is typed anew. */
  const same = proxy.hasPassword && address.trim() === proxy.address && name.trim() === proxy.name;

  const save = (): void => {
    if (busy) return;
    setBusy(true);
    setSaid(null);
    setWrong({});
    ask("proxy.set", { address, name, password: password.current ? textIn(password.current) : "" })
      .then(
        (after) => {
          if (password.current) wipe(password.current);
          setAddress(after.proxy.address);
          setName(after.proxy.name);
          takeApp(after);
          setSaid({ words: settingsWords.proxySaved({ used: usedWords(after.proxy) }), bad: false });
        },
        (error: unknown) => {
          const { sentence, fields } = asFailure(error);
          setWrong(fields);
          setSaid({ words: settingsWords.nothingChanged({ why: sentence }), bad: true });
          const first = [...PLAIN, "password"].findIndex((one) => fields[one] !== undefined);
          if (first >= 0) form.current?.querySelectorAll("input").item(first)?.focus();
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <Section name="network" needs={SUPERVISED}>
      <form
        ref={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label={settingsWords.proxyAddress}
          value={address}
          maxLength={300}
          placeholder={settingsWords.proxyAddressExample}
          error={wrong.address ?? null}
          hint={settingsWords.proxyAddressHint}
          onChange={setAddress}
        />
        <TextField
          label={settingsWords.proxyName}
          value={name}
          maxLength={200}
          error={wrong.name ?? null}
          hint={settingsWords.proxyNameHint}
          onChange={setName}
        />
        <SecretField
          label={settingsWords.proxyPassword}
          masked
          wrong={wrong.password ?? null}
          hint={same ? settingsWords.inKeychain : settingsWords.toKeychain}
          onInput={(input) => {
            password.current = input;
          }}
        />
        <p role="status" className={said?.bad ? "connection-status tone-bad" : "connection-status"}>
          {said?.words ?? usedWords(proxy)}
        </p>
        <div className="row">
          <Button submit needs="proxy.set" busy={busy}>
            {settingsWords.proxySave}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function usedWords({ address, name, hasPassword }: ProxyState): string {
  if (address === "") return settingsWords.proxySystem;
  const who = name === "" ? "" : hasPassword ? settingsWords.proxyAs({ name }) : settingsWords.proxyAsWithout({ name });
  return settingsWords.proxyUsed({ address, who });
}
