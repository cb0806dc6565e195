// A receipt as plain lines, for the screen when there is no paper. Same blocks, same order as the printed one.
import type { ReceiptBlock, ReceiptDocument } from '../../firmware-bridge/messages.ts';

const linesOf = (block: ReceiptBlock): string[] => {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text];
    case 'item': {
      const first = block.value ? `${block.title}: ${block.value}` : block.title;
      return block.detail ? [first, `  ${block.detail}`] : [first];
    }
    case 'pair':
      return [`${block.label}: ${block.value}`];
    case 'barcode':
    case 'qr':
      return [block.data];
    case 'rule':
    case 'space':
      return [''];
  }
};

export const receiptLines = (document: ReceiptDocument): string[] =>
  document.blocks.flatMap(linesOf);
