import { useEffect, useState } from "react";
import { NO_FILTER, type PaymentFilter, type SavedFilter } from "../../../shared/history";
import { commonWords } from "../../../shared/words/common";
import { paymentsWords } from "../../../shared/words/payments";
import { ask, asFailure } from "../../bridge";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";
import { TextField } from "../../parts/text-field";
import { findPayment } from "../../stores/find";
import { toast } from "../../stores/toasts";
import { useTyped } from "../../parts/typed";

/** The saved filters, one button each, and the way to save the present one. */
export function SavedFilters(props: {
  readonly clue: string;
  readonly filter: PaymentFilter;
  readonly onFilter: (filter: PaymentFilter) => void;
}) {
  const { clue, filter, onFilter } = props;
  const [saved, setSaved] = useState<readonly SavedFilter[]>([]);
  const [naming, setNaming] = useState(false);
  useEffect(() => {
    ask("filters.list", {}).then(setSaved, () => undefined);
  }, []);
  const present = JSON.stringify([clue.trim(), filter]);
  const isPresent = (one: SavedFilter): boolean => JSON.stringify([one.clue, one.filter]) === present;
  const narrowed = present !== JSON.stringify(["", NO_FILTER]);
  const remove = (name: string): void => {
    ask("filters.remove", { name }).then(setSaved, (error: unknown) => toast(asFailure(error).sentence, "warning"));
  };
  return (
    <>
      {saved.map((one) => (
        <span key={one.name} className="saved-filter">
          <Button
            size="small"
            pressed={isPresent(one)}
            onPress={() => {
              findPayment(one.clue);
              onFilter(one.filter);
            }}
          >
            {one.name}
          </Button>
          {isPresent(one) ? (
            <Button
              kind="quiet"
              size="small"
              label={paymentsWords.forgetFilter({ name: one.name })}
              onPress={() => remove(one.name)}
            >
              ×
            </Button>
          ) : null}
        </span>
      ))}
      {narrowed && !saved.some(isPresent) ? (
        <Button kind="quiet" size="small" onPress={() => setNaming(true)}>
          {paymentsWords.saveFilter}
        </Button>
      ) : null}
      <Dialog title={paymentsWords.saveFilter} open={naming} onClose={() => setNaming(false)}>
        <NameIt
          taken={saved.map(({ name }) => name)}
          onName={(name) =>
            ask("filters.save", { name, clue: clue.trim(), filter })
              .then(setSaved)
              .then(() => setNaming(false))
          }
          onClose={() => setNaming(false)}
        />
      </Dialog>
    </>
  );
}

function NameIt(props: {
  readonly taken: readonly string[];
  readonly onName: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const [name, setName] = useTyped("filter name", "");
  const [trouble, setTrouble] = useState<string | null>(null);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") setTrouble(paymentsWords.nameMissing);
        else props.onName(name.trim()).catch((error: unknown) => setTrouble(asFailure(error).sentence));
      }}
    >
      <TextField
        label={paymentsWords.filterName}
        value={name}
        onChange={setName}
        maxLength={40}
        error={trouble}
        hint={props.taken.includes(name.trim()) ? paymentsWords.nameTaken : null}
        autoFocus
      />
      <DialogButtons>
        <Button kind="primary" submit>
          {commonWords.save}
        </Button>
        <Button onPress={props.onClose}>{commonWords.cancel}</Button>
      </DialogButtons>
    </form>
  );
}
