// Reads a file of frozen vectors.
import { readFileSync } from "node:fs";

export const vectorsFolder = new URL("../../crypto/vectors/", import.meta.url);

export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, vectorsFolder), "utf8")) as T;
}
