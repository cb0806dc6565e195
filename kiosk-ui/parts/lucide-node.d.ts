// The icon files of `lucide` carry no types of their own. One node is a tag and its attributes.
declare module 'lucide/dist/esm/icons/*.mjs' {
  const node: [tag: string, attributes: Record<string, string | number>][];
  export default node;
}
