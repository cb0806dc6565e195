// Cuts a stream of bytes into lines of UTF-8 text, with a limit on a line: a peer that never ends one cannot fill the memory
// (firmware-bridge/messages.ts, LINE_BYTES_MAX). Pure but for what it holds back.
const LF = 0x0a;

export type SplitLines = { lines: string[]; fault: 'line-too-long' | 'not-utf8' | null };

/** `push` takes the next bytes and gives the lines that they complete; after a fault the stream must be ended. */
export const createLineSplitter = (lineBytesMax: number) => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: Uint8Array[] = [];
  let heldBytes = 0;

  const takeLine = (last: Uint8Array): string => {
    const line = Buffer.concat([...parts, last]);
    parts = [];
    heldBytes = 0;
    return decoder.decode(line);
  };

  return {
    push: (bytes: Uint8Array): SplitLines => {
      const lines: string[] = [];
      let from = 0;
      for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, from)) {
        if (heldBytes + end - from > lineBytesMax) return { lines, fault: 'line-too-long' };
        try {
          lines.push(takeLine(bytes.subarray(from, end)));
        } catch {
          return { lines, fault: 'not-utf8' };
        }
        from = end + 1;
      }
      const rest = bytes.subarray(from);
      if (heldBytes + rest.length > lineBytesMax) return { lines, fault: 'line-too-long' };
      if (rest.length > 0) parts.push(rest);
      heldBytes += rest.length;
      return { lines, fault: null };
    },
  };
};
