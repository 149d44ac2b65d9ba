// File names, folders and media types as a manifest may carry them: nothing that leads out of a folder, breaks a line or
// turns a name around (SPEC.md, "Attachments in the manifest").

export const NAME_MAX_CHARACTERS = 255;
export const PATH_MAX_CHARACTERS = 1024;

// Controls, and the characters that embed, override or isolate writing direction ("photo\u202Egpj.exe").
const HIDDEN = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/;

/** A single file name: 1 to 255 UTF-16 code units, no slash of either kind, not "." or "..". */
export function isFileName(name: string): boolean {
  return name.length >= 1 && name.length <= NAME_MAX_CHARACTERS && name !== "." && name !== ".."
    && !/[/\\]/.test(name) && name.search(HIDDEN) === -1;
}

/** Folders between "/", relative, without the file's own name. */
export function isFolderPath(path: string): boolean {
  return path.length <= PATH_MAX_CHARACTERS && path.split("/").every((folder) => isFileName(folder));
}

/** type/subtype in lower case, without parameters. */
export function isMediaType(mediaType: string): boolean {
  return MEDIA_TYPE.test(mediaType);
}

/** The nearest allowed file name to whatever the operating system calls the file; "file" where nothing is left. */
export function fileNameOf(raw: string): string {
  const plain = raw.toWellFormed().normalize("NFC").replace(HIDDEN, "").replaceAll(/[/\\]/g, "_").trim();
  const name = plain.length > NAME_MAX_CHARACTERS ? shorten(plain) : plain;
  return isFileName(name) ? name : "file";
}

/** The nearest allowed folder path to the browser's relative path of a dropped folder; null where there is none. */
export function folderPathOf(raw: string): string | null {
  const folders = raw.split("/").filter((folder) => folder !== "" && folder !== "." && folder !== "..");
  const path = folders.map((folder) => fileNameOf(folder)).join("/");
  return path !== "" && isFolderPath(path) ? path : null;
}

/** The media type without parameters; "application/octet-stream" where the browser knows none. */
export function mediaTypeOf(raw: string): string {
  const [essence = ""] = raw.toLowerCase().split(";");
  return isMediaType(essence.trim()) ? essence.trim() : "application/octet-stream";
}

/** Keeps the extension, which decides how the file opens; never leaves half of a surrogate pair. */
function shorten(name: string): string {
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? "";
  const start = name.slice(0, NAME_MAX_CHARACTERS - extension.length).replace(/[\uD800-\uDBFF]$/, "");
  return start + extension;
}
