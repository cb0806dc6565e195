// Looks for texts in the raw bytes of files, in UTF-8 and UTF-16: what an erasure must not leave behind stands in pages, logs and
// free space as well as in rows.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The file, or every file below the folder. */
export const filesBelow = (path: string): string[] =>
  statSync(path).isDirectory()
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile() || entry.isDirectory())
        .flatMap((entry) => filesBelow(join(path, entry.name)))
    : [path];

/** `file: text` for each text that a file holds. */
export const foundIn = (paths: readonly string[], texts: readonly string[]): string[] => {
  const wanted = texts.flatMap((text) =>
    (['utf8', 'utf16le'] as const).map((encoding) => [text, Buffer.from(text, encoding)] as const),
  );
  return paths.flatMap(filesBelow).flatMap((file) => {
    // A server that runs removes files between the listing and the reading; nothing is left in those.
    if (!existsSync(file)) return [];
    const bytes = readFileSync(file);
    return wanted.flatMap(([text, needle]) => (bytes.includes(needle) ? [`${file}: ${text}`] : []));
  });
};
