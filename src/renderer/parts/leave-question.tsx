import { partsWords } from "../../shared/words/parts";
import { Button } from "./button";
import { Dialog, DialogButtons } from "./dialog";

const words = partsWords.leave;

/** Asks before what was typed in a form is given up. Escape stays in the form. */
export function LeaveQuestion(props: {
  readonly open: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  return (
    <Dialog title={words.title} open={props.open} onClose={props.onStay}>
      <div className="stack">
        <p>{words.text}</p>
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
