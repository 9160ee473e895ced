import { useCallback, useRef, useState } from "react";
import { customerTitle, type Customer, type CustomerLine } from "../../shared/customer";
import type { Channel } from "../../shared/outcome";
import { cardWords } from "../../shared/words/card";
import { emailNote, readEmail } from "../../shared/email";
import { phoneNote, phoneText, phoneToSend } from "../../shared/phone";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { Dialog, DialogButtons } from "../parts/dialog";
import { SearchBox } from "../parts/search-box";
import { Quote } from "../parts/stub";
import { TextField } from "../parts/text-field";
import { useApp } from "../stores/app";

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
    <Dialog title="Save card" open={props.open} onClose={props.onClose}>
      <SaveCard {...props} />
    </Dialog>
  );
}

function SaveCard(props: Parameters<typeof SaveCardDialog>[0]) {
  const { attemptId, suggested, onSaved, onClose } = props;
  const merchant = useApp(({ app }) => app?.settings.merchant.name ?? "");
  const [chosen, setChosen] = useState<CustomerLine | null>(null);
  const [name, setName] = useState(suggested.name);
  const [email, setEmail] = useState(suggested.email);
  const [phone, setPhone] = useState(suggested.phone);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const asking = useRef(false);
  const find = useCallback((clue: string) => ask("customers.search", { clue, limit: 5 }), []);

  const save = (): void => {
    if (asking.current) return;
    if (!chosen && !name.trim() && !email.trim() && !phone.trim()) {
      setTrouble("Choose a customer, or type a name for a new one.");
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
    if (address?.ok === false || number?.ok === false) return;
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
        setTrouble(failure.sentence);
        setFields(failure.fields);
      })
      .finally(() => {
        asking.current = false;
        setBusy(false);
      });
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {chosen ? (
        <p className="row-between">
          <span>
            To <strong>{customerTitle(chosen)}</strong>
          </span>
          <Button size="small" onPress={() => setChosen(null)}>
            Another customer
          </Button>
        </p>
      ) : (
        <>
          <SearchBox
            name="Customer of this card"
            placeholder="Find a customer"
            find={find}
            keyOf={(line) => line.id}
            nameOf={customerTitle}
            line={(line) => (
              <span className="grow cut">
                {customerTitle(line)}{" "}
                <span className="faint small">{[line.email, phoneText(line.phone)].filter(Boolean).join(" · ")}</span>
              </span>
            )}
            onChoose={setChosen}
            nothing="No customer found. Make a new one below."
          />
          <p className="quiet small">or a new customer:</p>
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            maxLength={50}
            error={fields["name"] ?? null}
            autoFocus
          />
          <div className="form-grid">
            <TextField
              label="Email"
              value={email}
              onChange={setEmail}
              maxLength={200}
              hint={emailNote(email)}
              error={fields["email"] ?? null}
            />
            <TextField
              label="Phone"
              type="tel"
              value={phone}
              onChange={setPhone}
              maxLength={200}
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
          Save card
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </DialogButtons>
    </form>
  );
}
