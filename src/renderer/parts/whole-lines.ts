/** What stands as a whole or not at all. */
const SOLID = "button, input, select, textarea, svg, img";
/** It stands at the corner of the stub, and does not scroll with what it closes. */
const CORNER = ".stub-close";
/** What lies over what scrolls below it: a form’s own foot, and the guide’s line. */
const FOOT = ".dialog-buttons, .guide-told";

interface Band {
  readonly top: number;
  readonly bottom: number;
}

/**
 * Clips a box that scrolls so that no line at its upper or lower edge is cut in the middle: a half line is left out. It
 * moves nothing.
 */
export function showWholeLines(box: HTMLElement): void {
  const { top, bottom } = box.getBoundingClientRect();
  if (box.scrollHeight <= box.clientHeight || box.querySelector(FOOT)) {
    box.style.clipPath = "";
    return;
  }
  const seen = whole({ top, bottom }, bandsIn(box));
  // At the sides a focus ring may stand out.
  // Unless it was scrolled its beginning is all there.
  const above = box.scrollTop === 0 ? -8 : seen.top - top;
  box.style.clipPath = `inset(${above}px -8px ${bottom - seen.bottom}px -8px)`;
}

/** The part of `view` that cuts none of the bands. One taller than half of it is cut: it could never be read else. */
export function whole(view: Band, bands: readonly Band[]): Band {
  const half = (view.bottom - view.top) / 2;
  let seen = view;
  for (;;) {
    const cut = bands.filter(({ top, bottom }) => bottom - top < half);
    // Half a pixel is rounding.
    const above = cut.find(({ top, bottom }) => top < seen.top - 0.5 && bottom > seen.top + 0.5);
    const below = cut.find(({ top, bottom }) => top < seen.bottom - 0.5 && bottom > seen.bottom + 0.5);
    if (!above && !below) return seen;
    seen = { top: above?.bottom ?? seen.top, bottom: below?.top ?? seen.bottom };
    if (seen.bottom <= seen.top) return view;
  }
}

/** Where each line of text stands, and each thing that is one piece. */
function bandsIn(box: HTMLElement): Band[] {
  const solids = [...box.querySelectorAll(SOLID)].filter((solid) => !solid.closest(CORNER));
  const bands = solids.map((solid) => solid.getBoundingClientRect());
  const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    if (texts.currentNode.parentElement?.closest(CORNER)) continue;
    range.selectNodeContents(texts.currentNode);
    bands.push(...range.getClientRects());
  }
  return bands.filter(({ height }) => height > 0);
}
