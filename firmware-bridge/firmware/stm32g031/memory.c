/* The two C library functions that compiler and core want. Volatile keeps the compiler from turning
 * a loop into a call of itself. */
#include "../memory.h"

__attribute__((used)) void *memcpy(void *to, const void *from, size_t count) {
  volatile unsigned char *target = to;
  const unsigned char *source = from;
  while (count-- > 0) *target++ = *source++;
  return to;
}

__attribute__((used)) void *memset(void *to, int value, size_t count) {
  volatile unsigned char *target = to;
  while (count-- > 0) *target++ = (unsigned char)value;
  return to;
}
