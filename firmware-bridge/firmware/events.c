/* The ring of events: see events.h. */
#include "events.h"

typedef struct {
  uint32_t at;
  uint8_t input;
  bool on;
} event_t;

static event_t ring[EVENTS_KEPT];
static uint32_t newest;
static uint32_t confirmed;

void events_init(void) {
  newest = 0;
  confirmed = 0;
}

void events_add(uint8_t input, bool on, uint32_t now) {
  newest++;
  ring[newest % EVENTS_KEPT] = (event_t){now, input, on};
}

uint32_t events_newest(void) { return newest; }

uint32_t events_oldest(void) { return newest < EVENTS_KEPT ? 1 : newest - EVENTS_KEPT + 1; }

uint32_t events_confirmed(void) { return confirmed; }

void events_confirm(uint32_t number) {
  if (number > confirmed && number <= newest) confirmed = number;
}

uint32_t events_write(payload_t *payload, uint32_t number, uint32_t now) {
  const uint32_t first = number < events_oldest() ? events_oldest() : number;
  const uint32_t waiting = first > newest ? 0 : newest - first + 1;
  const uint8_t count = (uint8_t)(waiting > EVENTS_PER_FRAME ? EVENTS_PER_FRAME : waiting);
  put_u8(payload, count);
  for (uint8_t index = 0; index < count; index++) {
    const event_t *event = &ring[(first + index) % EVENTS_KEPT];
    put_u32(payload, first + index);
    put_u8(payload, event->input);
    put_u8(payload, event->on ? 1 : 0);
    put_u32(payload, now - event->at);
  }
  return first + count;
}
