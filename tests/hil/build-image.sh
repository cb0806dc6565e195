#!/bin/sh
# Builds the guest of tests/hil once, in the folder given: Debian's own kernel, a small initramfs, and a layer (modules, udev)
# that is laid over the host's file system in the guest. Kernel and udev are downloaded and unpacked, never installed here.
# Needs the Debian packages busybox-static, cpio and xz-utils.
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
CACHE=${1:?usage: build-image.sh FOLDER}
STAMP=$(cat "$0" "$HERE/guest-init" | cksum)
[ -f "$CACHE/ok" ] && [ "$(cat "$CACHE/ok")" = "$STAMP" ] && exit 0
rm -rf "$CACHE"
mkdir -p "$CACHE/deb" "$CACHE/layer/usr/lib/systemd" "$CACHE/layer/usr/bin" "$CACHE/initrd"

kernel() { apt-cache depends linux-image-amd64 2>/dev/null | awk '/Depends:/{print $2; exit}'; }
fetch() { (cd "$CACHE/deb" && apt-get -o APT::Sandbox::User=root download "$1" udev >/dev/null); }
# A machine that has every package but no lists, or old ones, asks for them once.
PACKAGE=$(kernel)
if [ -z "$PACKAGE" ] || ! fetch "$PACKAGE"; then
  apt-get update -qq
  PACKAGE=$(kernel)
  fetch "$PACKAGE"
fi
for deb in "$CACHE"/deb/*.deb; do dpkg-deb -x "$deb" "$CACHE/x"; done
VERSION=${PACKAGE#linux-image-}

# The uncompressed ELF kernel inside vmlinuz (xz): QEMU boots it directly by PVH, without BIOS and unpacking (2.5 s less).
# xz ends with an error because bytes follow the kernel; that it wrote one is what counts.
IMAGE=$CACHE/x/boot/vmlinuz-$VERSION
AT=$(LC_ALL=C grep -obUaP '\xfd7zXZ\x00' "$IMAGE" | head -1 | cut -d: -f1)
tail -c +$((AT + 1)) "$IMAGE" | xz -dc 2>/dev/null >"$CACHE/vmlinux" || [ -s "$CACHE/vmlinux" ]

# Only the module families that a station can meet.
MODULES=$CACHE/layer/usr/lib/modules/$VERSION
mkdir -p "$MODULES/kernel"
(cd "$CACHE/x/lib/modules/$VERSION/kernel" && find drivers/hid drivers/usb drivers/input \
  drivers/char drivers/virtio fs/9p net/9p fs/netfs fs/fscache fs/overlayfs fs/configfs lib \
  drivers/block/virtio_blk.ko fs/ext4 fs/jbd2 fs/mbcache.ko crypto/crc32c_generic.ko \
  -name '*.ko' 2>/dev/null | cpio -pdm --quiet "$MODULES/kernel")
cp "$CACHE/x/lib/modules/$VERSION/modules.order" "$CACHE/x/lib/modules/$VERSION/modules.builtin" "$MODULES/"
cp -a "$CACHE/x/lib/udev" "$CACHE/layer/usr/lib/udev"
rm -f "$CACHE"/layer/usr/lib/udev/rules.d/*-dm.rules
cp "$CACHE/x/bin/udevadm" "$CACHE/layer/usr/bin/udevadm"
ln -s ../../bin/udevadm "$CACHE/layer/usr/lib/systemd/systemd-udevd"
# depmod looks below lib, the layer has it below usr/lib as Debian does.
mkdir -p "$CACHE/layer/lib/modules"
ln -s "$MODULES" "$CACHE/layer/lib/modules/$VERSION"
busybox depmod -b "$CACHE/layer" "$VERSION"
rm -r "$CACHE/layer/lib"

INITRD=$CACHE/initrd
for folder in bin proc sys dev host upper new mod; do mkdir -p "$INITRD/$folder"; done
cp /bin/busybox "$INITRD/bin/busybox"
for tool in sh mount insmod switch_root mkdir; do ln -s busybox "$INITRD/bin/$tool"; done
: >"$INITRD/mod/list"
add() { # a module, after what it depends on
  local file rel name
  for file in $(find "$MODULES" -name "$1.ko" -o -name "$(echo "$1" | tr _ -).ko"); do
    rel=${file#"$MODULES"/}
    grep -qxF "$(basename "$file")" "$INITRD/mod/list" && continue
    for name in $(sed -n "s#^[^:]*$rel: *##p" "$MODULES/modules.dep"); do add "$(basename "$name" .ko)"; done
    cp "$file" "$INITRD/mod/"
    basename "$file" >>"$INITRD/mod/list"
  done
}
for module in virtio virtio_ring virtio_pci_legacy_dev virtio_pci_modern_dev virtio_pci \
  netfs fscache 9pnet 9pnet_virtio 9p overlay virtio_console; do add "$module"; done
cp "$HERE/guest-init" "$INITRD/init"
chmod +x "$INITRD/init"
(cd "$INITRD" && find . | cpio -o -H newc --quiet) | gzip -1 >"$CACHE/initrd.img"
rm -rf "$CACHE/x" "$CACHE/deb"
printf '%s\n' "$STAMP" >"$CACHE/ok"
