/* The two functions of string.h that the core uses, declared here: a bare chip has no C library
 * (its port brings memory.c). */
#ifndef KITAP_MEMORY_H
#define KITAP_MEMORY_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t count);
void *memset(void *to, int value, size_t count);

#endif
