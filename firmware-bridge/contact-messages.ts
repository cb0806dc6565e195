// The part of `messages.ts` about tags on pads and about contacts: relays, locks, sensors. An order carries a `request` that its
// answer repeats; the bridge answers each order once, also one that it could not carry out.
import Type from 'typebox';
import { TAG_FAULTS, TAG_MODELS } from '../devices/rfid/tag-content.ts';
import { oneOf } from '../profiles/site-schema.ts';

const closed = { additionalProperties: false };
const device = Type.String({ maxLength: 32 });
const request = Type.String({ minLength: 1, maxLength: 64 });
const uid = Type.String({ pattern: '^[0-9A-F]{16}$' });
const fault = Type.Union([Type.Null(), Type.String({ maxLength: 64 })]);
const securedNow = Type.Union([Type.Null(), Type.Boolean()]);

/** Tags told of at once; a pad that sees more tells the first so many. */
export const PAD_TAGS_MAX = 64;

const parts = Type.Union([
  Type.Null(),
  Type.Object(
    {
      of: Type.Integer({ minimum: 1, maximum: 999 }),
      ordinal: Type.Integer({ minimum: 1, maximum: 999 }),
    },
    closed,
  ),
]);
const usage = Type.Union([Type.Null(), Type.Integer({ minimum: 0, maximum: 255 })]);
const owner = Type.Union([Type.Null(), Type.String({ maxLength: 32 })]);
const pii = Type.String({ minLength: 1, maxLength: 255 });
const named = { model: oneOf(...TAG_MODELS), pii, owner };

const TagContent = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('item'),
      ...named,
      parts,
      usage,
      offline: Type.Object({ issue: Type.Boolean(), return: Type.Boolean() }, closed),
    },
    closed,
  ),
  Type.Object({ kind: oneOf('patron-card'), ...named }, closed),
  Type.Object({ kind: oneOf('discarded'), ...named }, closed),
  Type.Object({ kind: Type.Literal('blank') }, closed),
  Type.Object({ kind: Type.Literal('unreadable'), fault: oneOf(...TAG_FAULTS) }, closed),
]);

/** Bridge to station. */
export const rfidMessages = [
  Type.Object(
    {
      type: Type.Literal('tags-on-pad'),
      device,
      tags: Type.Array(Type.Object({ uid, content: TagContent, secured: securedNow }, closed), {
        maxItems: PAD_TAGS_MAX,
      }),
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('security-set'),
      device,
      request,
      uid,
      done: Type.Boolean(),
      secured: securedNow,
      fault,
    },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('tag-written'),
      device,
      request,
      uid,
      done: Type.Boolean(),
      content: Type.Union([Type.Null(), TagContent]),
      fault,
    },
    closed,
  ),
] as const;

export const contactMessages = [
  Type.Object(
    {
      type: Type.Literal('contact'),
      device,
      input: Type.Integer({ minimum: 0, maximum: 255 }),
      on: Type.Boolean(),
    },
    closed,
  ),
  Type.Object(
    { type: Type.Literal('output-pulsed'), device, request, done: Type.Boolean(), fault },
    closed,
  ),
] as const;

/** Station to bridge. */
export const rfidOrders = [
  Type.Object(
    { type: Type.Literal('set-security'), device, request, uid, secured: Type.Boolean() },
    closed,
  ),
  Type.Object(
    {
      type: Type.Literal('write-tag'),
      device,
      request,
      uid,
      item: Type.Object({ pii, owner, parts, usage }, closed),
      lock: Type.Boolean(),
    },
    closed,
  ),
] as const;

export const contactOrders = [
  Type.Object(
    {
      type: Type.Literal('pulse-output'),
      device,
      request,
      output: Type.Integer({ minimum: 0, maximum: 255 }),
      ms: Type.Integer({ minimum: 1, maximum: 600_000 }),
    },
    closed,
  ),
] as const;

/** What a hand does at a simulated pad. */
export const simulatedRfidActs = [
  Type.Object(
    {
      kind: Type.Literal('put-tags'),
      tags: Type.Array(
        Type.Object(
          {
            uid,
            dsfid: Type.Integer({ minimum: 0, maximum: 255 }),
            afi: Type.Integer({ minimum: 0, maximum: 255 }),
            memory: Type.String({ pattern: '^([0-9a-f]{2}){4,1024}$' }),
          },
          closed,
        ),
        { minItems: 1, maxItems: 32 },
      ),
    },
    closed,
  ),
  Type.Object(
    { kind: Type.Literal('take-tags'), uids: Type.Array(uid, { minItems: 1, maxItems: 32 }) },
    closed,
  ),
] as const;

/** What a hand does at a simulated board: presses a contact, shuts a door or opens it with the key, jams a lock. */
export const simulatedContactActs = [
  Type.Object(
    {
      kind: Type.Literal('set-contact'),
      input: Type.Integer({ minimum: 0, maximum: 255 }),
      on: Type.Boolean(),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('jam-lock'),
      lock: Type.Integer({ minimum: 0, maximum: 255 }),
      jammed: Type.Boolean(),
    },
    closed,
  ),
] as const;
