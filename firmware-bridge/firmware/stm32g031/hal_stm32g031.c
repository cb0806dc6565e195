/* HAL of the STM32G031K8 (NUCLEO-G031K8) at its 16 MHz start-up clock; serial line in serial.c. Not
 * tried on hardware yet. */
#include "../hal.h"
#include "port.h"
#include "registers.h"

/* Pin numbers of board_config.c: port * 16 + pin, in the order of the table in README.md. 0xff is
 * not connected. */
enum { A = 0, B = 16, NONE = 0xff };
static const uint8_t pins[] = {A + 0, A + 1, A + 8, A + 9, B + 4, B + 5,
                               B + 3, NONE,  B + 0, B + 1, B + 6, B + 7};
enum { OUTPUT_PINS = 7, INPUTS_FROM = 8, PIN_COUNT = sizeof pins };

/* PN5180: NSS, BUSY, RESET_N; SCK, MISO, MOSI are PA5, PA6, PA7 (alternate function 0). */
enum { NSS = A + 4, BUSY = A + 11, RESET_N = A + 12 };

static volatile uint32_t ms;
static uint32_t reset_flags;

static void set_mode(uint8_t pin, uint32_t mode) {
  const uint32_t port = pin / 16u, shift = (pin % 16u) * 2u;
  GPIO_MODER(port) = (GPIO_MODER(port) & ~(3u << shift)) | mode << shift;
}

static void set_pin(uint8_t pin, bool level) {
  GPIO_BSRR(pin / 16u) = 1u << (pin % 16u + (level ? 0u : 16u));
}
static bool get_pin(uint8_t pin) { return (GPIO_IDR(pin / 16u) >> pin % 16u & 1u) != 0; }

static void start_pins(void) {
  RCC_IOPENR |= RCC_IOPENR_A_AND_B;
  /* Low first, then output: no lock twitches at power-on. */
  for (uint8_t index = 0; index < OUTPUT_PINS; index++) {
    set_pin(pins[index], false);
    set_mode(pins[index], 1);
  }
  for (uint8_t index = INPUTS_FROM; index < PIN_COUNT; index++) {
    set_mode(pins[index], 0);
    /* Pulled down: a broken wire reads as "off". */
    GPIO_PUPDR(pins[index] / 16u) |= 2u << (pins[index] % 16u) * 2u;
  }
  set_pin(NSS, true);
  set_mode(NSS, 1);
  set_mode(BUSY, 0);
  set_pin(RESET_N, true);
  set_mode(RESET_N, 1);
  for (uint8_t pin = 5; pin <= 7; pin++) set_mode(pin, 2);
  /* USART2 is alternate function 1 of PA2 and PA3. */
  GPIO_AFRL(0) |= 1u << 8 | 1u << 12;
  set_mode(A + 2, 2);
  set_mode(A + 3, 2);
}

void port_start(void) {
  reset_flags = RCC_CSR;
  RCC_CSR |= RCC_CSR_RMVF;
  start_pins();
  RCC_APBENR1 |= RCC_APBENR1_USART2;
  RCC_APBENR2 |= RCC_APBENR2_SPI1;
  SYST_RVR = CORE_HZ / 1000 - 1;
  SYST_CVR = 0;
  SYST_CSR = 7;
  SPI1_CR2 = SPI_CR2_8_BITS | SPI_CR2_FRXTH;
  SPI1_CR1 = SPI_CR1_MASTER | SPI_CR1_DIV_8 | SPI_CR1_SSI_AND_SSM | SPI_CR1_SPE;
  port_serial_start();
  /* 32 kHz / 16 / 2000: about one second. */
  IWDG_KR = 0xcccc;
  IWDG_KR = 0x5555;
  IWDG_PR = 2;
  IWDG_RLR = 2000;
  while (IWDG_SR & 3u) {
  }
}

void port_tick(void) { ms++; }
uint32_t hal_millis(void) { return ms; }
void hal_watchdog(void) { IWDG_KR = 0xaaaa; }

uint8_t hal_boot_reason(void) {
  if (reset_flags & RCC_CSR_IWDGRSTF) return BOOT_WATCHDOG;
  if (reset_flags & RCC_CSR_SFTRSTF) return BOOT_SOFTWARE;
  if (reset_flags & RCC_CSR_PWRRSTF) return BOOT_POWER;
  return reset_flags & RCC_CSR_PINRSTF ? BOOT_PIN : BOOT_BROWNOUT;
}

void hal_serial_number(char *text) {
  static const char digits[] = "0123456789ABCDEF";
  for (uint8_t index = 0; index < HAL_SERIAL_CHARS; index++)
    text[index] = digits[UNIQUE_ID(index / 8u) >> (28u - index % 8u * 4u) & 15u];
}

void hal_gpio_write(uint8_t pin, bool level) {
  if (pin < OUTPUT_PINS) set_pin(pins[pin], level);
}

bool hal_gpio_read(uint8_t pin) {
  return pin >= INPUTS_FROM && pin < PIN_COUNT && get_pin(pins[pin]);
}

void hal_spi_select(bool selected) { set_pin(NSS, !selected); }

void hal_spi_transfer(const uint8_t *out, uint8_t *in, uint16_t count) {
  for (uint16_t index = 0; index < count; index++) {
    while (!(SPI1_SR & SPI_SR_TXE)) {
    }
    SPI1_DR8 = out ? out[index] : 0xffu;
    while (!(SPI1_SR & SPI_SR_RXNE)) {
    }
    const uint8_t byte = SPI1_DR8;
    if (in) in[index] = byte;
  }
}

bool hal_pn5180_busy(void) { return get_pin(BUSY); }
void hal_pn5180_reset(bool level) { set_pin(RESET_N, level); }
