import { useState } from "react";
import { paymentWords } from "../../shared/words/payment";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { toast } from "../stores/toasts";
import { tellSaved } from "./saved-toast";

/** Saves what a merchant answers a dispute with, as one PDF; why it could not be made is told. */
export function DisputePackButton({ paymentId }: { readonly paymentId: string }) {
  const [busy, setBusy] = useState(false);
  const save = (): void => {
    setBusy(true);
    tellSaved(ask("payments.disputePack", { paymentId }))
      .catch((error: unknown) => toast(asFailure(error).sentence, "warning"))
      .finally(() => setBusy(false));
  };
  return (
    <Button kind="quiet" size="small" needs="payments.disputePack" busy={busy} onPress={save}>
      {paymentWords.disputePack}
    </Button>
  );
}
