/* Version of this firmware (semantic versioning), told in HELLO. The build may name itself:
 * -DKITAP_BUILD_ID='"..."'. */
#ifndef KITAP_VERSION_H
#define KITAP_VERSION_H

enum { FIRMWARE_MAJOR = 1, FIRMWARE_MINOR = 0, FIRMWARE_PATCH = 0 };

#ifndef KITAP_BUILD_ID
#define KITAP_BUILD_ID "local"
#endif

#endif
