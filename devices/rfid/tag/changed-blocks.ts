// Which blocks of a tag must be written: a write takes a reader tens of milliseconds a block, and a locked block refuses even its own
// content.

export type BlockRun = { firstBlock: number; bytes: Uint8Array };

/** Runs of neighbouring blocks that differ. Both memories are whole blocks and equally long. */
export const changedBlocks = (
  before: Uint8Array,
  after: Uint8Array,
  blockBytes: number,
): BlockRun[] => {
  const runs: BlockRun[] = [];
  const blocks = Math.ceil(after.length / blockBytes);
  const differs = (block: number): boolean => {
    const [from, to] = [block * blockBytes, (block + 1) * blockBytes];
    return Buffer.compare(before.subarray(from, to), after.subarray(from, to)) !== 0;
  };
  for (let block = 0; block < blocks; block++) {
    if (!differs(block)) continue;
    const firstBlock = block;
    while (block + 1 < blocks && differs(block + 1)) block++;
    runs.push({
      firstBlock,
      bytes: after.slice(firstBlock * blockBytes, (block + 1) * blockBytes),
    });
  }
  return runs;
};
