/* Inputs that somebody else makes (tests/fuzz/board-target.ts): each is a length, u16 LE, and so
 * many bytes on stdin. */
#ifndef KITAP_INPUTS_MODE_H
#define KITAP_INPUTS_MODE_H

/* Feeds each to a new board and prints `ok ACKS NAKS` a line; ends with stdin. A broken promise
 * ends the process at once. */
int run_inputs(void);

#endif
