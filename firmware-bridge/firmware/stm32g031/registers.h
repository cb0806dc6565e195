/* The registers of the STM32G031 that this port uses (RM0444, register maps); nothing else of the
 * chip is touched. */
#ifndef KITAP_STM32G031_REGISTERS_H
#define KITAP_STM32G031_REGISTERS_H

#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))
#define REGISTER8(address) (*(volatile uint8_t *)(address))

/* Reset and clock control, RM0444 5.4. */
#define RCC_IOPENR REGISTER(0x40021034u)
#define RCC_APBENR1 REGISTER(0x4002103cu)
#define RCC_APBENR2 REGISTER(0x40021040u)
#define RCC_CSR REGISTER(0x40021060u)
#define RCC_IOPENR_A_AND_B 3u
#define RCC_APBENR1_USART2 (1u << 17)
#define RCC_APBENR2_SPI1 (1u << 12)
#define RCC_CSR_RMVF (1u << 23)
#define RCC_CSR_PINRSTF (1u << 26)
#define RCC_CSR_PWRRSTF (1u << 27)
#define RCC_CSR_SFTRSTF (1u << 28)
#define RCC_CSR_IWDGRSTF (1u << 29)

/* Ports A and B, RM0444 6.5; `port` 0 is A. */
#define GPIO_BASE(port) (0x50000000u + (port)*0x400u)
#define GPIO_MODER(port) REGISTER(GPIO_BASE(port) + 0x00u)
#define GPIO_PUPDR(port) REGISTER(GPIO_BASE(port) + 0x0cu)
#define GPIO_IDR(port) REGISTER(GPIO_BASE(port) + 0x10u)
#define GPIO_BSRR(port) REGISTER(GPIO_BASE(port) + 0x18u)
#define GPIO_AFRL(port) REGISTER(GPIO_BASE(port) + 0x20u)

/* USART2, RM0444 33.8. */
#define USART2_CR1 REGISTER(0x40004400u)
#define USART2_BRR REGISTER(0x4000440cu)
#define USART2_ISR REGISTER(0x4000441cu)
#define USART2_ICR REGISTER(0x40004420u)
#define USART2_RDR REGISTER(0x40004424u)
#define USART2_TDR REGISTER(0x40004428u)
#define USART_CR1_UE (1u << 0)
#define USART_CR1_RE (1u << 2)
#define USART_CR1_TE (1u << 3)
#define USART_CR1_RXNEIE (1u << 5)
#define USART_CR1_TXEIE (1u << 7)
#define USART_ISR_ERRORS 0xfu
#define USART_ISR_RXNE (1u << 5)
#define USART_ISR_TXE (1u << 7)

/* SPI1, RM0444 35.9. */
#define SPI1_CR1 REGISTER(0x40013000u)
#define SPI1_CR2 REGISTER(0x40013004u)
#define SPI1_SR REGISTER(0x40013008u)
#define SPI1_DR8 REGISTER8(0x4001300cu)
#define SPI_CR1_MASTER (1u << 2)
#define SPI_CR1_DIV_8 (2u << 3)
#define SPI_CR1_SPE (1u << 6)
#define SPI_CR1_SSI_AND_SSM (3u << 8)
#define SPI_CR2_8_BITS (7u << 8)
#define SPI_CR2_FRXTH (1u << 12)
#define SPI_SR_RXNE (1u << 0)
#define SPI_SR_TXE (1u << 1)

/* Independent watchdog, RM0444 29.4. */
#define IWDG_KR REGISTER(0x40003000u)
#define IWDG_PR REGISTER(0x40003004u)
#define IWDG_RLR REGISTER(0x40003008u)
#define IWDG_SR REGISTER(0x4000300cu)

/* Unique device number, RM0444 38.1: 96 bits. */
#define UNIQUE_ID(word) REGISTER(0x1fff7590u + (word)*4u)

/* Cortex-M0+: system tick and interrupt enable. */
#define SYST_CSR REGISTER(0xe000e010u)
#define SYST_RVR REGISTER(0xe000e014u)
#define SYST_CVR REGISTER(0xe000e018u)
#define NVIC_ISER REGISTER(0xe000e100u)
enum { USART2_INTERRUPT = 28 };

enum { CORE_HZ = 16000000 };

#endif
