import { LONGEST_LOGO } from "../../../shared/settings";
import { settingsWords } from "../../../shared/words/settings";

/** What a logo may be at most, in pixels: sharp on a printer at 18 mm of height. */
const WIDEST = 720;
const HIGHEST = 240;
const LARGEST_FILE = 2_000_000;

/** Why a file is no logo; the message is for a person. */
export class NoLogo extends Error {
  override readonly name = "NoLogo";
}

/**
 * A PNG or SVG file as base64 of a PNG that fits a receipt. SECURITY: an SVG is drawn once, as a picture (no script, no
 * file beside it), and only what was drawn is kept. Throws NoLogo.
 */
export async function rasterised(file: File): Promise<string> {
  if (!["image/png", "image/svg+xml"].includes(file.type)) throw new NoLogo(settingsWords.logoNoPicture);
  if (file.size > LARGEST_FILE) throw new NoLogo(settingsWords.logoTooLarge);
  const picture = await opened(file);
  const { naturalWidth: width, naturalHeight: height } = picture;
  if (width === 0 || height === 0) throw new NoLogo(settingsWords.logoNoSize);
  for (let scale = Math.min(WIDEST / width, HIGHEST / height); ; scale *= 0.75) {
    const drawn = draw(picture, Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
    if (drawn.length <= LONGEST_LOGO) return drawn;
  }
}

async function opened(file: File): Promise<HTMLImageElement> {
  const picture = new Image();
  try {
    picture.src = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener("load", () => resolve(String(reader.result)));
      reader.addEventListener("error", () => reject(new Error("the file could not be read")));
      reader.readAsDataURL(file);
    });
    await picture.decode();
    return picture;
  } catch (error) {
    throw new NoLogo(settingsWords.logoNotDrawn, { cause: error });
  }
}

function draw(picture: HTMLImageElement, width: number, height: number): string {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) throw new NoLogo(settingsWords.logoNoCanvas);
  context.drawImage(picture, 0, 0, width, height);
  try {
    return canvas.toDataURL("image/png").replace("data:image/png;base64,", "");
  } catch (error) {
    throw new NoLogo(settingsWords.logoForeign, { cause: error });
  }
}
