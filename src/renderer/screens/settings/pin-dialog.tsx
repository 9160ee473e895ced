import { useRef, useState } from "react";
import { LONGEST_PIN, isPin, type PersonLine } from "../../../shared/people";
import { commonWords } from "../../../shared/words/common";
import { peopleSettingsWords as words } from "../../../shared/words/people-settings";
import { peopleWords } from "../../../shared/words/people";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { maskedText } from "../../parts/masked-input";
import { SecretField } from "../../parts/secret-field";
import { showRecovery } from "../../stores/recovery";

interface PinProps {
  /** Whose PIN; null: the dialog is closed. */
  readonly person: PersonLine | null;
  /** It is one's own, so the present one is asked for. */
  readonly own: boolean;
  readonly onClose: () => void;
  readonly onDone: (name: string) => void;
}

/** A new PIN for a person. SECURITY: both PINs are in their fields alone, read once. */
export function PinDialog(props: PinProps) {
  const { person } = props;
  return (
    <Dialog
      title={person ? words.pinTitle({ name: person.name }) : ""}
      open={person !== null}
      onClose={props.onClose}
      stays
    >
      {person ? <PinForm {...props} person={person} /> : null}
    </Dialog>
  );
}

function PinForm({ person, own, onClose, onDone }: PinProps & { readonly person: PersonLine }) {
  const current = useRef<HTMLInputElement | null>(null);
  const pin = useRef<HTMLInputElement | null>(null);
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const asksCurrent = own && person.hasPin;
  const tell = (said: Readonly<Record<string, string>>): void => {
    setWrong(said);
    if (said["current"] !== undefined) current.current?.focus();
    else if (said["pin"] !== undefined) pin.current?.focus();
  };
  const save = (): void => {
    if (busy || !pin.current) return;
    const typed = maskedText(pin.current);
    const before = current.current ? maskedText(current.current) : "";
    const found = {
      ...(asksCurrent && before === "" ? { current: words.currentMissing } : {}),
      ...(isPin(typed) ? {} : { pin: peopleWords.pinShort }),
    };
    tell(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    ask("people.setPin", { id: person.id, current: asksCurrent ? before : null, pin: typed })
      .then(
        ({ recovery }) => {
          onDone(person.name);
          if (recovery !== null) showRecovery(recovery);
        },
        (error: unknown) => {
          const { code, sentence, fields } = asFailure(error);
          tell(code === "wrong_pin" || code === "wait" ? { current: sentence } : { pin: sentence, ...fields });
        },
      )
      .finally(() => setBusy(false));
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {asksCurrent ? (
        <SecretField
          label={words.currentPin}
          masked
          wrong={wrong["current"] ?? null}
          longest={LONGEST_PIN}
          autoFocus
          onInput={(input) => {
            current.current = input;
          }}
        />
      ) : null}
      <SecretField
        label={words.newPin}
        masked
        wrong={wrong["pin"] ?? null}
        hint={peopleWords.pinShort}
        longest={LONGEST_PIN}
        autoFocus={!asksCurrent}
        onInput={(input) => {
          pin.current = input;
        }}
      />
      <DialogButtons>
        <Button kind="primary" submit busy={busy}>
          {words.savePin}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
