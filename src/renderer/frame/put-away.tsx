import type { Notice } from "../../shared/contract";
import { frameWords } from "../../shared/words/frame";
import { notificationWords } from "../../shared/words/notifications";
import { ask, asFailure } from "../bridge";
import { Button } from "../parts/button";
import { heardAttempt } from "../stores/attempts";
import { openOverlay } from "../stores/overlay";
import { toast } from "../stores/toasts";

/** News stays until it is opened or put away. So does a correction; who has read it is kept. */
export function PutAway({ notice: { id, attemptId, news } }: { readonly notice: Notice }) {
  if (news) return <NewsButtons id={id} />;
  if (attemptId === undefined) return null;
  const read = (): void => {
    ask("attempts.correctionRead", { id: attemptId }).then(heardAttempt, (error: unknown) =>
      toast(asFailure(error).sentence, "warning"),
    );
  };
  return (
    <Button kind="quiet" size="small" onPress={read}>
      {frameWords.haveRead}
    </Button>
  );
}

function NewsButtons({ id }: { readonly id: string }) {
  const tell = (name: "news.open" | "news.read"): void => {
    if (name === "news.open") openOverlay(null);
    ask(name, { id }).catch((error: unknown) => toast(asFailure(error).sentence, "warning"));
  };
  return (
    <>
      <Button kind="quiet" size="small" onPress={() => tell("news.open")}>
        {notificationWords.open}
      </Button>
      <Button kind="quiet" size="small" onPress={() => tell("news.read")}>
        {notificationWords.read}
      </Button>
    </>
  );
}
