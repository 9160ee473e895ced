import { useCallback, useRef, useState } from "react";
import { LONGEST_OF_CUSTOMER } from "../../shared/charge-limits";
import { customerTitle, type Customer, type CustomerLine } from "../../shared/customer";
import type { Channel } from "../../shared/outcome";
import { cardWords } from "../../shared/words/card";
import { commonWords } from "../../shared/words/common";
import { paymentWords } from "../../shared/words/payment";
import { emailNote, readEmail } from "../../shared/email";
import { phoneNote, phoneText, phoneToSend } from "../../shared/phone";
import { ask, asFailure } from "../bridge";
import { tooLong } from "../../shared/too-long";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { SearchBox } from "../parts/search-box";
import { Quote } from "../parts/stub";
import { TextField } from "../parts/text-field";
import { useApp } from "../stores/app";
import { readSoFar, useDirectory } from "../stores/directory";
import { numberBeingRead } from "../stores/numbers-abroad";
import { useTyped } from "../parts/typed";
import { useLatest } from "../parts/use-latest";

const words = paymentWords.saveCard;
const SHOWN: readonly string[] = ["name", "email", "phone"];

/** Keeps the card of a charge that went through, for a customer found or made in the dialog. */
export function SaveCardDialog(props: {
  readonly attemptId: string;
  /** The channel of the order: the words of the cardholder's consent depend on it. */
  readonly channel: Channel;
  readonly suggested: { readonly name: string; readonly email: string; readonly phone: string };
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onSaved: (customer: Customer) => void;
}) {
  return (
    <Dialog title={words.title} open={props.open} onClose={props.onClose}>
      <SaveCard {...props} />
    </Dialog>
  );
}

function SaveCard(props: Parameters<typeof SaveCardDialog>[0]) {
  const { attemptId, suggested, onSaved, onClose } = props;
  const merchant = useApp(({ app }) => app?.settings.merchant.name ?? "");
  const [chosen, setChosen] = useTyped<CustomerLine | null>(`save card ${attemptId}`, null);
  const [name, setName] = useTyped(`save card name ${attemptId}`, suggested.name);
  const [email, setEmail] = useTyped(`save card email ${attemptId}`, suggested.email);
  const [phone, setPhone] = useTyped(`save card phone ${attemptId}`, suggested.phone);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const again = useDirectory(readSoFar);
  const find = useCallback((clue: string) => ask("customers.search", { clue, limit: 5 }), []);

  const save = useLatest((): void => {
    if (asking.current) return;
    if (!chosen && !name.trim() && !email.trim() && !phone.trim()) {
      setTrouble(words.whoMissing);
      return;
    }
    const address = chosen || !email.trim() ? null : readEmail(email);
    const number = chosen || !phone.trim() ? null : phoneToSend(phone);
    const wrong = {
      ...(address?.ok === false && { email: address.sentence }),
      ...(number?.ok === false && { phone: number.sentence }),
    };
    setTrouble(null);
    setFields(wrong);
    // The field itself tells that the name is too long.
    const isLong = !chosen && tooLong(name, LONGEST_OF_CUSTOMER) !== null;
    if (address?.ok === false || number?.ok === false || isLong) return;
    asking.current = true;
    setBusy(true);
    const to = chosen
      ? { customerId: chosen.id }
      : {
          newCustomer: {
            name: name.trim() || null,
            email: address?.address ?? null,
            phone: number?.digits ?? null,
          },
        };
    ask("payments.saveCard", { attemptId, to })
      .then(onSaved, (error: unknown) => {
        const failure = asFailure(error);
        // By the last part of their names: `to.newCustomer.email`.
        const told = Object.entries(failure.fields).map(
          ([path, why]) => [path.split(".").at(-1) ?? path, why] as const,
        );
        const shown = told.filter(([field]) => !chosen && SHOWN.includes(field));
        setFields(Object.fromEntries(shown));
        const others = told.filter((each) => !shown.includes(each)).map(([, why]) => why);
        setTrouble(shown.length === 0 ? failure.sentence : others.join(" ") || null);
      })
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  });

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const read = chosen ? null : numberBeingRead(phone);
        if (read === null) save.current();
        else void read.then(() => save.current());
      }}
    >
      {chosen ? (
        <p className="row-between">
          <span>
            {words.to} <strong>{customerTitle(chosen)}</strong>
          </span>
          <Button size="small" onPress={() => setChosen(null)}>
            {words.another}
          </Button>
        </p>
      ) : (
        <>
          <SearchBox
            name={words.find}
            placeholder={words.findHint}
            find={find}
            again={again}
            keyOf={(line) => line.id}
            nameOf={customerTitle}
            line={(line) => (
              <span className="grow cut">
                {customerTitle(line)}{" "}
                <span className="faint small">{[line.email, phoneText(line.phone)].filter(Boolean).join(" · ")}</span>
              </span>
            )}
            onChoose={setChosen}
            nothing={words.nobody}
          />
          <p className="quiet small">{words.orNew}</p>
          <TextField
            label={words.name}
            value={name}
            onChange={setName}
            maxLength={LONGEST_OF_CUSTOMER}
            error={fields["name"] ?? null}
            autoFocus
          />
          <div className="form-grid">
            <TextField
              label={words.email}
              value={email}
              onChange={setEmail}
              hint={emailNote(email)}
              error={fields["email"] ?? null}
            />
            <TextField
              label={words.phone}
              type="tel"
              value={phone}
              onChange={setPhone}
              hint={phoneNote(phone)}
              error={fields["phone"] ?? null}
            />
          </div>
        </>
      )}
      <Quote>{cardWords.consent({ merchant, channel: props.channel })}</Quote>
      {trouble ? (
        <p className="field-error" role="alert">
          {trouble}
        </p>
      ) : null}
      <DialogButtons>
        <Button kind="primary" submit busy={busy} autoFocus={chosen !== null}>
          {words.save}
        </Button>
        <Button onPress={onClose}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
