import { useRef, useState } from "react";
import type { OutputOf } from "../../../shared/contract";
import { desksScreenWords as words } from "../../../shared/words/desks-screen";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { textIn, wipe } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { TextField } from "../../parts/text-field";

const FIELDS = ["address", "password", "words", "certificate"] as const;
type FieldName = (typeof FIELDS)[number];

/** Where the shared book is, and what opens it. SECURITY: password and words are in their fields alone, and go one way. */
export function ConnectDesk(props: { readonly onConnected: (answer: OutputOf<"desks.connect">) => void }) {
  const [address, setAddress] = useState("");
  const [certificate, setCertificate] = useState("");
  const [wrong, setWrong] = useState<Readonly<Partial<Record<FieldName, string>>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement | null>(null);
  const shopWords = useRef<HTMLInputElement | null>(null);
  const form = useRef<HTMLFormElement | null>(null);

  const connect = (): void => {
    if (busy) return;
    setBusy(true);
    setWrong({});
    setTrouble(null);
    const typedWords = shopWords.current ? textIn(shopWords.current).trim() : "";
    ask("desks.connect", {
      address,
      password: password.current ? textIn(password.current) : "",
      words: typedWords === "" ? null : typedWords,
      certificate: certificate.trim() === "" ? null : certificate,
    })
      .then(
        (answer) => {
          for (const field of [password.current, shopWords.current]) if (field) wipe(field);
          props.onConnected(answer);
        },
        (error: unknown) => {
          const { sentence, fields } = asFailure(error);
          setWrong(fields);
          setTrouble(words.nothingChanged({ why: sentence }));
          const first = FIELDS.findIndex((field) => fields[field] !== undefined);
          if (first >= 0) form.current?.querySelectorAll<HTMLElement>("input, textarea").item(first)?.focus();
        },
      )
      .finally(() => setBusy(false));
  };

  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      <TextField
        label={words.address}
        value={address}
        maxLength={500}
        placeholder={words.addressExample}
        error={wrong.address ?? null}
        hint={words.addressHint}
        onChange={setAddress}
      />
      <SecretField
        label={words.password}
        masked
        wrong={wrong.password ?? null}
        hint={words.passwordHint}
        longest={500}
        onInput={(input) => {
          password.current = input;
        }}
      />
      <SecretField
        label={words.words}
        masked={false}
        wrong={wrong.words ?? null}
        hint={words.wordsHint}
        longest={200}
        onInput={(input) => {
          shopWords.current = input;
        }}
      />
      <TextField
        label={words.certificate}
        value={certificate}
        maxLength={20_000}
        rows={2}
        error={wrong.certificate ?? null}
        hint={words.certificateHint}
        onChange={setCertificate}
      />
      <p className="quiet small">{words.people}</p>
      <p role="status" className={trouble === null ? "connection-status" : "connection-status tone-bad"}>
        {trouble ?? words.notUsed}
      </p>
      <div className="row">
        <Button submit needs="desks.connect" busy={busy}>
          {words.connect}
        </Button>
      </div>
    </form>
  );
}
