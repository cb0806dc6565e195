// A station profile: one station-server, its places, and the devices of each place. `profiles/stations/demo.json` is the model.
import Type, { type Static } from 'typebox';
import { PartialComfort } from './comfort-schema.ts';
import { oneOf, PatronCategory } from './site-schema.ts';

const closed = { additionalProperties: false };

/** What a contact of a board means here. A counter that does not tell the way of a person is wired as `visit-in` at the entrance. */
export const InputMeaning = oneOf('visit-in', 'visit-out', 'gate-alarm', 'flap', 'presence');

export const Audience = oneOf('everyone', 'children');

/** One device of a place: which model it is (a file of `profiles/devices/`) and where it is plugged in. */
export const PlaceDevice = Type.Object(
  {
    /** Unique in the place, also the name in bridge messages: `scanner`, `printer`. */
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    profile: Type.String(),
    /**
     * Serial: a path or a USB serial number. HID: a USB serial number or absent for the first that matches. TCP: host:port.
     * File: a device node. `simulated` speaks the same bytes to a simulated peer in the bridge. `page-keyboard` is fed by the page.
     */
    port: Type.Object(
      {
        kind: oneOf('serial', 'hid', 'usb', 'tcp', 'file', 'simulated', 'page-keyboard'),
        path: Type.Optional(Type.String()),
        serialNumber: Type.Optional(Type.String()),
        host: Type.Optional(Type.String()),
        tcpPort: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535 })),
      },
      closed,
    ),
    /** Boards with contacts only; what is not named here means nothing. */
    inputs: Type.Optional(
      Type.Array(
        Type.Object(
          { input: Type.Integer({ minimum: 0, maximum: 255 }), means: InputMeaning },
          closed,
        ),
        { maxItems: 64 },
      ),
    ),
    /** Lockers only: the number painted on the door of lock 0; 1 where absent. */
    firstDoor: Type.Optional(Type.Integer({ minimum: 1, maximum: 9_000 })),
  },
  closed,
);

export const Place = Type.Object(
  {
    /** In URLs, bridge messages and journal entries: `kiosk-1`. */
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    kind: oneOf('kiosk', 'desk'),
    /** Whom its pages speak to; absent = everyone. At a children's kiosk: pictures and few words, and no time pressure. */
    audience: Type.Optional(Audience),
    /** A children's kiosk chimes softly when a book is lent or brought back, unless this says false. */
    sounds: Type.Optional(Type.Boolean()),
    /** Whose cards open a class session here, in which pupils scan one after another; absent = nobody's. */
    classOpeners: Type.Optional(Type.Array(PatronCategory, { minItems: 1, maxItems: 9 })),
    devices: Type.Array(PlaceDevice),
    /** Only where visits begin with other settings than `usualComfort`, as at a kiosk for wheelchair users. */
    comfort: Type.Optional(PartialComfort),
    /**
     * Readers may show their card and books to the camera of the machine that runs the page. The page reads the codes itself: no
     * picture leaves it.
     */
    camera: Type.Optional(Type.Boolean()),
  },
  closed,
);

export const StationProfile = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]+$' }),
    /** Given at pairing, never reused: digits 6-8 of the numbers made here, and the name of its journal. */
    station: Type.Integer({ minimum: 1, maximum: 999 }),
    branch: Type.String(),
    site: Type.String(),
    /** What its screens tell readers while nobody uses them, a file of `profiles/content/`; absent = nothing. */
    content: Type.Optional(Type.String()),
    places: Type.Array(Place, { minItems: 1 }),
  },
  closed,
);

export type Audience = Static<typeof Audience>;
export type InputMeaning = Static<typeof InputMeaning>;
export type PlaceDevice = Static<typeof PlaceDevice>;
export type Place = Static<typeof Place>;
export type StationProfile = Static<typeof StationProfile>;
