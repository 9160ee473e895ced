import { useRef, useState } from "react";
import type { ProxyState } from "../../../shared/contract";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { TextField } from "../../parts/text-field";
import { takeApp } from "../../stores/app";
import { SecretField } from "./secret-field";

const PLAIN = ["address", "name"] as const;
type FieldName = (typeof PLAIN)[number] | "password";

/** The proxy that leads to the processors, where the system's own does not do. Its password goes one way. */
export function NetworkSection({ proxy }: { readonly proxy: ProxyState }) {
  const [address, setAddress] = useState(proxy.address);
  const [name, setName] = useState(proxy.name);
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
    ask("proxy.set", { address, name, password: password.current?.value ?? "" })
      .then(
        (after) => {
          if (password.current) password.current.value = "";
          setAddress(after.proxy.address);
          setName(after.proxy.name);
          takeApp(after);
          setSaid({ words: usedWords(after.proxy), bad: false });
        },
        (error: unknown) => {
          const { sentence, fields } = asFailure(error);
          setWrong(fields);
          setSaid({ words: `Nothing was changed. ${sentence}`, bad: true });
          const first = [...PLAIN, "password"].findIndex((one) => fields[one] !== undefined);
          if (first >= 0) form.current?.querySelectorAll("input").item(first)?.focus();
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <section className="sheet stack" aria-label="Network">
      <h2>Network</h2>
      <form
        ref={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField
          label="Proxy address"
          value={address}
          maxLength={300}
          placeholder="proxy.example.com:8080"
          error={wrong.address ?? null}
          hint="Only where the network asks for a name and a password. Left empty: the proxy that this computer’s system names, or none."
          onChange={setAddress}
        />
        <TextField
          label="Proxy name"
          value={name}
          maxLength={200}
          error={wrong.name ?? null}
          hint="Empty where the proxy asks for none."
          onChange={setName}
        />
        <SecretField
          label="Proxy password"
          masked
          wrong={wrong.password ?? null}
          hint={same ? "It is in the keychain. A new one replaces it." : "It is kept in this computer’s keychain."}
          onInput={(input) => {
            password.current = input;
          }}
        />
        <p role="status" className={said?.bad ? "connection-status tone-bad" : "connection-status"}>
          {said?.words ?? usedWords(proxy)}
        </p>
        <div className="row">
          <Button submit busy={busy}>
            Save network
          </Button>
        </div>
      </form>
    </section>
  );
}

function usedWords({ address, name, hasPassword }: ProxyState): string {
  if (address === "") return "The system’s proxy is used, where it names one.";
  const who = name === "" ? "" : hasPassword ? `, as ${name}` : `, as ${name}; its password must be typed again`;
  return `Connections go through ${address}${who}.`;
}
