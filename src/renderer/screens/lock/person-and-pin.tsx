import { useRef, useState, type ReactNode } from "react";
import { LONGEST_PIN, type PersonLine } from "../../../shared/people";
import { lockWords as words } from "../../../shared/words/lock";
import { asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { DialogButtons } from "../../parts/dialog";
import { maskedText, wipe } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { SelectField } from "../../parts/select-field";

/**
 * Who it is, and the PIN. The first letters of a name choose it; a digit goes on to the PIN by itself, so that a hand
 * types name, PIN, Enter. SECURITY: the PIN is read once and wiped.
 */
export function PersonAndPin(props: {
  readonly people: readonly PersonLine[];
  /** Who is there at first; one that is not on the list: the first. */
  readonly at: string | null;
  /** Another person is likelier than that one. */
  readonly askWho: boolean;
  /** Throws a Failure, which is said at the PIN. */
  readonly onPin: (person: PersonLine, pin: string) => Promise<void>;
  /** The button that sends it, busy while it is asked. */
  readonly button: (busy: boolean) => ReactNode;
  readonly children?: ReactNode;
}) {
  const { people, askWho, onPin } = props;
  const [id, setId] = useState(props.at);
  const [wrong, setWrong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const pin = useRef<HTMLInputElement | null>(null);
  const asking = useRef(false);
  const person = people.find((one) => one.id === id) ?? people[0];
  const whoFirst = askWho && people.length > 1;
  if (!person) return null;

  const submit = (): void => {
    const field = pin.current;
    if (!field || asking.current) return;
    const typed = maskedText(field);
    if (typed === "" && person.hasPin) {
      setWrong(words.pinMissing);
      field.focus();
      return;
    }
    asking.current = true;
    setBusy(true);
    setWrong(null);
    onPin(person, typed)
      .catch((error: unknown) => {
        setWrong(asFailure(error).sentence);
        field.focus();
      })
      .finally(() => {
        wipe(field);
        asking.current = false;
        setBusy(false);
      });
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SelectField
        label={words.person}
        value={person.id}
        choices={people.map((one) => ({ value: one.id, label: one.name }))}
        autoFocus={whoFirst}
        onChange={(chosen) => {
          setId(chosen);
          setWrong(null);
        }}
        onKeyDown={(event) => {
          // The digit is typed into the PIN, which has the focus by then.
          if (/^\d$/.test(event.key) && !event.ctrlKey && !event.altKey) pin.current?.focus();
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (person.hasPin) pin.current?.focus();
          else submit();
        }}
      />
      <SecretField
        label={words.pin}
        masked
        wrong={wrong}
        hint={person.hasPin ? undefined : words.noPin({ name: person.name })}
        longest={LONGEST_PIN}
        autoFocus={!whoFirst}
        onInput={(input) => {
          pin.current = input;
        }}
      />
      <DialogButtons>
        {props.button(busy)}
        {props.children}
      </DialogButtons>
      {busy ? (
        <p role="status" className="heard-only">
          {words.unlocking}
        </p>
      ) : null}
    </form>
  );
}

/** The button under the PIN. */
export function PinButton(props: { readonly label: string; readonly busy: boolean; readonly children?: ReactNode }) {
  return (
    <Button kind="primary" submit busy={props.busy} label={props.label}>
      {props.children ?? props.label}
    </Button>
  );
}
