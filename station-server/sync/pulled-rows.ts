// What a pulled row must hold before it may enter the store (`PulledData` of central/sync-contract.ts). More fields and new
// words in them are welcome, since central is updated first; a missing field or a wrong type is not.
import { Ajv } from 'ajv';
import Type, { type TObject } from 'typebox';
import type { PullRow } from '../../central/sync-contract.ts';
import { LocalDate } from '../../profiles/site-schema.ts';
import { ROW_ID_PATTERN } from '../store/row-key.ts';

const Text = Type.String({ maxLength: 4_000 });
const Id = Type.String({ pattern: ROW_ID_PATTERN });
const Count = Type.Integer({ minimum: 0 });

const SHAPES: Record<PullRow['table'], TObject> = {
  patron: Type.Object({
    patronId: Id,
    card: Text,
    status: Text,
    category: Text,
    birthDate: LocalDate,
    language: Text,
    branch: Text,
    registeredOn: LocalDate,
    reregisteredOn: LocalDate,
    mergedInto: Type.Optional(Id),
    name: Type.Object({ surname: Text, givenName: Text, patronymic: Text }),
  }),
  title: Type.Object({
    titleId: Id,
    title: Text,
    author: Text,
    language: Text,
    year: Text,
    ageMin: Count,
  }),
  item: Type.Object({
    itemId: Id,
    barcode: Text,
    inventoryNo: Text,
    titleId: Id,
    branch: Text,
    itemType: Text,
    home: Type.Boolean(),
    status: Text,
  }),
  loan: Type.Object({
    loanId: Id,
    itemId: Id,
    patronId: Id,
    kind: Text,
    takenOn: LocalDate,
    enteredAtMs: Type.Integer(),
    dueOn: LocalDate,
    renewals: Count,
    renewalsMax: Count,
    returnedOn: Type.Union([Type.Null(), LocalDate]),
    returnEnteredAtMs: Type.Union([Type.Null(), Type.Integer()]),
  }),
  hold: Type.Object({
    holdId: Id,
    patronId: Id,
    itemId: Type.Union([Type.Null(), Id]),
    titleId: Id,
    branch: Text,
    state: Text,
    loanId: Type.Union([Type.Null(), Id]),
  }),
};

// The schemas are our own: they are not held against the schema of schemas at every start.
const ajv = new Ajv({ meta: false, validateSchema: false });
const checks = {
  patron: ajv.compile(SHAPES.patron),
  title: ajv.compile(SHAPES.title),
  item: ajv.compile(SHAPES.item),
  loan: ajv.compile(SHAPES.loan),
  hold: ajv.compile(SHAPES.hold),
};

const ID = new RegExp(ROW_ID_PATTERN);

/** True when the row can be stored, or deleted, under its id. */
export const isPulledRow = ({ table, id, data }: PullRow): boolean =>
  data === null ? ID.test(id) : checks[table](data) === true && data[`${table}Id`] === id;
