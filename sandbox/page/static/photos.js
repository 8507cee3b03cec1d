/** Pictures made into photos, as Telegram's clients do before they send them. */

/** Pixels of a photo's longer side, and bytes, above which it is drawn anew. */
const LONGEST = 1280;
const HEAVY = 1_000_000;
const QUALITY = 0.87;

/** The file itself, when it is a small PNG or JPEG, or a JPEG that shows the same; null when it is no picture. */
export async function asPhoto(file) {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  if (scale === 1 && file.size <= HEAVY && ["image/png", "image/jpeg"].includes(file.type)) return file;
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const drawn = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return new File([drawn], "foto.jpg", { type: "image/jpeg" });
}
