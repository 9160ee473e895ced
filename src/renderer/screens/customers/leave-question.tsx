import { customersWords } from "../../../shared/words/customers";
import { Button } from "../../parts/button";
import { Dialog, DialogButtons } from "../../parts/dialog";

const words = customersWords.form;

/** Asks before what was typed in a form is given up. Escape stays in the form. */
export function LeaveQuestion(props: {
  readonly open: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <Dialog title={words.leave} open={props.open} onClose={props.onStay}>
      <div className="stack">
        <p>{words.leaveWords}</p>
        <DialogButtons>
          <Button autoFocus onPress={props.onStay}>
            {words.stay}
          </Button>
          <Button kind="danger" onPress={props.onLeave}>
            {words.discard}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}
