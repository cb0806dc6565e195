// One place that holds JSON against a TypeBox schema and says in plain words what to correct (ajv
// 8, all errors). Used by the loader, which refuses, and by the lint, which lists.
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';

export type ShapeProblem = { path: string; todo: string };

// The schemas are our own: holding them against the schema of schemas would cost every start 50 ms.
const ajv = new Ajv({ allErrors: true, meta: false, validateSchema: false });
const validators = new WeakMap<TSchema, ValidateFunction>();

const validatorOf = (schema: TSchema): ValidateFunction => {
  const known = validators.get(schema);
  if (known) return known;
  const made = ajv.compile(schema);
  validators.set(schema, made);
  return made;
};

/** A union fails once for each of its members; together they are one thing to correct. */
const unionTodo = (errors: ErrorObject[]): string => {
  const allowed = errors.flatMap((error) => {
    if (error.keyword === 'const') return [JSON.stringify(error.params.allowedValue)];
    return error.keyword === 'type' ? [`a value of type ${error.params.type}`] : [];
  });
  return allowed.length > 0 ? `use one of: ${allowed.join(', ')}` : 'give a value of the schema';
};

const todoOf = (error: ErrorObject): string => {
  switch (error.keyword) {
    case 'required':
      return `add "${error.params.missingProperty}"`;
    case 'additionalProperties':
      return `remove the unknown key "${error.params.additionalProperty}"`;
    case 'enum':
      return `use one of: ${(error.params.allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
    default:
      return `the value ${error.message ?? 'does not fit the schema'}`;
  }
};

/** Everything in `value` that does not fit, one problem a place; empty when it fits. */
export const checkShape = (schema: TSchema, value: unknown): ShapeProblem[] => {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const unions = new Set(
    errors.filter((error) => error.keyword === 'anyOf').map((error) => error.instancePath),
  );
  const single = errors
    .filter((error) => !unions.has(error.instancePath))
    .map((error) => ({ path: error.instancePath, todo: todoOf(error) }));
  const united = [...unions].map((path) => ({
    path,
    todo: unionTodo(errors.filter((error) => error.instancePath === path)),
  }));
  return [...single, ...united];
};

type SchemaNode = {
  properties?: Record<string, SchemaNode>;
  items?: SchemaNode;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Keys stand in the order of the schema, so that two files can be compared line by line. Unknown
 * keys are not its concern.
 */
export const checkKeyOrder = (schema: TSchema, value: unknown): ShapeProblem[] => {
  const problems: ShapeProblem[] = [];
  const visit = (node: SchemaNode | undefined, part: unknown, path: string): void => {
    if (!node) return;
    if (Array.isArray(part)) {
      part.forEach((element, index) => {
        visit(node.items, element, `${path}/${index}`);
      });
      return;
    }
    if (!isRecord(part) || !node.properties) return;
    const order = Object.keys(node.properties);
    const given = Object.keys(part).filter((key) => order.includes(key));
    const wanted = order.filter((key) => key in part);
    const wrongAt = given.findIndex((key, index) => key !== wanted[index]);
    if (wrongAt >= 0)
      problems.push({ path, todo: `put the keys in the order ${wanted.join(', ')}` });
    for (const key of given) visit(node.properties[key], part[key], `${path}/${key}`);
  };
  visit(schema as SchemaNode, value, '');
  return problems;
};
