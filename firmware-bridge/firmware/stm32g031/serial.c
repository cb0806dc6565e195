/* USART2 on PA2/PA3, 115200 8N1: on a NUCLEO-G031K8 these pins go to the USB virtual COM port of
 * its ST-LINK. Two rings, filled and emptied by the interrupt, so that no byte is lost while a
 * PN5180 request runs. */
#include "../hal.h"
#include "port.h"
#include "registers.h"

enum { BAUD = 115200, RING = 512 };

typedef struct {
  uint8_t bytes[RING];
  volatile uint16_t in;
  volatile uint16_t out;
} ring_t;

static ring_t received, sending;

static uint16_t held(const ring_t *ring) {
  return (uint16_t)((uint16_t)(ring->in - ring->out) & (RING - 1));
}

void port_serial_start(void) {
  USART2_BRR = (CORE_HZ + BAUD / 2) / BAUD;
  USART2_CR1 = USART_CR1_UE | USART_CR1_RE | USART_CR1_TE | USART_CR1_RXNEIE;
  NVIC_ISER = 1u << USART2_INTERRUPT;
}

void port_serial_interrupt(void) {
  const uint32_t status = USART2_ISR;
  USART2_ICR = status & USART_ISR_ERRORS;
  if (status & USART_ISR_RXNE) {
    const uint8_t byte = (uint8_t)USART2_RDR;
    if (held(&received) < RING - 1) {
      received.bytes[received.in] = byte;
      received.in = (uint16_t)((received.in + 1u) & (RING - 1));
    }
  }
  if ((status & USART_ISR_TXE) && held(&sending) > 0) {
    USART2_TDR = sending.bytes[sending.out];
    sending.out = (uint16_t)((sending.out + 1u) & (RING - 1));
  }
  if (held(&sending) == 0) USART2_CR1 &= ~USART_CR1_TXEIE;
}

size_t hal_serial_read(uint8_t *bytes, size_t max) {
  size_t count = 0;
  while (count < max && held(&received) > 0) {
    bytes[count++] = received.bytes[received.out];
    received.out = (uint16_t)((received.out + 1u) & (RING - 1));
  }
  return count;
}

bool hal_serial_write(const uint8_t *bytes, size_t count) {
  if (count > (size_t)(RING - 1 - held(&sending))) return false;
  for (size_t index = 0; index < count; index++) {
    sending.bytes[sending.in] = bytes[index];
    sending.in = (uint16_t)((sending.in + 1u) & (RING - 1));
  }
  /* The interrupt may clear the bit between reading and writing it back; it is set again here, and
   * once too often does no harm. */
  USART2_CR1 |= USART_CR1_TXEIE;
  return true;
}
