import { useRef, useState, type ReactNode } from "react";
import type { AppState, OutputOf } from "../../../shared/contract";
import { LONGEST_PERSON, LONGEST_PIN } from "../../../shared/people";
import { lockWords as words } from "../../../shared/words/lock";
import { peopleWords } from "../../../shared/words/people";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { DialogButtons } from "../../parts/dialog";
import { textIn, wipe } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { SelectField } from "../../parts/select-field";
import { SECRETS } from "../../stores/account-secrets";
import { takeApp } from "../../stores/app";
import { showRecovery } from "../../stores/recovery";

type LetIn = OutputOf<"people.recover">;

/** The two ways in for an owner without a PIN: the recovery words, or the credentials of an account. */
export function ForgottenPin({ app, onBack }: { readonly app: AppState; readonly onBack: () => void }) {
  const [way, setWay] = useState<"words" | "credentials">("words");
  return way === "words" ? (
    <ByWords key="words" onBack={onBack} onOther={() => setWay("credentials")} />
  ) : (
    <ByCredentials key="credentials" app={app} onBack={onBack} onOther={() => setWay("words")} />
  );
}

function ByWords(props: { readonly onBack: () => void; readonly onOther: () => void }) {
  const form = useSecretForm((read) => ask("people.recover", { words: read("words"), pin: read("pin") }));
  return (
    <form className="stack" onSubmit={form.onSubmit({ words: words.wordsMissing, pin: peopleWords.pinShort })}>
      <p className="quiet">{words.byWords}</p>
      <SecretField {...form.field("words")} label={words.words} masked={false} longest={200} autoFocus />
      <NewPin form={form} />
      <Foot {...props} trouble={form.trouble} busy={form.busy} does={words.setAndUnlock} other={words.noWords} />
    </form>
  );
}

function ByCredentials(props: { readonly app: AppState; readonly onBack: () => void; readonly onOther: () => void }) {
  const connected = props.app.accounts.filter(({ hasSecret, credentials }) => hasSecret && credentials !== "none");
  const [chosen, setChosen] = useState(connected[0]?.id ?? "");
  const account = connected.find(({ id }) => id === chosen);
  const form = useSecretForm((read) =>
    ask("people.newOwner", {
      account: chosen,
      credentials:
        account?.credentials === "client"
          ? {
              clientId: read("clientId"),
              clientSecret: read("clientSecret"),
              subAccount: read("subAccount") || null,
            }
          : { token: read("token") },
      name: read("name"),
      pin: read("pin"),
    }),
  );
  if (!account)
    return (
      <>
        <p>{words.noAccounts}</p>
        <DialogButtons>
          <Button kind="primary" autoFocus onPress={props.onOther}>
            {words.haveWords}
          </Button>
          <Button onPress={props.onBack}>{words.back}</Button>
        </DialogButtons>
      </>
    );
  const secrets = SECRETS[account.credentials];
  const missing = {
    ...Object.fromEntries(secrets.flatMap((one) => (one.missing === null ? [] : [[one.name, one.missing]]))),
    name: peopleWords.nameMissing,
    pin: peopleWords.pinShort,
  };
  return (
    <form className="stack" onSubmit={form.onSubmit(missing)}>
      <p className="quiet">{words.byCredentials}</p>
      <SelectField
        label={words.account}
        value={chosen}
        choices={connected.map(({ id, name }) => ({ value: id, label: name }))}
        autoFocus
        onChange={setChosen}
      />
      {secrets.map(({ name, label, masked }) => (
        <SecretField key={name} {...form.field(name)} label={label} masked={masked} />
      ))}
      <SecretField {...form.field("name")} label={words.yourName} masked={false} longest={LONGEST_PERSON} />
      <NewPin form={form} />
      <Foot {...props} trouble={form.trouble} busy={form.busy} does={words.makeOwner} other={words.haveWords} />
    </form>
  );
}

function NewPin({ form }: { readonly form: ReturnType<typeof useSecretForm> }) {
  const label = words.newPin;
  return <SecretField {...form.field("pin")} label={label} masked longest={LONGEST_PIN} hint={peopleWords.pinShort} />;
}

function Foot(props: {
  readonly trouble: string | null;
  readonly busy: boolean;
  readonly does: string;
  readonly other: string;
  readonly onOther: () => void;
  readonly onBack: () => void;
}): ReactNode {
  return (
    <>
      {props.trouble ? (
        <p className="field-error" role="alert">
          {props.trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button kind="primary" submit busy={props.busy}>
          {props.does}
        </Button>
        <Button onPress={props.onOther}>{props.other}</Button>
        <Button kind="quiet" onPress={props.onBack}>
          {words.back}
        </Button>
      </DialogButtons>
    </>
  );
}

/** A form of secrets: they are in its fields alone, read once at the send and wiped when it has let somebody in. */
function useSecretForm(send: (read: (name: string) => string) => Promise<LetIn>) {
  const fields = useRef<Record<string, HTMLInputElement>>({});
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const read = (name: string): string => {
    const field = fields.current[name];
    return field ? textIn(field).trim() : "";
  };
  return {
    trouble,
    busy,
    field: (name: string) => ({
      wrong: wrong[name] ?? null,
      onInput: (input: HTMLInputElement | null): void => {
        if (input) fields.current[name] = input;
        else delete fields.current[name];
      },
    }),
    onSubmit:
      (missing: Readonly<Record<string, string>>) =>
      (event: { readonly preventDefault: () => void }): void => {
        event.preventDefault();
        if (busy) return;
        const found = Object.fromEntries(Object.entries(missing).filter(([name]) => read(name) === ""));
        const tell = (said: Readonly<Record<string, string>>): void => {
          setWrong(said);
          fields.current[Object.keys(fields.current).find((name) => said[name] !== undefined) ?? ""]?.focus();
        };
        tell(found);
        setTrouble(null);
        if (Object.keys(found).length > 0) return;
        setBusy(true);
        send(read)
          .then(
            ({ state, recovery }) => {
              for (const input of Object.values(fields.current)) wipe(input);
              takeApp(state);
              showRecovery(recovery);
            },
            (error: unknown) => {
              const failure = asFailure(error);
              tell(failure.fields);
              setTrouble(failure.sentence);
            },
          )
          .finally(() => setBusy(false));
      },
  };
}
