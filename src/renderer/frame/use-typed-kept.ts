import { useEffect, useRef } from "react";
import { lockWords } from "../../shared/words/lock";
import { keepTyped } from "../parts/typed";
import { beforeLock } from "../stores/lock";
import { toast } from "../stores/toasts";

/** Keeps what is half typed when it locks, and tells whoever comes back to it. `who`: as TypedBy has it. */
export function useTypedKept(who: string, locked: boolean): void {
  const keptFor = useRef<string | null>(null);
  useEffect(
    () =>
      beforeLock(() => {
        keptFor.current = keepTyped() ? who : null;
      }),
    [who],
  );
  useEffect(() => {
    if (locked) return;
    if (keptFor.current === who) toast(lockWords.typedKept);
    keptFor.current = null;
    // oxlint-disable-next-line react/exhaustive-deps -- when it is unlocked only
  }, [locked]);
}
